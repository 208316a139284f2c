import {writeFile} from 'node:fs/promises'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Owner, Person} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {RoundPlan} from '../../src/core/round/round.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf, sendAndImport} from '../support/datasets.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיִּשָּׁמַע הַקּוֹל — 和平即将到来, سلام 🕊️')
const WATER = anArticle('Nobody is thirsty. الماء قريب')
const ZOE = aPerson('Zoë', 'curator')
const DORA = aPerson('Dora', 'annotator')
const set = ({id}: {readonly id: string}, owner: Owner): DocumentAddress => ({kind: 'set', article: id, owner})
const CLOSED = 'This is closed to you until the round is opened.'

let path = ''
let remove: () => Promise<void>
let hub: Hub
const windows = openWindows()
const clients: ModifiedClient[] = []
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  await entered(hub, [ICE, PEACE, WATER], [ALICE, BOB, CAROL, ZOE, DORA])
})
afterEach(async () => {
  windows.close()
  for (const each of clients.splice(0)) each.close()
  await hub.close()
  await remove()
})
const again = async (): Promise<void> => {
  await hub.close()
  hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
}
/** `readonly`, `read-write`, or why she is not let in. */
async function access(person: Person, address: DocumentAddress): Promise<string> {
  const client = modifiedWindow(hub, person)
  clients.push(client)
  return client.open(address)
}
async function marks(person: Person, address: DocumentAddress, id: string): Promise<void> {
  const {doc, opened, saved} = windows.at(hub, person).open(address)
  expect(await opened).toBeUndefined()
  annotationSet(doc).add([
    aClaim(address.kind === 'set' && address.article === PEACE.id ? PEACE : ICE, address.kind === 'set' && address.article === PEACE.id ? '和平' : 'Sea ice', {
      id,
      by: person.id,
    }),
  ])
  await saved()
}
async function marked(person: Person, address: DocumentAddress): Promise<readonly string[]> {
  const {doc, opened} = windows.at(hub, person).open(address)
  expect(await opened).toBeUndefined()
  return annotationSet(doc)
    .all()
    .map(({id}) => id)
}
const started = async (plan: RoundPlan): Promise<string> => (await startRound(hub, ALICE, plan)).id

