import {rename} from 'node:fs/promises'
import {afterEach, describe, expect, test} from 'vitest'
import {backupFolder} from '../../src/storage/backup-folder.ts'
import {openProjectFolder} from '../../src/storage/project-folder.ts'
import type {TestWindow} from '../hub/hub-bench.ts'
import type {Guest, SharedBench} from '../hub/share-bench.ts'
import {aSharedProject, guest, linkOf, redeem} from '../hub/share-bench.ts'
import {refusal, value} from '../support/results.ts'

let bench: SharedBench
const windows: TestWindow[] = []
afterEach(async () => {
  for (const window of windows.splice(0)) window.close()
  await bench.remove()
})
const invited = async (name: string, role: 'annotator' | 'curator') => {
  const made = value(await bench.alice.invite({name, role, days: 30}))
  return {made, who: await guest(made.browserLink, name)}
}
/** The project as it was when `meanwhile` began, put in its place again. */
async function restored(meanwhile: () => Promise<void>): Promise<void> {
  const copy = `${bench.folder}.backup`
  const reading = value(await openProjectFolder(bench.folder, {mode: 'read'}))
  value(await backupFolder(reading, copy))
  await reading.close()
  await meanwhile()
  bench = await bench.restart(async () => {
    await rename(bench.folder, `${bench.folder}.old`)
    await rename(copy, bench.folder)
  })
}
const closing = async (who: Guest): Promise<number | undefined> => {
  const window = who.window('project-1')
  windows.push(window)
  void window.open({kind: 'project'})
  await expect.poll(() => window.closed[0]?.code).toBeDefined()
  return window.closed[0]?.code
}

describe('a project that was put back from a backup', () => {
  test('[BK5] lets in nobody by what was revoked since, nor anybody else before an admin says so', async () => {
    bench = await aSharedProject()
    const bob = await invited('Bob', 'annotator')
    const carol = await invited('Carol', 'curator')
    const dora = value(await bench.alice.invite({name: 'Dora', role: 'annotator', days: 30}))
    await restored(async () => void value(await bench.alice.revokeInvitation(bob.made.id)))
    for (const {who, made} of [bob, carol]) {
      expect(refusal(await who.request('session'))).toContain('restored from a backup')
      expect(await closing(who)).toBe(4468)
      expect((await redeem(linkOf(made.link), 'Somebody')).joined.reason).toBe('held')
    }
    expect((await redeem(linkOf(dora.link), 'Dora')).joined.reason).toBe('held')
    expect(value(await bench.alice.invitations()).map(({name, state}) => `${name}: ${state}`)).toEqual(['Bob: held', 'Carol: held', 'Dora: held'])

    value(await bench.alice.letBackIn(carol.made.id))
    expect(value(await carol.who.request('session')).person).toMatchObject({id: carol.who.id, role: 'curator'})
    expect(refusal(await carol.who.request('letBackIn', 'none'))).toContain('no such invitation')
    value(await carol.who.request('letBackIn', dora.id))
    expect((await redeem(linkOf(dora.link), 'Dora')).joined.ok).toBe(true)
    value(await bench.alice.revokeInvitation(bob.made.id))
    expect(refusal(await bob.who.request('session'))).toContain('was revoked')
  })

  test('[BK5] knows its owner and everybody’s role as of the backup', async () => {
    bench = await aSharedProject()
    const {made, who} = await invited('Carol', 'curator')
    await restored(async () => undefined)
    value(await bench.alice.letBackIn(made.id))
    expect(value(await who.request('people')).map(({name, role, owner}) => [name, role, owner])).toEqual([
      ['Alice', 'admin', true],
      ['Carol', 'curator', false],
    ])
  })
})
