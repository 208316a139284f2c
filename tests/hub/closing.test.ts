import {readdir, readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {ok} from '../../src/core/result.ts'
import {createHub} from '../../src/hub/hub.ts'
import {parseAccess} from '../../src/hub/network/access-record.ts'
import {readUpstream, writeUpstream} from '../../src/hub/upstream/upstream-settings.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, BOB, newFolder} from './hub-bench.ts'
import {aDoor, shared} from './upstream-bench.ts'

let path: string
let remove: () => Promise<void>
beforeEach(async () => {
  ;({path, remove} = await newFolder())
})
afterEach(() => remove())

/** All files of a folder, and when each was written. */
async function standing(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, {recursive: true})
  return Promise.all(names.sort().map(async name => `${name} ${(await stat(join(folder, name))).mtimeMs}`))
}

test('[SP150] when sessions were used was written before the hub is closed, however often', async () => {
  const folder = `${path}/Ceasefire.claimlight`
  let now = Date.now()
  const hub = await createHub({folder: await aProjectFolder(folder), version: '0.0.0', share: {now: () => now}})
  const {invitations} = hub.sharing
  const {token} = value(await invitations.make({name: 'Bob', role: 'annotator', days: 1000, by: 'alice'}, () => ok(null)))
  const redeemed = await invitations.redeem({token, person: BOB, device: 'a computer', closed: false, isKnown: () => false})
  if (!redeemed.ok) throw new Error(redeemed.error)
  for (let visit = 0; visit < 80; visit++) {
    now += 25 * 60 * 60 * 1000
    invitations.visit(redeemed.value.session)
  }
  await hub.close()
  const before = await standing(folder)
  const record = parseAccess(await readFile(join(folder, 'access.json'), 'utf8'))
  expect(record?.sessions[0]?.used).toBe(now)
  expect(await standing(folder)).toEqual(before)
})

test('[SP150] the role that a guest was told last is written before her hub is closed', async () => {
  const door = await aDoor([ALICE, BOB])
  const upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
  door.open(upstream)
  value(await upstream.changeProject(({people}) => people.put(BOB)))
  const folder = `${path}/Bob.claimlight`
  const project = await aProjectFolder(folder)
  await writeUpstream(folder, {origins: [door.origin], fingerprint: '', session: 'session-of-bob', owner: BOB.id, person: BOB, role: 'reader'})
  const guest = await createHub({folder: project, version: '0.0.0'})
  await shared(guest)
  await guest.close()
  expect(value(await readUpstream(folder))?.role).toBe('annotator')
  await upstream.close()
  await door.close()
})
