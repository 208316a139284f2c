import {setImmediate} from 'node:timers/promises'
import {afterEach, beforeEach, expect, test} from 'vitest'
import * as Y from 'yjs'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {copyProject} from '../../src/hub/cluster/copy-project.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {historyRequests} from '../../src/hub/requests/annotation-history.ts'
import {historyReadings} from '../../src/hub/requests/history-readings.ts'
import type {AnnotationHistory, AnnotationState} from '../../src/ipc/history-api.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {memoryStore} from '../../src/storage/memory-store.ts'
import type {ProjectStore} from '../../src/storage/project-store.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, windowOf} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const setOf = (owner: Owner): DocumentAddress => ({kind: 'set', article: article.id, owner})
const CLOSED = 'This is closed to you until the round is opened.'
/** After this was written, in milliseconds since 1970. */
const LATELY = 1_700_000_000_000

let path = ''
let remove: () => Promise<void>
let hub: Hub
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})

/** `plays` counts how often the log was asked for. */
const historyMeans = (store: Pick<ProjectStore, 'past'>) => {
  const means = {
    plays: 0,
    folder: {
      projectId: 'project-1',
      store: {
        past: (...of: Parameters<ProjectStore['past']>) => {
          means.plays++
          return store.past(...of)
        },
      },
    },
    project: {schema: () => DEFAULT_SCHEMA, articles: {standing: () => ({...article, title: 'Sea ice 🧊'})}},
    readings: historyReadings(),
  }
  return means
}

const history = async (person: Person, id: string, owner: Owner = 'team'): Promise<readonly AnnotationState[]> =>
  value(await hub.requests(person, 'browser').annotationHistory(article.id, owner, id, 0)).states
const refusedTo = async (person: Person, id: string, owner: Owner = 'team'): Promise<string> =>
  refusal(await hub.requests(person, 'browser').annotationHistory(article.id, owner, id, 0))

async function work(person: Person, change: (set: AnnotationSet) => void, given: {owner?: Owner; sender?: 'hub'} = {}): Promise<void> {
  const at: Pick<Hub, 'connect' | 'projectId'> = {...hub, connect: (channel, request, who) => hub.connect(channel, request, who, undefined, given.sender)}
  const {doc, opened, saved} = windows.keep(windowOf(at, person)).open(setOf(given.owner ?? 'team'))
  expect(await opened).toBeUndefined()
  change(annotationSet(doc))
  await saved()
}

test('[HI1] says who did what in a window here, by sign-in, and when the hub had it, whatever the clock of the window says', async () => {
  await work(ALICE, set => set.add([aClaim(article, 'السلام قريب', {id: 'peace', at: 5})]))
  await work(BOB, set => set.setFeature('peace', 'voice', 'quoted', {by: 'bob', at: 7}))
  await work(ALICE, set => set.remove(['peace'], {by: 'alice', at: 6}))
  const states = await history(CAROL, 'peace')
  expect(states.map(({by, here, signedAt}) => [by, here, signedAt])).toEqual([
    ['alice', true, 6],
    ['bob', true, 7],
    ['alice', true, 5],
  ])
  expect(states.map(({annotation: {features, removed}}) => [features.voice, removed?.by])).toEqual([
    ['quoted', 'alice'],
    ['quoted', undefined],
    [undefined, undefined],
  ])
  const arrived = states.map(state => state.arrived ?? 0)
  expect(arrived.filter(at => at < LATELY)).toEqual([])
  expect(arrived).toEqual(arrived.toSorted((a, b) => b - a))
  expect(await history(CAROL, 'nobody marked this')).toEqual([])
})

test('[HI1] what another hub brings carries the name that its record says, and the time it arrived', async () => {
  await work(
    ALICE,
    set => {
      set.add([aClaim(article, '和平', {id: 'peace', by: 'bob', at: 5})])
      set.setFeature('peace', 'voice', 'quoted', {by: 'carol', at: 7})
    },
    {sender: 'hub'},
  )
  const states = await history(BOB, 'peace')
  expect(states.map(({by, here, signedAt, arrived}) => [by, here, signedAt, (arrived ?? 0) > LATELY])).toEqual([
    ['carol', false, 7, true],
    ['bob', false, 5, true],
  ])
})

