import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import {registry} from '../../src/project/registry.ts'
import {encoded} from '../hub/browser.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openWindows, until} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import type {Asking} from './questions.ts'
import {QUESTIONS} from './questions.ts'
import type {ModifiedClient} from './modified-client.ts'
import {modifiedWindow, TYPE} from './modified-client.ts'

const article = anArticle(MIXED_TEXT)
const untouched = anArticle('Nobody works on this. السلام')
const ZOE = aPerson('Zoë', 'curator')
/** The round that another goes on from, where one does. */
let base = EARLIER
const addressesIn = (round: string): readonly DocumentAddress[] => {
  const owners: readonly Owner[] = [
    'team',
    'gold',
    ...['alice', 'bob', ZOE.id, 'nobody'].flatMap(id => [...new Set([EARLIER, base, round])].map(each => ownerOf(id, each))),
  ]
  return [
    {kind: 'project'},
    ...[article.id, untouched.id].flatMap(id => [
      ...owners.map(owner => ({kind: 'set', article: id, owner}) as const),
      {kind: 'discussion', article: id} as const,
    ]),
    ...owners.map(owner => ({kind: 'registry', owner}) as const),
    ...['alice', 'bob', ZOE.id, 'nobody'].map(annotator => ({kind: 'worklist', round, annotator}) as const),
  ]
}

let hub: Hub
let remove: () => Promise<void>
const windows = openWindows()
const clients: ModifiedClient[] = []
const client = (person: Person): ModifiedClient => {
  const made = modifiedWindow(hub, person)
  clients.push(made)
  return made
}
beforeEach(async () => {
  const folder = await newFolder()
  remove = folder.remove
  hub = await aHub(await aProjectFolder(`${folder.path}/Ceasefire.claimlight`))
  value(
    await hub.changeProject(({people}) => {
      for (const person of [ALICE, BOB, CAROL, ZOE]) people.put(person)
    }),
  )
  const files = [article, untouched].map(({text}, at) => ({name: `${at}.txt`, bytes: new TextEncoder().encode(text)}))
  value(await hub.requests(ALICE, 'browser').importFiles(files, null))
  await until('the words can be found', async () => value(await hub.requests(ALICE, 'browser').searchArticles('Sea')).length === 1)
})
afterEach(async () => {
  windows.close()
  for (const each of clients.splice(0)) each.close()
  await hub.close()
  await remove()
})

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
/** Signs of life come by the clock alone. */
const messagesTo = (of: ModifiedClient): readonly string[] =>
  of
    .received()
    .flatMap(({document, type, bytes}) => (document === '' ? [] : [`${document} ${type} ${text(bytes)}`]))
    // That somebody was entered into the project, who came for the first time, is told to all, a moment later.
    .filter(line => !line.includes('{"type":"sharing"}'))

/** What curators are told of others on purpose, which has a test of its own. */
const FOR_CURATORS: ReadonlySet<string> = new Set(['roundProgress', 'roundGrid'])

/** Everything that a program may ask for one person, and the bytes of each answer. `cursor`: of an earlier answer. */
async function transcript(person: Person, round: string, cursor: string): Promise<{readonly lines: readonly string[]; readonly cursor: string}> {
  const asking = client(person)
  const guessing = client(person)
  const pretending = client(person)
  for (const address of addressesIn(round)) {
    const scope = await asking.open(address)
    if (scope === 'readonly' || scope === 'read-write') await asking.settled(address)
    // By its bare name, and by the token of another document.
    await guessing.open(documentName(hub.projectId, address))
    if (address.kind !== 'project') await pretending.open(documentName(hub.projectId, address), JSON.stringify({address: {kind: 'project'}}))
  }
  asking.send({kind: 'project'}, TYPE.queryAwareness, new Uint8Array())
  await asking.settled({kind: 'project'})
  const asked: Asking = {api: hub.requests(person, 'browser'), round, articles: [article.id, untouched.id], cursor}
  const answers: string[] = []
  for (const [name, question] of Object.entries(QUESTIONS))
    if (person.role !== 'curator' || !FOR_CURATORS.has(name)) answers.push(`${name} ${text(encoded(await question(asked)))}`)
  const metrics = hub.sharing.metricsText().replace(/^claimlight_uptime_seconds .*$/m, '')
  return {
    lines: [...[asking, guessing, pretending].flatMap(messagesTo), ...answers, metrics],
    cursor: cursor === '' ? value(await asked.api.changesSince('')).cursor : cursor,
  }
}

