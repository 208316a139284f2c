import {describe, expect, onTestFinished, test} from 'vitest'
import {commonRounds} from '../../src/hub/cluster/common-rounds.ts'
import {abandonedBeginnings, withBeginning} from '../../src/hub/rounds/beginnings.ts'
import type {Lease} from '../../src/hub/cluster/lease.ts'
import {lease} from '../../src/hub/cluster/lease.ts'
import type {CommonFiles} from '../../src/storage/postgres/common.ts'
import {postgresFiles} from '../../src/storage/postgres/postgres-files.ts'
import {value} from '../support/results.ts'
import {commonDatabase} from './common-database.ts'
import {hasPostgres} from './servers.ts'

const ROUND = {name: 'Runde 1 和平', startedAt: 1, openers: []}

describe.skipIf(!hasPostgres)('what several hubs know of rounds', {timeout: 60_000}, () => {
  const {db} = commonDatabase()
  /** A hub's part in it. Cut off, it reaches the database no more, as over a network that fails. */
  const aHub = async (): Promise<{rounds: Awaited<ReturnType<typeof commonRounds>>; lease: Lease; cutOff(): void}> => {
    const files = postgresFiles(db(), 'p1')
    let isCutOff = false
    const reached = async <T>(ask: () => Promise<T>): Promise<T> => {
      if (isCutOff) throw new Error('The database cannot be reached.')
      return ask()
    }
    const through: CommonFiles = {read: name => reached(() => files.read(name)), change: (name, make) => reached(() => files.change(name, make))}
    const rounds = await commonRounds(through)
    const held = await lease(through, rounds.look)
    onTestFinished(held.stop)
    return {
      rounds,
      lease: held,
      cutOff: () => {
        isCutOff = true
      },
    }
  }
  const closed = (id: string) => (known: NonNullable<ReturnType<Awaited<ReturnType<typeof commonRounds>>['read']>>) => ({
    ...known,
    rounds: {...known.rounds, [id]: ROUND},
  })

  test('[SP49] a round is known to every hub when that is answered', async () => {
    const hubs = [await aHub(), await aHub(), await aHub()] as const
    const [first] = hubs
    value(await first.rounds.note(closed('r1')))
    await first.lease.everywhere(first.rounds.version)
    for (const {rounds} of hubs) expect(rounds.read()?.rounds.r1).toEqual(ROUND)
  })

  test('[SP49] a hub that does not reach the database loses its lease before the others go on without it', async () => {
    const [first, second] = [await aHub(), await aHub()]
    expect(second.lease.holds()).toBe(true)
    second.cutOff()
    value(await first.rounds.note(closed('r2')))
    await first.lease.everywhere(first.rounds.version)
    expect(second.rounds.read()?.rounds.r2).toBeUndefined()
    expect(second.lease.holds()).toBe(false)
    expect(first.lease.holds()).toBe(true)
  })

  test('[RD14] a round that began at a hub which is gone has not begun, once that has lost its lease; one that the log has, or that begins at a hub which lives, has', async () => {
    const [first, second, third] = [await aHub(), await aHub(), await aHub()]
    const begun = async ({rounds, lease: {hub}}: Awaited<ReturnType<typeof aHub>>, id: string): Promise<void> => {
      value(await rounds.note(known => withBeginning(known, {...ROUND, id, state: 'closed'}, hub)))
    }
    await begun(second, 'half')
    await begun(second, 'written')
    await begun(third, 'living')
    await first.rounds.look()
    const forgotten = new Promise<void>(resolve => {
      const look = abandonedBeginnings({
        hub: first.lease.hub,
        gone: first.lease.gone,
        rounds: async () => [{...ROUND, id: 'written', state: 'closed'}],
        forget: make => void first.rounds.note(make).then(() => resolve()),
      })
      look(first.rounds.read())
    })
    second.cutOff()
    await forgotten
    expect(second.lease.holds()).toBe(false)
    await third.rounds.look()
    const {half, written, living} = third.rounds.read()?.rounds ?? {}
    expect(half).toBeUndefined()
    expect(written?.begins).toBeUndefined()
    expect(written?.opened).toBeUndefined()
    expect(living?.begins).toBe(third.lease.hub)
  })

  test('[SP47] what is damaged there closes everything, and is not written over', async () => {
    const hub = await aHub()
    await db().query(`update claimlight.common_file set version = version + 1, content = '{"version": 1, "rou' where project = 'p1' and name = 'rounds.json'`)
    await hub.rounds.look()
    expect(hub.rounds.read()).toBeUndefined()
    expect(await hub.rounds.change(closed('r3'))).toMatchObject({ok: false})
    expect(await postgresFiles(db(), 'p1').read('rounds.json')).toMatchObject({content: '{"version": 1, "rou'})
  })
})
