import {execFileSync} from 'node:child_process'
import {mkdir, readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {writeExchange} from '../../src/storage/exchange-folder/exchange.ts'
import {PASSPHRASE, PROJECT, TEAM, aFolder, aHome, aShare, addClaim, segmentsOf, syncOf} from './peer.ts'
import {inEnglish, refusal, value} from '../support/results.ts'

/** Whether this machine lets us make a small disk of our own. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], {stdio: 'ignore'})
    return true
  } catch {
    return false
  }
}

describe.runIf(canMount())('a full disk', () => {
  let place: Awaited<ReturnType<typeof aFolder>>
  let disk: string
  beforeEach(async () => {
    place = await aFolder()
    disk = join(place.path, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk])
  })
  afterEach(async () => {
    execFileSync('umount', [disk])
    await place.remove()
  })
  const fill = async (name: string): Promise<void> => {
    await writeFile(join(disk, name), Buffer.alloc(1 << 20)).catch(() => undefined)
  }

  test('[SF26] in the shared folder: says so, leaves no half segment, and goes on when there is room', async () => {
    const share = await aShare(disk)
    const alice = aHome()
    const sync = await syncOf(alice, share, 'alice', join(place.path, 'alice.state'))
    await addClaim(alice, {id: 'c1'})
    value(await sync.flush())
    await fill('film')
    await addClaim(alice, {id: 'c2'})
    expect(refusal(await sync.flush())).toContain('the disk is full')
    expect(inEnglish(sync.status())).toMatchObject({shared: false, problem: expect.stringContaining('Your work is saved here')})
    const bob = aHome()
    const bobs = await syncOf(bob, share, 'bob', join(place.path, 'bob.state'))
    expect(value(await bobs.poll())).toMatchObject({segments: 1, unfinished: 0})
    expect(await readdir(join(disk, 'devices', 'alice'))).toHaveLength(1)
    await rm(join(disk, 'film'))
    expect(value(await sync.flush())).toBe(1)
    value(await bobs.poll())
    expect((await bob.claims(TEAM)).map(({id}) => id)).toEqual(['c1', 'c2'])
    await sync.close()
    await bobs.close()
  })

  test('[SF26] in the project: what is remembered may be lost, nothing else', async () => {
    const folder = join(place.path, 'share')
    const share = await aShare(folder)
    const alice = aHome()
    const sync = await syncOf(alice, share, 'alice', join(disk, 'alice.state'))
    await fill('film')
    for (let n = 0; n < 40 && sync.status().problem === undefined; n++) {
      await addClaim(alice)
      await sync.flush()
    }
    expect(`${sync.status().problem}`).toContain('the disk is full')
    await rm(join(disk, 'film'))
    value(await sync.flush())
    await sync.close()
    const again = await syncOf(alice, share, 'alice', join(disk, 'alice.state'))
    expect(value(await again.flush())).toBe(0)
    const bob = aHome()
    const bobs = await syncOf(bob, share, 'bob', join(place.path, 'bob.state'))
    value(await bobs.poll())
    expect(await bob.claims(TEAM)).toEqual(await alice.claims(TEAM))
    await again.close()
    await bobs.close()
  })

  test('[SF33] an exchange file that does not fit is refused and leaves nothing behind', async () => {
    const alice = aHome()
    alice.texts.set('0'.repeat(64), Array.from({length: 60_000}, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join(''))
    const path = join(disk, 'all.claimlight-exchange')
    expect(refusal(await writeExchange(path, {projectId: PROJECT, passphrase: PASSPHRASE, person: 'alice', source: alice.source}))).toContain(
      'the disk is full',
    )
    expect(await readdir(disk)).toEqual([])
    expect(await segmentsOf(disk, 'alice')).toEqual([])
  })
})