describe('two rounds on one article', () => {
  test('[RD2] each have sets of their own: the second begins empty, and the first stays as it was opened', async () => {
    const first = await started({articles: [ICE.id]})
    await marks(BOB, set(ICE, ownerOf('bob', first)), 'first')
    await openRound(hub, first)
    const second = await started({articles: [ICE.id]})
    expect(await marked(BOB, set(ICE, ownerOf('bob', second)))).toEqual([])
    await marks(BOB, set(ICE, ownerOf('bob', second)), 'second')
    // What was opened is closed to others again as long as its article is.
    expect(await access(ALICE, set(ICE, ownerOf('bob', first)))).toBe(CLOSED)
    expect(await access(ALICE, {kind: 'registry', owner: ownerOf('bob', first)})).toBe(CLOSED)
    await openRound(hub, second)
    expect(await marked(ALICE, set(ICE, ownerOf('bob', first)))).toEqual(['first'])
    expect(await marked(ALICE, set(ICE, ownerOf('bob', second)))).toEqual(['second'])
    const {rounds, annotations} = JSON.parse(await fileOf(value(await hub.requests(CAROL, 'browser').exportDataset('codepoint'))))
    expect(rounds.map(({id}: {id: string}) => id)).toEqual([first, second].sort())
    expect(annotations.map(({id, owner}: {id: string; owner: string}) => [id, owner]).sort()).toEqual([
      ['first', ownerOf('bob', first)],
      ['second', ownerOf('bob', second)],
    ])
  })

  test.each<readonly [string, (round: string) => Promise<void>]>([
    [
      'the record of one cannot be read',
      async round => {
        value(await hub.changeProject(({doc}) => (doc.getMap('rounds').get(round) as Y.Map<unknown>).set('state', 'ajar')))
      },
    ],
    [
      'what the hub knew of rounds is damaged',
      async round => {
        await openRound(hub, round)
        await hub.close()
        await writeFile(`${path}/Ceasefire.claimlight/rounds.json`, '{')
        hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
      },
    ],
  ])('[RD6] when %s: an export has what whoever exports made in it, and can be imported', async (_what, spoil) => {
    const round = await started({articles: [ICE.id]})
    await marks(BOB, set(ICE, ownerOf('bob', round)), 'his')
    await spoil(round)
    const file = await fileOf(value(await hub.requests(BOB, 'browser').exportDataset('codepoint')))
    expect(JSON.parse(file).annotations).toMatchObject([{id: 'his', owner: ownerOf('bob', round)}])
    const other = await aHub(await aProjectFolder(`${path}/Copy.claimlight`))
    const alice = other.requests(ALICE, 'browser')
    value(await sendAndImport(alice, 'copy.json', file))
    expect(await fileOf(value(await alice.exportDataset('codepoint')))).toContain('"his"')
    await other.close()
  })

  test('[RD3] are not closed at once: the second is refused with the name of the first, also after a restart', async () => {
    await started({articles: [ICE.id, PEACE.id]})
    const ask = (plan: RoundPlan) => hub.requests(ZOE, 'browser').startRound('Runde 2', plan)
    const sentence = 'The round “Runde 1 和平” is running already on some of these articles. Open it first, or leave them out, then start the next one.'
    expect(refusal(await ask({articles: [WATER.id, PEACE.id]}))).toBe(sentence)
    expect(refusal(await ask({}))).toBe(sentence)
    await again()
    expect(refusal(await ask({articles: [ICE.id]}))).toBe(sentence)
    expect(value(await ask({articles: [WATER.id]})).state).toBe('closed')
  })

  test('[RD2] are planned with what is in the project alone', async () => {
    const ask = async (plan: RoundPlan) => refusal(await hub.requests(ZOE, 'browser').startRound('Runde', plan))
    expect(await ask({articles: []})).toBe('A round needs articles. Choose at least one.')
    expect(await ask({annotators: []})).toBe('A round needs annotators. Choose at least one.')
    expect(await ask({articles: ['f'.repeat(64)]})).toContain('not in the project any more')
    expect(await ask({annotators: ['nobody']})).toContain('“nobody” is not in the project and cannot be an annotator')
    expect(await ask({basedOn: 'nothing'})).toContain('is not opened')
  })
})

