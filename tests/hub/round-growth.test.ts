import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {documentName} from '../../src/project/document-address.ts'
import type {ProjectFolder} from '../../src/storage/project-folder.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows} from './hub-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const TEAM: DocumentAddress = {kind: 'set', article: ICE.id, owner: 'team'}
const CLOSED = 'This is closed to you until the round is opened.'

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
const ask = () => hub.requests(ALICE, 'browser')

describe('a round with as much as a round can have', () => {
  test('[RD12] takes no more, is as it was after a restart, and can be opened', async () => {
    const everybody = Array.from({length: 1001}, (_each, at) => `person-${at}`)
    value(
      await hub.changeProject(({people}) => {
        for (const id of everybody) people.put({id, name: id, role: 'annotator'})
      }),
    )
    const {id} = await startRound(hub, ALICE, {annotators: everybody.slice(0, 1000)})
    const most = 'A round has at most 5,000 articles and 1,000 annotators. Add fewer, or start another round for the rest.'
    expect(refusal(await ask().addToRound(id, {annotators: everybody.slice(1000)}))).toBe(most)
    await hub.close()
    hub = await aHub(await openedFolder(`${path}/Ceasefire.claimlight`))
    expect(value(await ask().addToRound(id, {annotators: everybody.slice(0, 2)})).annotators).toHaveLength(1000)
    expect((await openRound(hub, id)).state).toBe('open')
  })
})

describe('a round whose copies cannot be made', () => {
  test('[RD13] does not begin, and closes nothing, not even while they are made', async () => {
    await hub.close()
    const folder = await openedFolder(`${path}/Ceasefire.claimlight`)
    let ofFirst = ''
    const seen: unknown[] = []
    const store: ProjectFolder['store'] = {
      ...folder.store,
      load: async name => {
        if (name !== ofFirst) return folder.store.load(name)
        seen.push(value(await ask().rounds()).map(({state}) => state))
        throw new Error('The disk does not answer.')
      },
    }
    hub = await aHub({...folder, store})
    value(await ask().importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
    value(await hub.changeProject(({people}) => people.put(BOB)))
    const {id} = await startRound(hub, ALICE, {annotators: ['bob']})
    const bobs: DocumentAddress = {kind: 'set', article: ICE.id, owner: ownerOf('bob', id)}
    const his = windows.at(hub, BOB).open(bobs)
    await his.opened
    annotationSet(his.doc).add([aClaim(ICE, 'السلام قريب', {by: 'bob'})])
    await his.saved()
    await openRound(hub, id)
    ofFirst = documentName(hub.projectId, bobs)
    expect(refusal(await ask().startRound('Runde 2', {annotators: ['bob'], basedOn: id}))).toContain('The disk does not answer.')
    expect(seen).toEqual([['open']])
    expect(value(await ask().rounds()).map(round => round.state)).toEqual(['open'])
    expect(await windows.at(hub, BOB).open(TEAM).opened).not.toBe(CLOSED)
    ofFirst = ''
    expect(value(await ask().startRound('Runde 2', {annotators: ['bob'], basedOn: id})).state).toBe('closed')
    expect(await windows.at(hub, BOB).open(TEAM).opened).toBe(CLOSED)
  })
})
