import {cp} from 'node:fs/promises'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Annotation} from '../../src/core/annotation/annotation.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {project} from '../../src/project/project.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder, openedFolder, openWindows, until} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, aGuestHub, guestAt, shared, upstreamOf} from './upstream-bench.ts'

const ICE = anArticle(MIXED_TEXT)
const TEAM: DocumentAddress = {kind: 'set', article: ICE.id, owner: 'team'}
const {version} = DEFAULT_SCHEMA
/** “asserts” is called “states”. */
const RENAMED = JSON.parse(JSON.stringify(DEFAULT_SCHEMA).replaceAll('"asserts"', '"states"')) as Schema
const MAPPING = {layer: 'claim', feature: 'commitment', label: 'asserts', to: 'states'}

let path = ''
let remove: () => Promise<void>
let door: Door
let home: Hub
let guest: Hub
const windows = openWindows()
beforeEach(async () => {
  ;({path, remove} = await newFolder())
  door = await aDoor([ALICE, BOB])
  home = await aHub(await aProjectFolder(`${path}/Home.claimlight`))
  door.open(home)
  value(
    await home.changeProject(({people}) => {
      for (const person of [ALICE, BOB]) people.put(person)
    }),
  )
  value(await home.requests(ALICE, 'browser').importFiles([{name: 'a.txt', bytes: new TextEncoder().encode(ICE.text)}], null))
  guest = await aGuestHub(await aProjectFolder(`${path}/Bob.claimlight`), guestAt(door.origin, BOB))
  await shared(guest)
})
afterEach(async () => {
  windows.close()
  await guest.close()
  await home.close()
  await door.close()
  await remove()
})

async function goesOffline(): Promise<void> {
  door.open(undefined)
  await until('he is away', async () => (await upstreamOf(guest)).state === 'offline')
}
async function marks(annotation: Annotation): Promise<void> {
  const {doc, opened, saved} = windows.at(guest, BOB).open(TEAM)
  expect(await opened).toBeUndefined()
  annotationSet(doc).add([annotation])
  await saved()
}
/** The schema in force at a hub, and what it shows of the team's claims. */
async function at(hub: Hub, person = ALICE): Promise<readonly unknown[]> {
  const window = windows.at(hub, person)
  const [shared, team] = [window.open({kind: 'project'}), window.open(TEAM)]
  expect([await shared.opened, await team.opened]).toEqual([undefined, undefined])
  const {version: inForce} = project(shared.doc).schema()
  const said = annotationSet(team.doc)
    .all()
    .map(({id, schemaVersion, features}) => [id, schemaVersion, features.commitment])
  return [inForce, said]
}
const eventually = (what: string, hub: Hub, expected: readonly unknown[], person = ALICE): Promise<void> =>
  until(what, async () => JSON.stringify(await at(hub, person)) === JSON.stringify(expected))

test('[SP149] what a guest marks under the schema of before, while the home takes another, keeps its words and its version everywhere', async () => {
  await goesOffline()
  await marks(aClaim(ICE, 'السلام قريب', {id: 'before', by: 'bob', schemaVersion: version, features: {commitment: 'asserts'}}))
  value(await home.requests(ALICE, 'browser').takeSchema(RENAMED, [MAPPING]))
  door.open(home)
  await shared(guest)
  const expected = [version + 1, [['before', version, 'asserts']]]
  await eventually('the home has it', home, expected)
  await eventually('the guest has the schema', guest, expected, BOB)
  expect(value(await home.requests(ALICE, 'browser').checkProject()).problems).toEqual([])
})

test('[SP149] what a guest marks under a schema that its home has not any more, as it was put back from a backup, is taken there, and is read when that schema is taken again', async () => {
  await goesOffline()
  await home.close()
  await cp(`${path}/Home.claimlight`, `${path}/Backup.claimlight`, {recursive: true})
  home = await aHub(await openedFolder(`${path}/Home.claimlight`))
  door.open(home)
  value(await home.requests(ALICE, 'browser').takeSchema(RENAMED, [MAPPING]))
  await eventually('the guest has the schema', guest, [version + 1, []], BOB)
  await goesOffline()
  await marks(aClaim(ICE, '和平即将到来', {id: 'ahead', by: 'bob', schemaVersion: version + 1, features: {commitment: 'states'}}))
  await home.close()
  home = await aHub(await openedFolder(`${path}/Backup.claimlight`))
  door.open(home)
  await eventually('the home has it', home, [version, [['ahead', version + 1, 'states']]])
  value(await home.requests(ALICE, 'browser').takeSchema(RENAMED, [MAPPING]))
  await eventually('it is read', home, [version + 1, [['ahead', version + 1, 'states']]])
  expect(value(await home.requests(ALICE, 'browser').checkProject()).problems).toEqual([])
})