test('[HI2] a hub that merges a long log as it closes has the whole history afterwards, and gives it page by page', async () => {
  await work(ALICE, set => set.add([aClaim(article, 'Zoë', {id: 'zoe'})]))
  await work(BOB, set => {
    for (let i = 1; i <= 520; i++) set.setFeature('zoe', 'voice', `${i}`, {by: 'bob', at: i})
  })
  windows.close()
  await hub.close()
  const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
  expect(await folder.store.load(documentName('project-1', setOf('team')))).toHaveLength(1)
  hub = await aHub(folder)
  const voices: unknown[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: AnnotationHistory = value(await hub.requests(CAROL, 'browser').annotationHistory(article.id, 'team', 'zoe', from))
    expect(page.states.length).toBeLessThanOrEqual(100)
    voices.push(...page.states.map(({annotation}) => annotation.features.voice))
    from = page.next
  }
  expect(voices).toEqual([...Array.from({length: 520}, (_, i) => `${520 - i}`), undefined])
})

test('[HI2] a project that is copied to another place, as into and out of a database, takes its history along', async () => {
  await work(ALICE, set => set.add([aClaim(article, 'Zoë', {id: 'zoe'})]))
  await work(BOB, set => set.setFeature('zoe', 'voice', 'quoted', {by: 'bob', at: 7}))
  const before = await history(CAROL, 'zoe')
  await hub.close()
  const [from, to] = [await openedFolder(`${path}/Ceasefire.claimlight`), await aProjectFolder(`${path}/Copy.claimlight`)]
  for (let i = 0; i < 2; i++) expect(await copyProject('project-1', from, to)).toEqual({ok: true, value: null})
  await from.close()
  hub = await aHub(to)
  expect(await history(CAROL, 'zoe')).toEqual(before)
  await work(ALICE, set => set.remove(['zoe'], {by: 'alice', at: 8}))
  expect((await history(CAROL, 'zoe')).slice(1)).toEqual(before)
})

test('[HI4] in a closed round nobody reads a byte of another’s history, an admin included, nor learns whether there is any; then everybody reads it', async () => {
  await work(BOB, set => set.add([aClaim(article, 'Zoë', {id: 'before', by: 'bob'})]))
  const {id} = await startRound(hub)
  const his = ownerOf('bob', id)
  await work(BOB, set => set.add([aClaim(article, '和平', {id: 'secret', by: 'bob'})]), {owner: his})
  for (const person of [ALICE, CAROL]) {
    for (const [annotation, owner] of [
      ['secret', his],
      ['nothing', his],
      ['secret', ownerOf('nobody', id)],
      ['before', 'team'],
    ] as const)
      expect([person.name, annotation, await refusedTo(person, annotation, owner)]).toEqual([person.name, annotation, CLOSED])
  }
  expect(await refusedTo(BOB, 'before')).toBe(CLOSED)
  expect((await history(BOB, 'secret', his)).map(({by}) => by)).toEqual(['bob'])
  await openRound(hub, id)
  expect((await history(CAROL, 'secret', his)).map(({by}) => by)).toEqual(['bob'])
  expect((await history(ALICE, 'before')).map(({by}) => by)).toEqual(['bob'])
})

test('[HI4] a round that begins while a history is read closes it', async () => {
  const store = memoryStore()
  const doc = new Y.Doc()
  annotationSet(doc).add(Array.from({length: 4000}, (_, n) => aClaim(article, '和平', {id: `claim-${n}`})))
  await store.append(documentName('project-1', setOf('team')), setOf('team'), Y.encodeStateAsUpdate(doc))
  let closed = false
  const {annotationHistory} = historyRequests({...historyMeans(store), person: ALICE, may: () => (closed ? 'none' : 'write')})
  expect(value(await annotationHistory(article.id, 'team', 'claim-1', 0)).states).toHaveLength(1)
  const asking = annotationHistory(article.id, 'team', 'claim-1', 0)
  await setImmediate()
  closed = true
  expect(refusal(await asking)).toBe(CLOSED)
})

/** A log of what Alice and Bob wrote in turn into the note of one annotation, and how to go on. */
async function aLongNote(name: string, changes: number) {
  const store = memoryStore()
  const doc = new Y.Doc()
  let [at, by] = [LATELY, 'alice']
  const writing: Promise<unknown>[] = []
  doc.on('update', (update: Uint8Array) => writing.push(store.append(name, setOf('team'), update, undefined, {by, at})))
  const set = annotationSet(doc)
  set.add([aClaim(article, 'Zoë', {id: 'zoe'})])
  const write = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++) {
      ;[at, by] = [at + 60_000, n % 2 === 0 ? 'alice' : 'bob']
      set.setFeature('zoe', 'note', `${n} السلام قريب 🕊️`, {by, at})
    }
    await Promise.all(writing.splice(0))
  }
  await write(0, changes)
  return {store, write}
}

