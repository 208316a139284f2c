import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type * as Y from 'yjs'
import type {Person} from '../../src/core/round/owner.ts'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import type {ModifiedClient} from '../hostile/modified-client.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {entered} from '../support/entered.ts'
import {refusal, value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, CAROL, newFolder, openedFolder} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const PEACE = anArticle('וַיִּשָּׁמַע הַקּוֹל — 和平即将到来, سلام 🕊️')
const WATER = anArticle('Nobody is thirsty. الماء قريب')
const ZOE = aPerson('Zoë', 'curator')
const DORA = aPerson('Dora', 'annotator')
const CLOSED = 'This is closed to you until the round is opened.'

let path = ''
let remove: () => Promise<void>
let hub: Hub
const clients: ModifiedClient[] = []
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
  await entered(hub, [ICE, PEACE, WATER], [ALICE, BOB, CAROL, ZOE, DORA])
})
afterEach(async () => {
  for (const each of clients.splice(0)) each.close()
  await hub.close()
  await remove()
})
const ask = (person: Person) => hub.requests(person, 'browser')
const again = async (): Promise<void> => {
  await hub.close()
  hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
}
const access = (person: Person, address: DocumentAddress): Promise<string> => {
  const client = modifiedWindow(hub, person)
  clients.push(client)
  return client.open(address)
}
const set = ({id}: {readonly id: string}, owner: Parameters<typeof ownerOf> | 'team'): DocumentAddress => ({
  kind: 'set',
  article: id,
  owner: owner === 'team' ? 'team' : ownerOf(...owner),
})

describe('a draft of a round', () => {
  test('[RD11] closes nothing and shows nobody her list, is changed in its place, and begins as it was planned last', async () => {
    const first = {name: 'Runde 1', plan: {articles: [ICE.id], annotators: ['bob', 'dora'], perArticle: 2}, lists: [{annotator: 'dora', articles: [ICE.id]}]}
    const {id} = value(await ask(ZOE).draftRound(first))
    expect(await access(BOB, set(ICE, 'team'))).toBe('read-write')
    expect(await access(DORA, {kind: 'worklist', round: id, annotator: 'dora'})).toBe(CLOSED)
    expect(refusal(await ask(ZOE).openRound(id))).toContain('has not begun')
    await again()
    const plan = {articles: [ICE.id, PEACE.id], annotators: ['bob', 'dora']}
    const lists = [{annotator: 'bob', articles: [PEACE.id, ICE.id]}]
    expect(value(await ask(ALICE).draftRound({id, name: 'Runde 1 和平', plan, lists}))).toMatchObject({id, state: 'draft', name: 'Runde 1 和平'})
    const begun = value(await ask(ZOE).startDraft(id))
    expect(begun).toMatchObject({id, state: 'closed', name: 'Runde 1 和平', startedBy: ZOE.id, articles: [ICE.id, PEACE.id], worklists: true})
    expect(begun.perArticle).toBeUndefined()
    await again()
    expect(await access(BOB, set(ICE, 'team'))).toBe(CLOSED)
    expect(await access(BOB, set(PEACE, ['bob', id]))).toBe('read-write')
    expect(await access(DORA, set(ICE, ['dora', id]))).toBe('readonly')
    expect(refusal(await ask(ZOE).startDraft(id))).toContain('has begun already')
    expect(refusal(await ask(ZOE).draftRound({id, name: 'Runde', plan}))).toContain('no draft of this round any more')
  })

  test('[RD11] from which an annotator was taken begins without her', async () => {
    const first = {name: 'Runde 1', plan: {articles: [ICE.id], annotators: ['bob', 'dora']}, lists: [{annotator: 'dora', articles: [ICE.id]}]}
    const {id} = value(await ask(ZOE).draftRound(first))
    const lists = [{annotator: 'bob', articles: [ICE.id]}]
    value(await ask(ZOE).draftRound({id, name: 'Runde 1', plan: {articles: [ICE.id], annotators: ['bob'], order: {seed: '7'}}, lists}))
    expect(value(await ask(ZOE).startDraft(id))).toMatchObject({state: 'closed', annotators: ['bob'], order: {seed: '7'}, worklists: true})
    expect(await access(BOB, set(ICE, ['bob', id]))).toBe('read-write')
  })

  test('[RD11] is for curators and admins, and does not begin beside a round that runs on its articles', async () => {
    for (const person of [BOB, CAROL]) {
      expect(refusal(await ask(person).draftRound({name: 'R'}))).toContain('Only curators and admins')
      expect(refusal(await ask(person).startDraft('r'))).toContain('Only curators and admins')
      expect(refusal(await ask(person).addToRound('r', {annotators: ['bob']}))).toContain('Only curators and admins')
    }
    const {id} = value(await ask(ZOE).draftRound({name: 'R', plan: {articles: [ICE.id]}}))
    const running = value(await ask(ALICE).startRound('Runde 1 和平', {articles: [ICE.id]}))
    expect(refusal(await ask(ZOE).startDraft(id))).toContain('“Runde 1 和平” is running already')
    await openRound(hub, running.id)
    expect(value(await ask(ZOE).startDraft(id)).state).toBe('closed')
  })
})