describe('two closed rounds at once, on different articles', () => {
  test('[RD3] each close their own articles to all but their annotators, and leave others as they are', async () => {
    const ice = await started({articles: [ICE.id], annotators: ['alice', 'bob']})
    const peace = await started({articles: [PEACE.id], annotators: ['bob', 'dora']})
    await marks(ALICE, set(ICE, ownerOf('alice', ice)), 'alices')
    await marks(BOB, set(ICE, ownerOf('bob', ice)), 'bobs on ice')
    await marks(BOB, set(PEACE, ownerOf('bob', peace)), 'bobs on peace')
    await marks(DORA, set(PEACE, ownerOf('dora', peace)), 'doras')
    const rights = (address: DocumentAddress) => Promise.all([ALICE, BOB, CAROL, ZOE, DORA].map(person => access(person, address)))
    expect(await rights(set(ICE, ownerOf('alice', ice)))).toEqual(['read-write', CLOSED, CLOSED, CLOSED, CLOSED])
    expect(await rights(set(PEACE, ownerOf('dora', peace)))).toEqual([CLOSED, CLOSED, CLOSED, CLOSED, 'read-write'])
    // In the round of the other article nobody has a set on this one.
    expect(await rights(set(ICE, ownerOf('dora', peace)))).toEqual([CLOSED, CLOSED, CLOSED, CLOSED, 'readonly'])
    for (const closed of [set(ICE, 'team'), set(PEACE, 'team'), {kind: 'discussion', article: ICE.id}] as const)
      expect(await rights(closed)).toEqual([CLOSED, CLOSED, CLOSED, CLOSED, CLOSED])
    // Whoever decides between annotators is none of them.
    expect(await rights(set(ICE, 'gold'))).toEqual([CLOSED, CLOSED, CLOSED, 'read-write', CLOSED])
    expect(await rights(set(PEACE, 'gold'))).toEqual(['read-write', CLOSED, CLOSED, 'read-write', CLOSED])
    for (const open of [set(WATER, 'team'), {kind: 'discussion', article: WATER.id}, {kind: 'registry', owner: 'team'}] as const)
      expect(await rights(open)).toEqual(['read-write', 'read-write', 'readonly', 'read-write', 'read-write'])
    expect(await rights({kind: 'registry', owner: ownerOf('bob', ice)})).toEqual([CLOSED, 'read-write', CLOSED, CLOSED, CLOSED])
    const file = async (person: Person) => JSON.parse(await fileOf(value(await hub.requests(person, 'browser').exportDataset('codepoint'))))
    expect((await file(BOB)).annotations.map(({id}: {id: string}) => id).sort()).toEqual(['bobs on ice', 'bobs on peace'])
    expect((await file(CAROL)).leftOut).toMatchObject({articles: [ICE.id, PEACE.id].sort()})

    await openRound(hub, ice)
    expect(await marked(DORA, set(ICE, ownerOf('alice', ice)))).toEqual(['alices'])
    expect(await access(DORA, {kind: 'registry', owner: ownerOf('bob', ice)})).toBe('readonly')
    expect(await access(ALICE, set(PEACE, ownerOf('bob', peace)))).toBe(CLOSED)
    expect(await access(ALICE, {kind: 'registry', owner: ownerOf('bob', peace)})).toBe(CLOSED)
  })

  test('[RD3] are counted and searched for each person with her own work in each article', async () => {
    const ice = await started({articles: [ICE.id], annotators: ['alice', 'bob']})
    await marks(ALICE, set(ICE, ownerOf('alice', ice)), 'alices')
    await marks(BOB, set(WATER, 'team'), 'teams')
    const counted = async (person: Person) =>
      Object.fromEntries(value(await hub.requests(person, 'browser').summaries(null)).map(({article, layers}) => [article, layers.claim ?? 0]))
    await expect.poll(() => counted(ALICE)).toEqual({[ICE.id]: 1, [PEACE.id]: 0, [WATER.id]: 1})
    for (const person of [BOB, DORA, ZOE]) expect(await counted(person)).toEqual({[ICE.id]: 0, [PEACE.id]: 0, [WATER.id]: 1})
  })
})

test('[RD3] whoever joins in mid-round, or is none of its annotators, works on other articles, and has nothing on those of the round', async () => {
  const round = await started({articles: [ICE.id], annotators: ['alice', 'bob']})
  value(await hub.changeProject(({people}) => people.put(aPerson('Eve', 'annotator'))))
  const eve = aPerson('Eve', 'annotator')
  for (const closed of [set(ICE, 'team'), set(ICE, 'gold'), set(ICE, ownerOf('alice', round)), {kind: 'discussion', article: ICE.id}] as const)
    expect(await access(eve, closed)).toBe(CLOSED)
  expect(await access(eve, set(ICE, ownerOf('eve', round)))).toBe('readonly')
  await marks(eve, set(PEACE, 'team'), 'eves')
  expect(await marked(BOB, set(PEACE, 'team'))).toEqual(['eves'])
})

