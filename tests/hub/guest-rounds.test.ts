import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type * as Y from 'yjs'
import type {Owner} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {createHub} from '../../src/hub/hub.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {fileSecrets} from '../../src/storage/secret-store.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {lateWorkIn} from '../../src/project/late-work.ts'
import {aClaim} from '../support/builders.ts'
import {refusal, value} from '../support/results.ts'
import {aHub, ALICE, aPerson, aProjectFolder, BOB, newFolder, openWindows, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, guestAt, shared, upstreamOf} from './upstream-bench.ts'

const ZOE = aPerson('Zoe', 'curator')
const alicesIn = (round: string): DocumentAddress => ({kind: 'set', article: anArticle(MIXED_TEXT).id, owner: ownerOf('alice', round)})

let path = ''
let remove: () => Promise<void>
let door: Door
let upstream: Hub
let guests: Hub[] = []
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  door = await aDoor([ALICE, BOB, ZOE])
  upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
  door.open(upstream)
  value(
    await upstream.changeProject(({people}) => {
      for (const person of [ALICE, BOB, ZOE]) people.put(person)
    }),
  )
})
afterEach(async () => {
  windows.close()
  for (const hub of guests) await hub.close()
  guests = []
  await upstream.close()
  await door.close()
  await remove()
})
/** Her own hub, on a computer with secrets of its own. */
async function device(person: typeof ZOE): Promise<Hub> {
  const hub = await createHub({
    folder: await aProjectFolder(`${path}/${person.name}.claimlight`),
    version: '0.0.0',
    guest: guestAt(door.origin, person),
    device: {id: `device-of-${person.id}`, person, secrets: fileSecrets(join(path, `${person.name} settings`))},
  })
  guests.push(hub)
  await shared(hub)
  return hub
}

test('[SP45] a curator starts and opens a round at her own hub, and the project’s hub does it; an annotator does not', async () => {
  const [zoes, bobs] = [await device(ZOE), await device(BOB)]
  const [hers, his] = [zoes.requests(ZOE, 'browser'), bobs.requests(BOB, 'browser')]
  expect(refusal(await his.startRound('Runde'))).toContain('Only curators and admins')
  const {id} = value(await hers.startRound('Runde 1 和平'))
  const alices = alicesIn(id)
  expect(await windows.at(upstream, ZOE).open(alices).opened).toContain('until the round is opened')
  // Everybody comes back with what holds now.
  for (const hub of guests) await shared(hub)
  expect(refusal(await his.openRound(id))).toContain('Only curators and admins')
  expect(value(await hers.openRound(id))).toMatchObject({state: 'open', opened: {by: 'zoe'}})
  const {doc, opened} = windows.at(upstream, ALICE).open({kind: 'project'})
  await opened
  expect(project(doc).rounds.all()).toMatchObject([{id, name: 'Runde 1 和平', startedBy: 'zoe', opened: {by: 'zoe'}}])
  // The project's hub has no key here, so its guests ask whether it is true.
  for (const hub of guests) await until('it is open at every guest', async () => (await windows.at(hub, ALICE).open(alices).opened) === undefined)
})

test('[SP45] away from the project’s hub nothing is started or opened', async () => {
  const hub = await device(ZOE)
  door.open(undefined)
  await until('it is away', async () => (await upstreamOf(hub)).state === 'offline')
  expect(refusal(await hub.requests(ZOE, 'browser').startRound('Runde'))).toContain('does not answer now')
  expect(await windows.at(hub, ZOE).open(alicesIn(EARLIER)).opened).toBeUndefined()
})

test('[SP85] the key of a guest’s device stands in the project under who has signed in, once, for a round to name', async () => {
  const hub = await device(ZOE)
  const {doc, opened} = windows.at(hub, ZOE).open({kind: 'project'})
  await opened
  await until('her key is there', () => project(doc).keys.all().length === 1)
  const [key] = project(doc).keys.all()
  expect(key).toMatchObject({person: 'zoe'})
  expect(value(await upstream.requests(ALICE, 'browser').startRound('Runde')).openers).toEqual([key?.id])
  value(await upstream.requests(BOB, 'browser').putKey(key?.id ?? ''))
  await shared(hub)
  expect(project(doc).keys.all()).toEqual([key])
})

test('[RD5] what a guest made away from the project’s hub while its round was opened is taken there once, marked as late, and waits no more; what he does then goes to the team', async () => {
  const hub = await device(BOB)
  const {id} = value(await upstream.requests(ALICE, 'browser').startRound('Runde 1 和平'))
  const on = (owner: Owner): DocumentAddress => ({kind: 'set', article: anArticle(MIXED_TEXT).id, owner})
  const bobs = on(ownerOf('bob', id))
  await until('the round is at his hub', async () => (await windows.at(hub, BOB).open(on('team')).opened) !== undefined)
  await shared(hub)
  door.open(undefined)
  await until('the other is away', async () => (await upstreamOf(hub)).state === 'offline')
  const his = windows.at(hub, BOB).open(bobs)
  expect(await his.opened).toBeUndefined()
  annotationSet(his.doc).add([aClaim(anArticle(MIXED_TEXT), 'السلام قريب', {id: 'late', by: 'bob'})])
  await his.saved()
  value(await upstream.requests(ALICE, 'browser').openRound(id))
  door.open(upstream)
  await until('he knows of the opening', async () =>
    windows
      .at(hub, BOB)
      .open(bobs)
      .opened.then(() => his.provider.authorizedScope === 'readonly'),
  )
  await until('nothing waits', async () => {
    const status = await upstreamOf(hub)
    return status.state === 'connected' && status.waiting === 0
  })
  const there = windows.at(upstream, ALICE).open(bobs)
  expect(await there.opened).toBeUndefined()
  const ids = (doc: Y.Doc): readonly string[] =>
    annotationSet(doc)
      .all()
      .map(({id: kept}) => kept)
  await until('it is there', () => ids(there.doc).length === 1)
  expect([...lateWorkIn(there.doc).annotations]).toEqual(['late'])
  const here = windows.at(hub, BOB).open(bobs)
  expect(await here.opened).toBeUndefined()
  expect(ids(here.doc)).toEqual(['late'])
  await until('his copy says that it is late', () => lateWorkIn(here.doc).annotations.has('late'))
  const team = windows.at(hub, BOB).open(on('team'))
  expect(await team.opened).toBeUndefined()
  annotationSet(team.doc).add([aClaim(anArticle(MIXED_TEXT), 'السلام قريب', {id: 'afterwards', by: 'bob'})])
  await team.saved()
  await shared(hub)
  const teams = windows.at(upstream, ALICE).open(on('team'))
  expect(await teams.opened).toBeUndefined()
  expect(ids(teams.doc)).toEqual(['afterwards'])
  expect(ids(there.doc)).toEqual(['late'])
})
