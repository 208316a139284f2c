import {afterEach, describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {discussion} from '../../src/project/discussion.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {fileOf} from '../support/datasets.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import type {TestWindow} from './hub-bench.ts'
import {ALICE, until} from './hub-bench.ts'
import type {Guest, SharedBench} from './share-bench.ts'
import {aSharedProject, guest} from './share-bench.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const TALK: DocumentAddress = {kind: 'discussion', article: article.id}
const stance = (by: string, said: string) => ({id: 's', by, at: 2, holder: {kind: 'outlet'}, target: {kind: 'topic', id: 't'}, value: said}) as const

let bench: SharedBench
const windows: TestWindow[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.close()
  await bench.remove()
})

const opened = async (who: Guest, address: DocumentAddress) => {
  const window = who.window('project-1')
  windows.push(window)
  const document = window.open(address)
  expect(await document.opened).toBeUndefined()
  return {...document, closed: window.closed}
}
const invited = async (name: string, role: 'annotator' | 'curator' = 'annotator'): Promise<Guest> =>
  guest(value(await bench.alice.invite({name, role, days: 30})).browserLink, name)
const exported = async () =>
  JSON.parse(await fileOf(value(await bench.hub.requests(ALICE, 'browser').exportDataset('codepoint')))) as {
    annotations: object[]
    annotators: object[]
    readMarks: object[]
  }
const people = async () => value(await bench.alice.people()).map(({id, name, joined}) => ({id, name, ...(joined && {joined: joined.map(each => each.id)})}))

/** Bob has opened a second link, and worked as each of the two. */
async function twoBobs() {
  bench = await aSharedProject()
  value(await bench.hub.requests(ALICE, 'desktop').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(article.text)}], null))
  const [bob, again] = [await invited('Bob'), await invited('Bob')]
  const [set, talk] = [await opened(again, SET), await opened(again, TALK)]
  const written = annotationSet(set.doc)
  written.add([aClaim(article, 'السلام قريب', {id: 'c', by: again.id, features: {stances: [stance(again.id, 'favor')]}})])
  written.setReadMark(again.id, {by: again.id, at: 2, state: 'done'})
  discussion(talk.doc).add({id: 'said', annotation: 'c', body: {text: 'שלום 👩‍👩‍👧', mentions: []}}, {by: again.id, at: 3})
  await Promise.all([set.saved(), talk.saved()])
  return {bob, again, set}
}

describe('[PE1] somebody who is here as two persons', () => {
  test('is one for everybody once an admin has joined the two, in the list, in exports and at her devices; and two again once they are told apart', async () => {
    const {bob, again, set} = await twoBobs()
    value(await bench.alice.joinPersons(again.id, bob.id))
    expect((await people()).filter(({name}) => name.startsWith('Bob'))).toEqual([{id: bob.id, name: 'Bob', joined: [again.id]}])
    // The window that was open as the second one has to begin anew.
    await until('the window is sent away', () => set.closed.some(({code}) => code === 4461))
    expect(value(await again.request('session')).person).toMatchObject({id: bob.id, name: 'Bob', role: 'annotator'})
    const file = await exported()
    expect(file.annotators).toEqual([expect.objectContaining({id: bob.id})])
    expect([JSON.stringify(file).includes(again.id), JSON.stringify(file.annotations).includes(bob.id), file.readMarks]).toEqual([
      false,
      true,
      [expect.objectContaining({by: bob.id})],
    ])

    value(await bench.alice.partPersons(again.id))
    expect(value(await again.request('session')).person.id).toBe(again.id)
    expect(JSON.stringify((await exported()).annotations)).toContain(again.id)
    expect(JSON.stringify((await exported()).annotations)).not.toContain(bob.id)
    expect((await people()).filter(({joined}) => joined !== undefined)).toEqual([])
  })

  test('[RD6] is one in the rounds of an export, too: who annotated, who started and who opened', async () => {
    bench = await aSharedProject()
    const [bob, again] = [await invited('Bob'), await invited('Bob', 'curator')]
    const {id} = value(await again.request('startRound', 'Runde 1 和平', {annotators: [again.id, bob.id]}))
    value(await again.request('openRound', id))
    value(await bench.alice.joinPersons(again.id, bob.id))
    const {rounds} = (await exported()) as {rounds?: object[]}
    expect(rounds).toMatchObject([{id, annotators: [bob.id], startedBy: bob.id, openedBy: bob.id}])
  })

  test('changes what she made as either, and nobody else does', async () => {
    const {bob, again} = await twoBobs()
    value(await bench.alice.joinPersons(again.id, bob.id))
    const carol = await invited('Carol')
    const [hers, his] = [await opened(carol, SET), await opened(bob, SET)]
    const forged = modifiedWindow(bench.hub, {id: carol.id, name: 'Carol', role: 'annotator'})
    await forged.open(SET)
    const before = Y.encodeStateVector(hers.doc)
    annotationSet(hers.doc).putStance('c', stance(carol.id, 'against'), {by: carol.id, at: 5})
    expect(await forged.offer(SET, Y.encodeStateAsUpdate(hers.doc, before))).toBe('not saved')
    forged.close()
    annotationSet(his.doc).putStance('c', stance(bob.id, 'neutral'), {by: bob.id, at: 6})
    await his.saved()
    const talk = await opened(again, TALK)
    discussion(talk.doc).edit('said', {text: 'שלום', mentions: []}, {by: bob.id, at: 7})
    await talk.saved()
    expect(JSON.stringify((await exported()).annotations)).toContain('neutral')
    expect(JSON.stringify((await exported()).annotations)).not.toContain('against')
  })

  test('stays one over a restart, and what others wrote into the project of who is whom is mended', async () => {
    const {bob, again} = await twoBobs()
    value(await bench.alice.joinPersons(again.id, bob.id))
    bench = await bench.restart(async () => undefined)
    await bench.hub.changeProject(({joins}) => {
      joins.part(again.id)
      joins.join(bob.id, ALICE.id, {by: bob.id, at: 9})
    })
    bench = await bench.restart()
    await until('the copy is mended', async () => (await people()).some(({joined}) => joined?.includes(again.id)))
    expect((await people()).map(({id}) => id).sort()).toEqual([ALICE.id, bob.id].sort())
  })
})

