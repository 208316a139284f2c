import {readFile, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {KnownRounds} from '../../src/hub/rounds/known-rounds.ts'
import {knownRoundsIn, ROUNDS, roundsFile} from '../../src/hub/rounds/round-records.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import type {Project} from '../../src/project/project.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows} from './hub-bench.ts'

const article = anArticle(MIXED_TEXT)
const bobsIn = (round: string): DocumentAddress => ({kind: 'set', article: article.id, owner: ownerOf('bob', round)})
const CURATOR = aPerson('Zoë', 'curator')
const CLOSED = 'This is closed to you until the round is opened.'

let path = ''
let remove: () => Promise<void>
let hub: Hub
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  value(await hub.changeProject(({people}) => people.put(CURATOR)))
})
afterEach(async () => {
  windows.close()
  await hub.close()
  await remove()
})
const again = async (): Promise<void> => {
  await hub.close()
  hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
}
/** As a folder's member can: whatever she likes, under the name of the rounds. */
const write = async (make: (rounds: Y.Map<unknown>, project: Project) => void): Promise<void> => {
  value(await hub.changeProject(changed => make(changed.doc.getMap('rounds'), changed)))
}
/** What Alice is told when she asks for what Bob made in a round; `undefined` when she may read it. */
const asked = async (round = EARLIER): Promise<string | undefined> => windows.at(hub, ALICE).open(bobsIn(round)).opened
const shown = async (): Promise<Project> => {
  const {doc, opened} = windows.at(hub, BOB).open({kind: 'project'})
  expect(await opened).toBeUndefined()
  return project(doc)
}
async function aRoundWithWork(): Promise<string> {
  const {id} = await startRound(hub)
  const his = windows.at(hub, BOB).open(bobsIn(id))
  await his.opened
  annotationSet(his.doc).add([aClaim(article, 'السلام قريب', {by: 'bob'})])
  await his.saved()
  return id
}

describe('starting and opening a round', () => {
  test('[SP45] is for curators and admins, and says in the project who did it and when', async () => {
    for (const person of [BOB, CAROL]) expect(refusal(await hub.requests(person, 'browser').startRound('Runde'))).toContain('Only curators and admins')
    const before = Date.now()
    const started = value(await hub.requests(CURATOR, 'browser').startRound('Runde 1 和平'))
    expect(await asked(started.id)).toBe(CLOSED)
    for (const person of [BOB, CAROL]) expect(refusal(await hub.requests(person, 'browser').openRound(started.id))).toContain('Only curators and admins')
    expect(await asked(started.id)).toBe(CLOSED)
    expect((await shown()).rounds.get(started.id)).toMatchObject({name: 'Runde 1 和平', state: 'closed', startedBy: CURATOR.id})
    await openRound(hub, started.id)
    expect(await asked(started.id)).toBeUndefined()
    const {opened} = (await shown()).rounds.get(started.id) ?? {}
    expect(opened).toMatchObject({by: 'alice'})
    expect(opened?.at).toBeGreaterThanOrEqual(before)
  })

  test('[SP45] is refused while a round is closed, and of a round that is not there', async () => {
    await startRound(hub)
    expect(refusal(await hub.requests(ALICE, 'browser').startRound('Runde 2'))).toBe(
      'The round “Runde 1 和平” is running already on all articles. Open it first, then start the next one.',
    )
    expect(refusal(await hub.requests(ALICE, 'browser').openRound('elsewhere'))).toContain('There is no such round')
  })

  test('[SP45] is refused of a round that has not begun, which stays as it is', async () => {
    await write((_, {rounds}) => rounds.put({id: 'planned', name: 'R', state: 'draft', startedAt: 1, openers: []}))
    expect(refusal(await hub.requests(ALICE, 'browser').openRound('planned'))).toBe(
      'This round has not begun, so there is nothing to open. Start a round first.',
    )
    expect((await shown()).rounds.get('planned')?.state).toBe('draft')
  })

  test('[SP45] a round that is opened twice stays as it was opened first', async () => {
    const id = await aRoundWithWork()
    const first = await openRound(hub, id)
    expect(await openRound(hub, id, CURATOR)).toEqual(first)
    await again()
    expect(await openRound(hub, id, CURATOR)).toEqual(first)
    expect((await shown()).rounds.get(id)).toEqual(first)
  })
})

