import {randomBytes, randomUUID} from 'node:crypto'
import {describe, expect, onTestFinished, test} from 'vitest'
import {inEnglish} from '../support/results.ts'
import {commonAccess} from '../../src/hub/cluster/common-access.ts'
import type {Invitations} from '../../src/hub/network/invitations.ts'
import {invitations} from '../../src/hub/network/invitations.ts'
import {postgresFiles} from '../../src/storage/postgres/postgres-files.ts'
import {ok} from '../../src/core/result.ts'
import type {CommonFiles} from '../../src/storage/postgres/common.ts'
import {until} from '../hub/hub-bench.ts'
import {commonDatabase} from './common-database.ts'
import {hasPostgres} from './servers.ts'

const anybody = () => ok(null)
const BOB = {name: 'Bob ברק', role: 'annotator', days: 30, by: 'alice'} as const

describe.skipIf(!hasPostgres)('who may come in, at several hubs', () => {
  const {db} = commonDatabase()
  const aHub = async (around = (files: CommonFiles): CommonFiles => files): Promise<Invitations> => {
    const records = await commonAccess(around(postgresFiles(db(), 'p1')))
    onTestFinished(records.stop)
    return invitations({records, now: Date.now, newId: randomUUID, newSecret: () => randomBytes(32).toString('base64url')})
  }

  test('[CA1] an invitation made at one hub is redeemed at another; revoked at the first, its session ends at both', async () => {
    const [first, second] = [await aHub(), await aHub()]
    const made = await first.make(BOB, anybody)
    if (!made.ok) throw new Error(`${made.error}`)
    await until('the second hub knows it', () => second.look(made.value.token).ok)
    const redeemed = await second.redeem({token: made.value.token, person: {id: 'bob', name: 'Bob'}, device: 'laptop', closed: false, isKnown: () => false})
    if (!redeemed.ok) throw new Error(redeemed.error)
    await until('the session holds at the first hub', () => first.visit(redeemed.value.session).state === 'in')
    await first.revoke(made.value.id, () => 'admin')
    expect(inEnglish(first.visit(redeemed.value.session))).toEqual({state: 'out', why: 'revoked'})
    await until('it is out at the second', () => second.visit(redeemed.value.session).state === 'out')
    expect(second.why(redeemed.value.sessionId)).toBe('revoked')
  })

  test('[CA2] of two hubs that change it at once, neither overwrites the other', async () => {
    const hubs = [await aHub(), await aHub()]
    const made = await Promise.all(Array.from({length: 20}, (_, i) => hubs[i % 2]?.make({...BOB, name: `Carol ${i}`}, anybody)))
    expect(made.every(each => each?.ok)).toBe(true)
    const fresh = await aHub()
    const listed = fresh.list()
    expect(listed.ok && listed.value.filter(({name}) => name.startsWith('Carol ')).length).toBe(20)
  })

  test.each(['is refused', 'hangs'])(
    '[CA7] a hub whose reading %s believes nothing by the time that a revocation is answered elsewhere, and goes on when it reads again',
    async how => {
      let away = false
      const cut = (files: CommonFiles): CommonFiles => ({
        ...files,
        read: async name => {
          if (!away) return files.read(name)
          if (how === 'is refused') throw new Error('The database cannot be reached.')
          return new Promise(() => undefined)
        },
      })
      const [first, second] = [await aHub(), await aHub(cut)]
      const made = await first.make({...BOB, name: `Bob, whose reading ${how}`}, anybody)
      if (!made.ok) throw new Error(`${made.error}`)
      const bob = {token: made.value.token, person: {id: `bob ${how}`, name: 'Bob'}, device: 'laptop', closed: false, isKnown: () => false}
      const redeemed = await first.redeem(bob)
      if (!redeemed.ok) throw new Error(redeemed.error)
      const {session, sessionId} = redeemed.value
      expect(second.why(sessionId)).toBe('in')
      away = true
      await first.revoke(made.value.id, () => 'admin')
      expect(second.why(sessionId)).toBe('unavailable')
      expect(inEnglish(second.visit(session))).toEqual({state: 'out', why: 'unavailable'})
      expect(await second.whyNow(sessionId)).toBe('unavailable')
      expect(inEnglish(second.look(made.value.token))).toEqual({ok: false, error: 'unavailable'})
      away = false
      if (how === 'is refused') expect(await second.whyNow(sessionId)).toBe('revoked')
    },
  )

  test('[CA3] a damaged record lets nobody in, says so, and is not written over', async () => {
    await db().query(`update claimlight.common_file set version = version + 1, content = '{"version": 1, "invit' where project = 'p1'`)
    const hub = await aHub()
    expect(inEnglish(hub.list())).toMatchObject({ok: false, error: expect.stringContaining('is damaged')})
    expect(inEnglish(await hub.make(BOB, anybody))).toMatchObject({ok: false, error: expect.stringContaining('is damaged')})
    expect(inEnglish(hub.visit('x'.repeat(43)))).toEqual({state: 'out', why: 'unknown'})
    const [kept] = await db().query(`select content from claimlight.common_file where project = 'p1'`)
    expect(kept?.content).toBe('{"version": 1, "invit')
  })
})