test('[HI9] a history that is read page by page is one: its log is played once, and what comes meanwhile is in the next', async () => {
  const {store, write} = await aLongNote(documentName('project-1', setOf('team')), 350)
  const means = historyMeans(store)
  const {annotationHistory} = historyRequests({...means, person: ALICE, may: () => 'write'})
  const pageOf = async (from: number): Promise<AnnotationHistory> => value(await annotationHistory(article.id, 'team', 'zoe', from))
  const before = (await pageOf(0)).states[0]
  expect(before?.annotation.features.note).toBe('349 السلام قريب 🕊️')
  means.plays = 0
  const notes: unknown[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = await pageOf(from)
    notes.push(...page.states.map(({annotation}) => annotation.features.note))
    if (from === 0) await write(350, 355)
    from = page.next
  }
  expect(notes).toEqual([...Array.from({length: 350}, (_, n) => `${349 - n} السلام قريب 🕊️`), undefined])
  expect(means.plays).toBe(1)
  expect((await pageOf(0)).states[0]?.annotation.features.note).toBe('354 السلام قريب 🕊️')
})

test('[HI9] from whatever place it is asked, by whomever, beside whatever other readings, a page is the same', async () => {
  const {store} = await aLongNote(documentName('project-1', setOf('team')), 250)
  const means = historyMeans(store)
  const asker = (person: Person, own = means) => historyRequests({...own, person, may: () => 'write'})
  const page = async (person: Person, from: number, own = means): Promise<AnnotationHistory> =>
    value(await asker(person, own).annotationHistory(article.id, 'team', 'zoe', from))
  for (const [person, from] of [
    [ALICE, 0],
    [BOB, 0],
    [ALICE, 100],
    [ALICE, 100],
    [BOB, 100],
    [BOB, 37],
    [ALICE, 200],
    [ALICE, 251],
    [BOB, 200],
    [CAROL, 400],
  ] as const)
    expect(await page(person, from)).toEqual(await page(CAROL, from, historyMeans(store)))
  await page(ALICE, 0)
  for (let n = 0; n < 12; n++) await page({...BOB, id: `bob-${n}`}, 0)
  means.plays = 0
  expect(await page(ALICE, 100)).toEqual(await page(CAROL, 100, historyMeans(store)))
  expect(means.plays).toBe(1)
})

test('[HI10] a log that cannot be played is refused with a sentence that names the article, and a disk that is gone by its own', async () => {
  const ask = (past: ProjectStore['past']) =>
    historyRequests({...historyMeans({past}), person: ALICE, may: () => 'write'}).annotationHistory(article.id, 'team', 'zoe', 0)
  const broken = Uint8Array.of(1, 1, 200, 200, 200)
  const sentence = refusal(await ask(async () => ({changes: [], log: [{update: broken, arrival: {by: 'bob', at: 1}}]})))
  expect(sentence).toContain('“Sea ice 🧊”')
  expect(sentence).toContain('Check the project.')
  const gone = new Error('The working store could not be read, because the drive is gone.', {cause: new Error('EIO')})
  expect(refusal(await ask(() => Promise.reject(gone)))).toBe(gone.message)
})

test('[HI1] [HI2] a window that closes right after its last changes, over a log that is merged then, loses none of them', async () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const set = annotationSet(doc)
  set.add([aClaim(article, 'Zoë', {id: 'many', by: 'bob'})])
  for (let at = 0; at < 560; at++) set.setFeature('many', 'voice', `${at}`, {by: 'bob', at})
  const leaving = modifiedWindow(hub, BOB)
  await leaving.open(setOf('team'))
  for (const update of updates.splice(0)) leaving.sendUpdate(setOf('team'), update)
  await leaving.settled(setOf('team'))
  for (let at = 560; at < 600; at++) set.setFeature('many', 'voice', `${at}`, {by: 'bob', at})
  for (const update of updates) leaving.sendUpdate(setOf('team'), update)
  leaving.close()
  const all = async (): Promise<readonly AnnotationState[]> => {
    const states: AnnotationState[] = []
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page: AnnotationHistory = value(await hub.requests(CAROL, 'browser').annotationHistory(article.id, 'team', 'many', from))
      states.push(...page.states)
      from = page.next
    }
    return states
  }
  await expect.poll(async () => (await all())[0]?.annotation.features.voice, {timeout: 20_000}).toBe('599')
  const states = await all()
  expect([states.length, states.filter(({here}) => !here).length]).toEqual([601, 0])
})
