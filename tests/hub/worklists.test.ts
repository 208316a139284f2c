import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {commitmentTo} from '../../src/core/round/commitment.ts'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {noncesIn} from '../../src/project/nonces.ts'
import {worklistDocument} from '../../src/project/worklist.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיִּשָּׁמַע הַקּוֹל — 和平即将到来, سلام 🕊️')
const WATER = anArticle('Nobody is thirsty. الماء قريب')
const ZOE = aPerson('Zoë', 'curator')
const DORA = aPerson('Dora', 'annotator')
const EVERYBODY = [ALICE, BOB, CAROL, ZOE, DORA] as const
const CLOSED = 'This is closed to you until the round is opened.'

/** “asserts” is called “states”. */
const RENAMED = JSON.parse(JSON.stringify(DEFAULT_SCHEMA).replaceAll('"asserts"', '"states"')) as Schema

let path = ''
let remove: () => Promise<void>
let hub: Hub
let round = ''
const windows = openWindows()
const clients: ModifiedClient[] = []
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  await entered(hub, [ICE, PEACE, WATER], EVERYBODY)
  const lists = [
    {annotator: 'bob', articles: [PEACE.id, ICE.id]},
    {annotator: 'dora', articles: [ICE.id]},
  ]
  round = value(await ask(ZOE).startRound('Runde 1 和平', {articles: [ICE.id, PEACE.id], annotators: ['bob', 'dora']}, lists)).id
})
afterEach(async () => {
  windows.close()
  for (const each of clients.splice(0)) each.close()
  await hub.close()
  await remove()
})
const ask = (person: Person) => hub.requests(person, 'browser')
const again = async (): Promise<void> => {
  await hub.close()
  hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
}
const client = (person: Person): ModifiedClient => {
  const made = modifiedWindow(hub, person)
  clients.push(made)
  return made
}
const access = (address: DocumentAddress) => Promise.all(EVERYBODY.map(person => client(person).open(address)))
const list = (annotator: string) => ({kind: 'worklist', round, annotator}) as const
const set = (annotator: string, {id} = ICE): DocumentAddress => ({kind: 'set', article: id, owner: ownerOf(annotator, round)})
async function read(person: Person, address: DocumentAddress): Promise<Y.Doc> {
  const {doc, opened} = windows.at(hub, person).open(address)
  expect(await opened).toBeUndefined()
  return doc
}
async function marks(person: Person, id: string): Promise<void> {
  const {doc, opened, saved} = windows.at(hub, person).open(set(person.id))
  expect(await opened).toBeUndefined()
  annotationSet(doc).add([aClaim(ICE, 'السلام قريب', {id, by: person.id, features: {commitment: 'asserts'}})])
  await saved()
}