describe('[PE2] nobody is joined with another', () => {
  test('by somebody who is no admin, with the person whose computer it is, twice, with herself, or while a round is closed', async () => {
    const {bob, again} = await twoBobs()
    const carol = await invited('Carol', 'curator')
    for (const who of [carol, again]) {
      expect(refusal(await who.request('joinPersons', again.id, ALICE.id))).toContain('Only an admin')
      expect(refusal(await who.request('partPersons', again.id))).toContain('Only an admin')
    }
    expect(refusal(await bench.alice.joinPersons(ALICE.id, bob.id))).toContain('on this person’s computer')
    expect(refusal(await bench.alice.joinPersons(bob.id, bob.id))).toBe('Choose two persons.')
    expect(refusal(await bench.alice.joinPersons(bob.id, 'nobody'))).toContain('not in the project any more')
    const round = await startRound(bench.hub)
    expect(refusal(await bench.alice.joinPersons(again.id, bob.id))).toContain('not opened yet')
    await openRound(bench.hub, round.id)
    value(await bench.alice.joinPersons(again.id, bob.id))
    expect(refusal(await bench.alice.joinPersons(bob.id, carol.id))).toContain('Others are joined')
    expect(refusal(await bench.alice.joinPersons(carol.id, again.id))).toContain('joined with somebody already')
    expect(refusal(await bench.alice.invite({name: 'Bob', role: 'annotator', days: 3, person: again.id}))).toContain('joined with another')
    await startRound(bench.hub)
    expect(refusal(await bench.alice.partPersons(again.id))).toContain('not opened yet')
  })

  test('by what a modified program writes into the project, a curator’s or her own hub’s', async () => {
    const {again} = await twoBobs()
    const carol = await invited('Carol', 'curator')
    const seen = await opened(carol, {kind: 'project'})
    for (const sender of ['window', 'hub'] as const) {
      const client = modifiedWindow(bench.hub, {id: carol.id, name: 'Carol', role: 'curator'}, sender)
      await client.open({kind: 'project'})
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(seen.doc))
      const before = Y.encodeStateVector(doc)
      project(doc).joins.join(carol.id, ALICE.id, {by: ALICE.id, at: 9})
      project(doc).joins.join(again.id, carol.id, {by: ALICE.id, at: 9})
      expect(await client.offer({kind: 'project'}, Y.encodeStateAsUpdate(doc, before))).toBe('not saved')
      client.close()
    }
    expect((await people()).filter(({joined}) => joined !== undefined)).toEqual([])
    expect(value(await carol.request('session')).person.role).toBe('curator')
  })

  test('without seeing what belongs to each, which nobody is told in a closed round', async () => {
    const {bob, again} = await twoBobs()
    expect(value(await bench.alice.personWork([bob.id, again.id]))).toEqual({[bob.id]: 0, [again.id]: 1})
    expect(refusal(await bob.request('personWork', [again.id]))).toContain('Only an admin')
    await startRound(bench.hub)
    expect(refusal(await bench.alice.personWork([bob.id]))).toContain('not opened yet')
  })
})