describe('a closed round', () => {
  test('[SP46] stays closed whatever the project document says of it, also after a restart, and is opened all the same by who may', async () => {
    const id = await aRoundWithWork()
    const forgeries: readonly ((rounds: Y.Map<unknown>) => void)[] = [
      rounds => (rounds.get(id) as Y.Map<unknown>).set('state', 'open'),
      rounds => (rounds.get(id) as Y.Map<unknown>).set('opened', {by: 'alice', at: 1}),
      rounds => rounds.set(id, new Y.Map(Object.entries({name: 'Runde', mode: 'independent', open: true, startedAt: 1}))),
      rounds => rounds.set(id, new Y.Map(Object.entries({name: 'Runde', mode: 'together', open: true, startedAt: 1}))),
      rounds => rounds.set(id, 'open'),
      rounds => rounds.delete(id),
    ]
    for (const forge of forgeries) {
      await write(forge)
      expect(await asked(id)).toBe(CLOSED)
    }
    await again()
    expect(await asked(id)).toBe(CLOSED)
    await openRound(hub, id)
    expect(await asked(id)).toBeUndefined()
    expect((await shown()).rounds.get(id)).toMatchObject({state: 'open', opened: {by: 'alice'}})
  })

  test('[SP46] once opened stays open, whatever the project document says of it, also after a restart', async () => {
    const id = await aRoundWithWork()
    await openRound(hub, id)
    await write(rounds => (rounds.get(id) as Y.Map<unknown>).set('state', 'closed'))
    expect(await asked(id)).toBeUndefined()
    await write(rounds => rounds.delete(id))
    await again()
    expect(await asked(id)).toBeUndefined()
  })

  test.each([
    ['of an unknown mode', (rounds: Y.Map<unknown>) => rounds.set('r', new Y.Map(Object.entries({name: 'R', mode: 'pairs', open: true, startedAt: 1})))],
    ['in an unknown state', (rounds: Y.Map<unknown>) => rounds.set('r', new Y.Map(Object.entries({name: 'R', state: 'ajar', openers: [], startedAt: 1})))],
    ['that is no record', (rounds: Y.Map<unknown>) => rounds.set('r', 5)],
  ])('[SP47] %s closes everything', async (_what, make) => {
    expect(await asked()).toBeUndefined()
    await write(make)
    expect(await asked()).toBe(CLOSED)
    await again()
    expect(await asked()).toBe(CLOSED)
  })

  test('[SP47] a list in place of the rounds closes everything', async () => {
    const other = new Y.Doc()
    other.getArray('rounds').push(['open'])
    value(await hub.changeProject(({doc}) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))))
    expect(await asked()).toBe(CLOSED)
  })

  test('[SP47] what is known of rounds is written once, and all of it before its keeper is done', async () => {
    const folder = `${path}/Ceasefire.claimlight`
    const records = await roundsFile(folder)
    const named = (known: KnownRounds): KnownRounds => ({...known, rounds: {r: {name: 'Runde ☂️', startedAt: 1, openers: []}}})
    value(await records.change(named))
    const {ino} = await stat(join(folder, ROUNDS))
    value(await records.note(known => known))
    expect((await stat(join(folder, ROUNDS))).ino).toBe(ino)
    void records.note(known => ({...known, keys: {key: {person: 'bob', vouched: true}}}))
    await records.settled()
    expect(await knownRoundsIn(folder)).toMatchObject({rounds: {r: {name: 'Runde ☂️'}}, keys: {key: {person: 'bob'}}})
  })

  test('[SP47] when what the hub knew of rounds is damaged, everything is closed and nobody can open it', async () => {
    const file = join(`${path}/Ceasefire.claimlight`, 'rounds.json')
    const id = await aRoundWithWork()
    await openRound(hub, id)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await hub.close()
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -9))
    hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
    expect(await asked(id)).toBe(CLOSED)
    expect(refusal(await hub.requests(ALICE, 'browser').openRound(id))).toContain('rounds.json')
  })
})

describe('a round whose id every object has', () => {
  test.each(['constructor', 'toString'])('[SP46] as %s is closed until somebody entitled opens it, also after a restart, and stops no hub', async id => {
    const opened = {by: 'mallory', at: 1, key: 'k'.repeat(43), signature: 's'}
    await write((_, {rounds}) => rounds.put({id, name: 'R', state: 'open', startedAt: 1, openers: [], opened}))
    await write((_, changed) => changed.rename('和平'))
    expect(await asked()).toBe(CLOSED)
    await again()
    expect(await asked()).toBe(CLOSED)
    await openRound(hub, id, CURATOR)
    expect(await asked()).toBeUndefined()
    await again()
    expect(await asked()).toBeUndefined()
  })
})

describe('rounds from before openings were signed', () => {
  test('[SP46] are closed until somebody entitled opens them here, and open ones stay open', async () => {
    const former = (open: boolean): Y.Map<unknown> => new Y.Map(Object.entries({name: 'Früher', mode: 'independent', open, startedAt: 1}))
    await write(rounds => rounds.set('over', former(true)))
    expect(await asked()).toBeUndefined()
    await write(rounds => rounds.set('old', former(false)))
    expect(await asked()).toBe(CLOSED)
    await write(rounds => (rounds.get('old') as Y.Map<unknown>).set('open', true))
    expect(await asked()).toBe(CLOSED)
    await openRound(hub, 'old', CURATOR)
    expect(await asked()).toBeUndefined()
    expect((await shown()).rounds.get('old')).toMatchObject({name: 'Früher', state: 'open', opened: {by: CURATOR.id}})
  })
})