describe('a worklist', () => {
  test('[RD7] is read and finished by its annotator, read by curators, and there for nobody else until the opening; then everybody reads it', async () => {
    expect(await access(list('bob'))).toEqual(['readonly', 'read-write', CLOSED, 'readonly', CLOSED])
    expect(await access(list('nobody'))).toEqual(['readonly', CLOSED, CLOSED, 'readonly', CLOSED])
    expect(await access({...list('bob'), round: 'another'})).toEqual([CLOSED, 'readonly', CLOSED, CLOSED, CLOSED])
    expect(worklistDocument(await read(BOB, list('bob'))).articles()).toEqual([PEACE.id, ICE.id])
    await again()
    expect(worklistDocument(await read(ZOE, list('dora'))).articles()).toEqual([ICE.id])
    await openRound(hub, round)
    expect(await access(list('bob'))).toEqual(EVERYBODY.map(() => 'readonly'))
  })

  test('[RD7] that Bob’s program says he has finished what is not on his list is not taken: curators go on changing it', async () => {
    const bob = client(BOB)
    await bob.open(list('bob'))
    const doc = await read(BOB, list('bob'))
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(forged)
    worklistDocument(forged).finish({id: 'forged', article: 'f'.repeat(64), commitment: '0'.repeat(64), by: 'bob', at: 5})
    expect(await bob.offer(list('bob'), Y.encodeStateAsUpdate(forged, before))).toBe('not saved')
    value(await ask(ZOE).changeWorklist(round, {annotator: 'bob', articles: [ICE.id]}))
    expect(value(await ask(ZOE).roundProgress(round)).find(({annotator}) => annotator === 'bob')).toMatchObject({annotator: 'bob', given: 1, finished: 0})
  })

  test('[RD8] says which articles are hers: on others she writes nothing in that round, until she is given them', async () => {
    const rights = async () => [
      await client(DORA).open(set('dora', ICE)),
      await client(DORA).open(set('dora', PEACE)),
      await client(BOB).open(set('bob', PEACE)),
    ]
    expect(await rights()).toEqual(['read-write', 'readonly', 'read-write'])
    await again()
    expect(await rights()).toEqual(['read-write', 'readonly', 'read-write'])
    value(await ask(ZOE).changeWorklist(round, {annotator: 'dora', articles: [PEACE.id, ICE.id]}))
    expect(await rights()).toEqual(['read-write', 'read-write', 'read-write'])
    value(await ask(ALICE).changeWorklist(round, {annotator: 'dora', articles: [PEACE.id]}))
    expect(await rights()).toEqual(['readonly', 'read-write', 'read-write'])
    // Where it was taken from her while she was at it, her window comes back to read.
    const open = client(DORA)
    expect(await open.open(set('dora', PEACE))).toBe('read-write')
    value(await ask(ALICE).changeWorklist(round, {annotator: 'dora', articles: [ICE.id]}))
    expect(await open.closed).toMatchObject({code: 4205})
  })

  test('[RD7] is given by curators and admins, to annotators of the round, of its articles', async () => {
    const give = async (person: Person, annotator: string, articles: readonly string[]) =>
      refusal(await ask(person).changeWorklist(round, {annotator, articles}))
    expect(await give(BOB, 'bob', [ICE.id])).toContain('Only curators and admins')
    expect(await give(ZOE, 'carol', [ICE.id])).toContain('no annotator of this round')
    expect(await give(ZOE, 'bob', [WATER.id])).toContain('not in this round')
    const start = async (lists: readonly {annotator: string; articles: readonly string[]}[]) =>
      refusal(await ask(ZOE).startRound('Runde 2', {articles: [WATER.id], annotators: ['bob']}, lists))
    expect(await start([{annotator: 'dora', articles: [WATER.id]}])).toContain('no annotator of this round')
    expect(
      await start([
        {annotator: 'bob', articles: [WATER.id]},
        {annotator: 'bob', articles: []},
      ]),
    ).toContain('two lists')
    const ofAll = async (annotator: string, article: string) =>
      refusal(await ask(ZOE).draftRound({name: 'Runde 2', plan: {}, lists: [{annotator, articles: [article]}]}))
    expect(await ofAll('nobody', WATER.id)).toContain('not in the project')
    expect(await ofAll('bob', 'f'.repeat(64))).toContain('not in the project any more')
    await openRound(hub, round)
    expect(await give(ZOE, 'bob', [ICE.id])).toContain('stays as it was')
  })
})