test('[RD3] of two curators who start rounds on one article at once one has it, and the other is told which', async () => {
  const answers = await Promise.all([ZOE, ALICE].map(person => ask(person).startRound(`Runde von ${person.name}`, {articles: [ICE.id, PEACE.id]})))
  const [refused] = answers.filter(({ok}) => !ok)
  expect(answers.filter(({ok}) => ok)).toHaveLength(1)
  expect(refusal(refused as (typeof answers)[number])).toMatch(/The round “Runde von (Zoë|Alice)” is running already/)
  expect(value(await ask(BOB).rounds())).toHaveLength(1)
})

describe('what comes to a round that runs', () => {
  test('[RD12] is added by its curators: an article is closed from then on, and a person annotates in it, also after a restart', async () => {
    const lists = [{annotator: 'bob', articles: [ICE.id]}]
    const {id} = value(await ask(ZOE).startRound('Runde 1 和平', {articles: [ICE.id], annotators: ['bob']}, lists))
    expect(await access(DORA, set(PEACE, 'team'))).toBe('read-write')
    const more = {
      articles: [PEACE.id],
      annotators: ['dora'],
      lists: [
        {annotator: 'dora', articles: [PEACE.id]},
        {annotator: 'bob', articles: [PEACE.id]},
      ],
    }
    expect(value(await ask(ZOE).addToRound(id, more))).toMatchObject({articles: [ICE.id, PEACE.id], annotators: ['bob', 'dora']})
    for (const _each of ['at once', 'after a restart']) {
      expect(await access(DORA, set(PEACE, 'team'))).toBe(CLOSED)
      expect(await access(DORA, set(PEACE, ['dora', id]))).toBe('read-write')
      expect(await access(DORA, set(ICE, ['dora', id]))).toBe('readonly')
      expect(await access(BOB, set(PEACE, ['bob', id]))).toBe('read-write')
      expect(await access(DORA, set(PEACE, ['bob', id]))).toBe(CLOSED)
      expect(value(await ask(ZOE).roundGrid(id))).toEqual({
        articles: [ICE.id, PEACE.id],
        rows: [
          {annotator: 'bob', states: '..'},
          {annotator: 'dora', states: '-.'},
        ],
      })
      await again()
    }
    // Whatever the document says of it later.
    value(
      await hub.changeProject(({doc}) => {
        const record = doc.getMap('rounds').get(id) as Y.Map<unknown>
        for (const key of [`article/${PEACE.id}`, 'annotator/dora']) record.delete(key)
      }),
    )
    expect(await access(DORA, set(PEACE, 'team'))).toBe(CLOSED)
  })

  test('[RD12] is refused where it is not in the project, in another round that runs, or in one that is opened', async () => {
    const {id} = value(await ask(ZOE).startRound('Runde 1 和平', {articles: [ICE.id], annotators: ['bob']}))
    const other = value(await ask(ZOE).startRound('Runde 2', {articles: [PEACE.id]}))
    const add = async (more: object) => refusal(await ask(ZOE).addToRound(id, more))
    expect(await add({articles: ['f'.repeat(64)]})).toContain('not in the project any more')
    expect(await add({annotators: ['nobody']})).toContain('not in the project')
    expect(await add({articles: [PEACE.id]})).toContain('“Runde 2” is running already')
    expect(await add({lists: [{annotator: 'bob', articles: [ICE.id]}]})).toContain('nobody has a list')
    await openRound(hub, other.id)
    expect(value(await ask(ZOE).addToRound(id, {articles: [PEACE.id, WATER.id]})).articles).toEqual([ICE.id, PEACE.id, WATER.id])
    await openRound(hub, id)
    expect(await add({annotators: ['dora']})).toContain('is opened')
  })
})