/** All that an annotator can do in a round, and her window comes and goes. That she has finished something is what curators are told. */
async function aliceWorks(round: string, finishes = true): Promise<void> {
  const claims = async (): Promise<number> => value(await hub.requests(ALICE, 'browser').summaries([article.id]))[0]?.layers['claim'] ?? 0
  const already = await claims()
  const window = windows.at(hub, ALICE)
  const set = window.open({kind: 'set', article: article.id, owner: ownerOf('alice', round)})
  const own = window.open({kind: 'registry', owner: ownerOf('alice', round)})
  const shared = window.open({kind: 'project'})
  for (const {opened} of [set, own, shared]) expect(await opened).toBeUndefined()
  for (let n = 0; n < 7; n++) {
    const features = {attributionSource: {kind: 'entity', id: `entity-${n}`}} as const
    annotationSet(set.doc).add([aClaim(article, ['Sea ice melts faster', 'السلام قريب', '和平即将到来'][n % 3] as string, {features})])
    registry(own.doc).entities.put({id: `entity-${n}`, by: 'alice', at: n, name: 'Zoe\u0308 和平', type: 'PERSON', aliases: []})
    shared.provider.awareness?.setLocalState({article: article.id, span: {start: n, end: n + 3}})
    await set.saved()
  }
  annotationSet(set.doc).setReadMark('alice', {state: 'done', by: 'alice', at: 5})
  for (const each of [set, own]) await each.saved()
  await until('her work is counted', async () => (await claims()) === already + 7)
  window.close()
  if (!finishes) return
  const {finishArticle, takeBackArticle} = hub.requests(ALICE, 'browser')
  value(await finishArticle(round, article.id))
  value(await takeBackArticle(round, article.id))
  value(await finishArticle(round, article.id))
}