describe('finishing', () => {
  test('[RD9] waits until the hub has all that her window shows her', async () => {
    await marks(BOB, 'a')
    const shown = await read(BOB, set('bob'))
    const arrived = Y.encodeStateVector(shown)
    const ahead = new Y.Doc()
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(shown))
    annotationSet(ahead).add([aClaim(ICE, 'Sea ice', {id: 'on its way', by: 'bob'})])
    for (const seen of [Y.encodeStateVector(ahead), new Uint8Array([0xff, 0xff])])
      expect(refusal(await ask(BOB).finishArticle(round, ICE.id, seen))).toContain('still on its way')
    const finished = worklistDocument(await read(BOB, list('bob')))
    expect(finished.finishes()).toEqual([])
    value(await ask(BOB).finishArticle(round, ICE.id, arrived))
    await until('it is finished', () => finished.finishes().length === 1)
  })

  const finishes = (person: Person, {id} = ICE) => ask(person).finishArticle(round, id)
  const progress = async () =>
    Object.fromEntries(value(await ask(ZOE).roundProgress(round)).map(({annotator, given, finished}) => [annotator, [finished, given]]))

  test('[RD7] an article tells curators how many of hers she has finished, and nobody else anything', async () => {
    await marks(BOB, 'his')
    expect(await progress()).toEqual({bob: [0, 2], dora: [0, 1]})
    value(await finishes(BOB))
    expect(await progress()).toEqual({bob: [1, 2], dora: [0, 1]})
    for (const person of [BOB, CAROL, DORA]) expect(refusal(await ask(person).roundProgress(round))).toContain('Only curators and admins')
    expect(refusal(await finishes(DORA, PEACE))).toContain('not yours to do')
    expect(refusal(await finishes(CAROL))).toContain('not yours to do')
    expect(refusal(await ask(ZOE).changeWorklist(round, {annotator: 'bob', articles: [PEACE.id]}))).toContain('Bob has finished “Sea ice')
    await again()
    expect(await progress()).toEqual({bob: [1, 2], dora: [0, 1]})
    await openRound(hub, round)
    expect(refusal(await finishes(BOB, PEACE))).toContain('not yours to do')
    expect(refusal(await ask(BOB).takeBackArticle(round, ICE.id))).toContain('not yours to do')
  })

  test('[RD9] seals what she said, can be taken back until the opening, and seals anew', async () => {
    await marks(BOB, 'first')
    value(await finishes(BOB))
    expect(refusal(await finishes(BOB))).toContain('already')
    value(await ask(BOB).takeBackArticle(round, ICE.id))
    expect(refusal(await ask(BOB).takeBackArticle(round, ICE.id))).toContain('nothing to take back')
    expect(await progress()).toEqual({bob: [0, 2], dora: [0, 1]})
    await marks(BOB, 'second')
    value(await finishes(BOB))
    const [earlier, now, ...more] = worklistDocument(await read(BOB, list('bob'))).finishes()
    expect(more).toEqual([])
    expect(earlier?.takenBack).toMatchObject({by: 'bob'})
    expect(now?.takenBack).toBeUndefined()
    expect(now?.commitment).not.toBe(earlier?.commitment)
    const doc = await read(BOB, set('bob'))
    const said = {article: ICE.id, annotations: annotationSet(doc).all(), readMarks: annotationSet(doc).readMarks().values()}
    const nonce = Buffer.from(noncesIn(doc).get(now?.id ?? '')?.nonce ?? '', 'base64url')
    expect(nonce).toHaveLength(32)
    expect(commitmentTo(said, nonce)).toBe(now?.commitment)
    const before = {...said, annotations: said.annotations.filter(({id}) => id === 'first')}
    expect(commitmentTo(before, Buffer.from(noncesIn(doc).get(earlier?.id ?? '')?.nonce ?? '', 'base64url'))).toBe(earlier?.commitment)
  })

  test('[RD10] lets a check name, after the opening, whose work on which article was changed after that; before it says nothing of others', async () => {
    const problems = async () => value(await ask(ALICE).checkProject()).problems.map(String)
    for (const person of [BOB, DORA]) {
      await marks(person, `${person.id} first`)
      value(await finishes(person))
    }
    await marks(BOB, 'bob afterwards')
    value(await ask(DORA).takeBackArticle(round, ICE.id))
    await marks(DORA, 'dora afterwards')
    value(await finishes(DORA))
    expect(await problems()).toEqual([])
    await openRound(hub, round)
    const bobs = [expect.stringMatching(/^“Sea ice melts.*”: the work of Bob in the round “Runde 1 和平” is not what was finished: it was changed after that/)]
    expect(await problems()).toEqual(bobs)
    // A schema that calls a label otherwise changes nobody's work.
    const mapping = {layer: 'claim', feature: 'commitment', label: 'asserts', to: 'states'}
    expect(value(await ask(ALICE).takeSchema(RENAMED, [mapping])).version).toBe(2)
    expect(await problems()).toEqual(bobs)
  })

  test('[RD7] is nobody else’s to say: neither a curator nor a colleague can, by whatever program', async () => {
    value(await finishes(BOB))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(await read(ZOE, list('bob'))))
    const before = Y.encodeStateVector(doc)
    worklistDocument(doc).finish({id: 'forged', article: PEACE.id, commitment: 'c'.repeat(64), by: 'bob', at: Date.now()})
    worklistDocument(doc).takeBack(ICE.id, {by: 'bob', at: 6})
    const update = Y.encodeStateAsUpdate(doc, before)
    for (const person of [ZOE, ALICE]) {
      const program = client(person)
      expect(await program.open(list('bob'))).toBe('readonly')
      expect(await program.offer(list('bob'), update)).toBe('not saved')
    }
    expect(await progress()).toEqual({bob: [1, 2], dora: [0, 1]})
    // Her own list is not hers to write either.
    const own = new Y.Doc()
    worklistDocument(own).give([WATER.id], {by: 'dora', at: 1})
    const dora = client(DORA)
    expect(await dora.open(list('dora'))).toBe('read-write')
    expect(await dora.offer(list('dora'), Y.encodeStateAsUpdate(own))).not.toBe('saved')
    expect(worklistDocument(await read(ZOE, list('dora'))).articles()).toEqual([ICE.id])
  })

  test('[RD7] in a round without lists is of any of its articles', async () => {
    const {id} = value(await ask(ZOE).startRound('Runde 2', {articles: [WATER.id]}))
    value(await ask(DORA).finishArticle(id, WATER.id))
    await until('it is known', async () => value(await ask(ZOE).roundProgress(id)).length === 1)
    expect(value(await ask(ZOE).roundProgress(id))).toMatchObject([{annotator: 'dora', given: 1, finished: 1, lately: 1}])
  })
})