describe('what a closed round is of', () => {
  test('[RD4] stays as it was when it began, whatever the project document says of it later', async () => {
    const round = await started({articles: [ICE.id], annotators: ['alice']})
    const forgeries: readonly ((record: Y.Map<unknown>) => void)[] = [
      record => record.set('articles', []),
      record => record.set('articles', [PEACE.id]),
      record => record.set('annotators', ['alice', 'dora']),
      record => record.delete('ownSets'),
      record => record.set('state', 'draft'),
    ]
    for (const forge of forgeries) {
      value(await hub.changeProject(({doc}) => forge(doc.getMap('rounds').get(round) as Y.Map<unknown>)))
      expect(await access(DORA, set(ICE, 'team'))).toBe(CLOSED)
      expect(await access(DORA, set(ICE, ownerOf('alice', round)))).toBe(CLOSED)
      expect(await access(DORA, set(ICE, ownerOf('dora', round)))).toBe('readonly')
      await again()
      expect(await access(DORA, set(ICE, ownerOf('alice', round)))).toBe(CLOSED)
    }
  })

  test('[RD4] is not told a guest who asks which rounds are open, nor is what she was told before told anew when the round gets another name', async () => {
    const round = await started({articles: [ICE.id], annotators: ['alice']})
    const guest = hub.requests(BOB, 'browser')
    expect(value(await guest.rounds())).toEqual([
      {id: round, name: 'Runde 1 和平', state: 'closed', ownSets: true, openers: [], startedAt: expect.any(Number), startedBy: 'alice'},
    ])
    const {cursor} = value(await guest.changesSince(''))
    value(await hub.changeProject(({doc}) => (doc.getMap('rounds').get(round) as Y.Map<unknown>).set('name', 'Ronde 一')))
    expect(value(await guest.changesSince(cursor)).from).toBe('cursor')
    await openRound(hub, round)
    expect(value(await guest.changesSince(cursor)).from).toBe('anew')
  })

  test('[RD4] is every article, where its record cannot be read', async () => {
    const over = await started({articles: [ICE.id]})
    await openRound(hub, over)
    value(
      await hub.changeProject(({doc}) =>
        doc.getMap('rounds').set('other', new Y.Map(Object.entries({name: 'R', state: 'closed', startedAt: 1, articles: 'some'}))),
      ),
    )
    for (const closed of [
      set(WATER, 'team'),
      set(PEACE, ownerOf('bob', over)),
      set(ICE, ownerOf('bob', EARLIER)),
      {kind: 'discussion', article: WATER.id},
    ] as const)
      expect(await access(ALICE, closed)).toBe(CLOSED)
    expect(refusal(await hub.requests(ALICE, 'browser').startRound('Runde', {articles: [WATER.id]}))).toContain('cannot read')
  })
})

describe('work in a round that is opened', () => {
  test('[RD5] is frozen: what was on its way is taken once, from who made it, marked as late; more is not, and stays with her', async () => {
    const round = await started({articles: [ICE.id]})
    const bobs = set(ICE, ownerOf('bob', round))
    await marks(BOB, bobs, 'in time')
    const late = modifiedWindow(hub, BOB)
    clients.push(late)
    expect(await late.open(bobs)).toBe('read-write')
    const {doc} = windows.at(hub, BOB).open(bobs)
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(copy)
    annotationSet(copy).add([aClaim(ICE, 'Sea ice', {id: 'late', by: 'bob'})])
    const update = Y.encodeStateAsUpdate(copy, before)
    await openRound(hub, round)
    expect(await late.closed).toMatchObject({code: 4205})
    const answers: unknown[] = []
    const then = Y.encodeStateVector(copy)
    annotationSet(copy).add([aClaim(ICE, 'Sea ice', {id: 'more', by: 'bob'})])
    const more = Y.encodeStateAsUpdate(copy, then)
    for (const [person, offered] of [
      [ALICE, update],
      [ZOE, update],
      [BOB, update],
      [BOB, update],
      [BOB, more],
    ] as const) {
      const client = modifiedWindow(hub, person)
      clients.push(client)
      expect(await client.open(bobs)).toBe('readonly')
      answers.push(await client.offer(bobs, offered))
    }
    expect(answers.slice(0, 3)).toEqual(['not saved', 'not saved', 'saved'])
    expect(answers.at(-1)).toBe('not saved')
    await again()
    expect((await marked(ALICE, bobs)).toSorted()).toEqual(['in time', 'late'])
    const read = windows.at(hub, ALICE).open(bobs)
    expect(await read.opened).toBeUndefined()
    expect([...lateWorkIn(read.doc).annotations]).toEqual(['late'])
  })
})