describe('in a closed round', () => {
  test.each([
    ['of all articles, a program of an annotator', BOB, undefined],
    ['of all articles, a program of a curator', ZOE, undefined],
    ['of all articles, a program of a reader', CAROL, undefined],
    ['of one article, a program of another annotator of it', BOB, {articles: [article.id], annotators: ['alice', 'bob']}],
    ['of one article, a program of a curator who is none of its annotators', ZOE, {articles: [article.id], annotators: ['alice', 'bob']}],
    ['that goes on from an opened one, a program of another annotator of it', BOB, {articles: [article.id], annotators: ['alice', 'bob'], basedOn: EARLIER}],
  ] as const)('[SP48] [RD3] %s, gets the same bytes to every question, whatever Alice does meanwhile', {timeout: 120_000}, async (_what, person, plan) => {
    const lists = [{annotator: 'alice', articles: [article.id]}, ...(plan === undefined ? [] : [{annotator: 'bob', articles: [article.id]}])]
    const goesOn = plan !== undefined && 'basedOn' in plan
    base = goesOn ? (await startRound(hub, ALICE, {articles: [article.id], annotators: ['alice', 'bob']})).id : EARLIER
    if (goesOn) {
      await aliceWorks(base)
      await openRound(hub, base)
    }
    const wish = goesOn ? {...plan, basedOn: base} : plan
    const {id} = value(await hub.requests(ALICE, 'browser').startRound('Runde 1 和平', wish, lists))
    // Another runs beside it, on another article.
    if (plan !== undefined) value(await hub.requests(ALICE, 'browser').startRound('Runde 2', {articles: [untouched.id], annotators: [person.id]}))
    for (const each of [ALICE, person]) value(await hub.requests(each, 'browser').session())
    const before = await transcript(person, id, '')
    const same = await transcript(person, id, before.cursor)
    const listening = client(person)
    await listening.open({kind: 'project'}, JSON.stringify({address: {kind: 'project'}, changes: true}))
    for (const address of addressesIn(id)) if (address.kind !== 'project') await listening.open(address)
    await listening.settled({kind: 'project'})
    const heardSince = async (from: number): Promise<readonly string[]> => {
      await listening.settled({kind: 'project'})
      return messagesTo(listening).slice(from)
    }
    const quiet = await heardSince(messagesTo(listening).length)
    const heard = messagesTo(listening).length
    await aliceWorks(id, person.role !== 'curator')
    // Had anything been on its way, it would have come before the answer to this.
    expect(await heardSince(heard)).toEqual(quiet)
    const after = await transcript(person, id, before.cursor)
    expect(after.lines).toEqual(same.lines)
  })

  test.each([
    ['an annotator', BOB],
    ['a reader', CAROL],
  ] as const)(
    '[RD7] [SP48] a program of %s gets the same bytes to every question, whatever others are given and taken, and how far curators are told they are',
    {
      timeout: 120_000,
    },
    async (_what, person) => {
      const lists = ['alice', 'bob'].map(annotator => ({annotator, articles: [article.id, untouched.id]}))
      const zoe = hub.requests(ZOE, 'browser')
      const {id} = value(await zoe.startRound('Runde 1 和平', {articles: [article.id, untouched.id], annotators: ['alice', 'bob']}, lists))
      for (const each of [ALICE, ZOE, person]) value(await hub.requests(each, 'browser').session())
      const before = await transcript(person, id, '')
      const same = await transcript(person, id, before.cursor)
      const listening = client(person)
      await listening.open({kind: 'project'}, JSON.stringify({address: {kind: 'project'}, changes: true}))
      for (const address of addressesIn(id)) if (address.kind !== 'project') await listening.open(address)
      await listening.settled({kind: 'project'})
      const heard = messagesTo(listening).length
      await aliceWorks(id)
      const told = value(await zoe.roundProgress(id))
      value(await zoe.changeWorklist(id, {annotator: 'alice', articles: [article.id]}))
      value(await zoe.changeWorklist(id, {annotator: 'alice', articles: [untouched.id, article.id]}))
      expect(told).toMatchObject([
        {annotator: 'alice', begun: 1, finished: 1, lately: 1},
        {annotator: 'bob', begun: 0},
      ])
      await listening.settled({kind: 'project'})
      // Its own answer to what settles is all that it hears.
      const quiet = messagesTo(listening).slice(heard)
      await listening.settled({kind: 'project'})
      expect(quiet).toEqual(messagesTo(listening).slice(heard + quiet.length))
      expect((await transcript(person, id, before.cursor)).lines).toEqual(same.lines)
    },
  )

  test('[SP48] the place in the log does not move for what somebody may not read, and is of use to nobody else', async () => {
    const {id} = await startRound(hub)
    const [bob, alice] = [hub.requests(BOB, 'browser'), hub.requests(ALICE, 'browser')]
    const {cursor} = value(await bob.changesSince(''))
    await aliceWorks(id)
    expect(value(await bob.changesSince(cursor))).toEqual({documents: [], cursor, more: false, from: 'cursor'})
    expect(value(await alice.changesSince(cursor))).toMatchObject({from: 'restored'})
    value(await alice.importFiles([{name: 'c.txt', bytes: new TextEncoder().encode('更多 news')}], null))
    const next = value(await bob.changesSince(cursor))
    expect(next).toMatchObject({documents: [{kind: 'project'}], more: false, from: 'cursor'})
    expect(next.cursor).toHaveLength(cursor.length)
    expect(value(await bob.changesSince(next.cursor))).toEqual({documents: [], cursor: next.cursor, more: false, from: 'cursor'})
  })

  test('[RD7] [SP48] a curator is told how many articles Alice has finished, in as many bytes whether she marked nothing in them or much', async () => {
    const {id} = await startRound(hub)
    const list: DocumentAddress = {kind: 'worklist', round: id, annotator: 'alice'}
    const zoe = hub.requests(ZOE, 'browser')
    await aliceWorks(id)
    value(await hub.requests(ALICE, 'browser').finishArticle(id, untouched.id))
    expect(value(await zoe.roundProgress(id))).toEqual([{annotator: 'alice', given: 2, begun: 2, finished: 2, lately: 2, lastSeen: expect.any(Number)}])
    expect(value(await zoe.roundGrid(id)).rows).toEqual([{annotator: 'alice', states: 'ff'}])
    const {doc, opened} = windows.at(hub, ZOE).open(list)
    expect(await opened).toBeUndefined()
    const finished: readonly object[] = Object.values(doc.getMap('finished').toJSON())
    expect(finished).toHaveLength(3)
    const shapes = finished.map(entry => Object.entries(entry).flatMap(([key, of]) => (key === 'takenBack' ? [] : [[key, String(of).length]])))
    for (const shape of shapes) expect(Object.fromEntries(shape)).toEqual({article: 64, commitment: 64, by: 5, at: 13})
    expect(doc.share.size).toBe(1)
  })

  test('[RD7] [SP48] a curator is told that Alice has begun an article, in the same bytes whatever and however much she says there, and by the day alone when she was last here', async () => {
    const {id} = await startRound(hub, ALICE, {annotators: ['alice', 'bob']})
    const zoe = hub.requests(ZOE, 'browser')
    const told = async (): Promise<string> => JSON.stringify([value(await zoe.roundProgress(id)), value(await zoe.roundGrid(id)).rows])
    const {doc, opened, saved} = windows.at(hub, ALICE).open({kind: 'set', article: article.id, owner: ownerOf('alice', id)})
    expect(await opened).toBeUndefined()
    expect(JSON.parse(await told())[1]).toEqual(['alice', 'bob'].map(annotator => ({annotator, states: '..'})))
    annotationSet(doc).setReadMark('alice', {state: 'done', by: 'alice', at: 5})
    await saved()
    const begun = await told()
    expect(JSON.parse(begun)[1]).toEqual([
      {annotator: 'alice', states: expect.stringMatching(/^(b\.|\.b)$/)},
      {annotator: 'bob', states: '..'},
    ])
    await aliceWorks(id, false)
    expect(await told()).toBe(begun)
    for (const {lastSeen} of value(await zoe.roundProgress(id))) expect((lastSeen ?? 0) % (24 * 60 * 60 * 1000)).toBe(0)
  })

  test('[SP48] nobody is told who is connected, and nothing is counted for whoever watches the hub', async () => {
    expect(hub.sharing.metricsText()).toContain('claimlight_messages_total')
    await startRound(hub)
    const told = hub.sharing.metricsText()
    for (const name of ['messages', 'bytes', 'requests', 'connections', 'people_connected', 'memory']) expect(told).not.toContain(name)
    expect(told).toContain('claimlight_round_closed 1')
    for (const person of [ALICE, ZOE]) expect(value(await hub.requests(person, 'browser').people()).filter(({connected}) => connected)).toEqual([])
  })
})
