import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Invitation, InvitationWish} from '../../ipc/share-api.ts'
import type {AccessRecord, AccessRecords, InvitationRecord} from './access-record.ts'
import {EMPTY_ACCESS} from './access-record.ts'
import {mayInvite} from './may-invite.ts'
import type {Redeemed, Redeeming, Refusal} from './redeem.ts'
import {byToken, redeemed} from './redeem.ts'
import type {Acting} from './roles.ts'
import {keepsAdmin} from './roles.ts'
import type {Standing} from './standing.ts'
import {bySecret, hasDevice, hashOf, roleIn, standing} from './standing.ts'

const DAY = 86_400_000
/** A session's use is written down this often: exact to the day is enough, and writing at every request is not. */
const NOTED_EVERY = DAY
/** Ended invitations are kept so long, so that whoever still opens one is told what became of it. */
const ENDED_KEPT = 365 * DAY
const MOST_INVITATIONS = 2000

export type Visit = {readonly state: 'in'; readonly session: string; readonly person: Person} | {readonly state: 'out'; readonly why: Exclude<Standing, 'in'>}

const NOT_HERE = message('There is no such invitation. Look at the list again; it may have changed.')

/** Who may come in from elsewhere, and as whom: personal invitations, and the sessions that devices got for them. */
export interface Invitations {
  /** `further`: for somebody who is in the project already. */
  make(
    wish: Pick<InvitationWish, 'name' | 'role' | 'days' | 'person'> & Pick<InvitationRecord, 'by' | 'further'>,
    allowed: (record: AccessRecord) => Result<null>,
  ): Promise<Result<{readonly id: string; readonly token: string}>>
  /** What an invitation is for, without using it. */
  look(token: string): Result<Pick<InvitationRecord, 'name' | 'role' | 'person'>, Refusal>
  /** Binds the invitation to this person if nobody redeemed it before; else the device is to become that person's. */
  redeem(given: Redeeming & {readonly isKnown: (id: string) => boolean}): Promise<Result<Redeemed, Refusal>>
  list(): Result<readonly Invitation[]>
  find(id: string): InvitationRecord | undefined
  revoke(id: string, as: Acting): Promise<Result<null>>
  /** Lets nobody in by what there is now: for a copy that was not made as a backup, and may be older than a revocation. */
  holdAll(): Promise<Result<null>>
  /** Lets the devices of an invitation in again that came out of a backup. */
  letBackIn(id: string, as: Acting): Promise<Result<null>>
  visit(session: string): Visit
  /** Whether a session that was let in may stay. */
  why(sessionId: string): Standing
  /** As {@link Invitations.why}, asked anew where what is known is not certain to hold. */
  whyNow(sessionId: string): Promise<Standing>
  /** Where colleagues reach the hub, for programs that make invitations beside it. */
  network(): AccessRecord['network']
  setNetwork(network: NonNullable<AccessRecord['network']>): Promise<Result<null>>
}

export function invitations(given: {records: AccessRecords; now: () => number; newId: () => string; newSecret: () => string}): Invitations {
  const {records, now} = given
  const current = (): AccessRecord => {
    const read = records.read()
    return read.ok ? read.value : EMPTY_ACCESS
  }
  const change = (make: (record: AccessRecord) => AccessRecord): Promise<Result<null>> => records.change(record => ok({record: make(record), value: null}))
  const changeOne = (id: string, as: Acting, make: (found: InvitationRecord, record: AccessRecord) => Result<InvitationRecord>) =>
    records.change(record => {
      const found = record.invitations.find(each => each.id === id)
      const allowed = mayInvite(as(record), roleOf(record, found))
      if (!allowed.ok) return allowed
      if (found === undefined) return refused(NOT_HERE)
      const made = make(found, record)
      if (!made.ok) return made
      if (made.value === found) return ok({record, value: null})
      return ok({record: {...record, invitations: record.invitations.map(each => (each === found ? made.value : each))}, value: null})
    })
  const noteUse = (sessionId: string): void => {
    void change(record => ({...record, sessions: record.sessions.map(each => (each.id === sessionId ? {...each, used: now()} : each))}))
  }
  const why = (sessionId: string): Standing => (records.isCurrent() ? standing(current(), sessionId, now()) : 'unavailable')

  return {
    make: async ({name, role, days, person, by, further}, allowed) => {
      const token = given.newSecret()
      const id = given.newId()
      const made: InvitationRecord = {
        id,
        name,
        role,
        hash: hashOf(token),
        by,
        made: now(),
        expires: now() + days * DAY,
        ...(person === undefined ? {} : {person: {id: person, name}}),
        ...(further === undefined ? {} : {further}),
      }
      return records.change(before => {
        const may = allowed(before)
        if (!may.ok) return may
        const used = new Set(before.sessions.map(({invitation}) => invitation))
        const kept = before.invitations.filter(each => (each.revoked ?? each.expires) + ENDED_KEPT > now() || (each.revoked === undefined && used.has(each.id)))
        const left = new Set(kept.map(({id}) => id))
        const sessions = before.sessions.filter(({invitation}) => left.has(invitation))
        if (kept.length >= MOST_INVITATIONS)
          return refused(
            message('There are {most, number} invitations already. Revoke those that are not needed any more; they go after a year.', {most: MOST_INVITATIONS}),
          )
        return ok({record: {...before, invitations: [...kept, made], sessions}, value: {id, token}})
      })
    },
    look: token => {
      const read = records.read()
      if (!read.ok || !records.isCurrent()) return refused('unavailable')
      const found = byToken(read.value, token, now())
      return found.ok ? ok({...found.value, role: roleOf(read.value, found.value)}) : found
    },
    redeem: async ({isKnown, ...redeeming}) => {
      const fresh = {secret: given.newSecret(), id: given.newId(), now: now()}
      let refusal: Refusal = 'unavailable'
      const made = await records.change(before => {
        const done = redeemed(before, redeeming, isKnown, fresh)
        if (done.ok) return done
        refusal = done.error
        return refused('')
      })
      return made.ok ? made : refused(refusal)
    },
    list: () => {
      const read = records.read()
      if (!read.ok) return read
      const record = read.value
      return ok(
        record.invitations.map(each => ({
          id: each.id,
          name: each.name,
          role: roleOf(record, each),
          state: stateOf(each, record, now()),
          expires: each.expires,
          ...(each.person === undefined ? {} : {person: each.person.id}),
          devices: record.sessions.filter(({invitation}) => invitation === each.id).length,
        })),
      )
    },
    find: id => current().invitations.find(each => each.id === id),
    // Its sessions are kept: their devices are told why they are shut out.
    revoke: (id, as) =>
      changeOne(id, as, (found, record) => {
        if (found.revoked !== undefined) return ok(found)
        const holder = found.person?.id
        const after = {...record, invitations: record.invitations.filter(each => each !== found)}
        const isLast = holder !== undefined && roleIn(record, holder) === 'admin' && !hasDevice(after, holder, now())
        const kept = isLast ? keepsAdmin(after, holder, now()) : ok(null)
        return kept.ok ? ok({...found, revoked: now()}) : kept
      }),
    holdAll: () =>
      change(record => ({...record, invitations: record.invitations.map(each => (each.revoked === undefined ? {...each, held: each.held ?? now()} : each))})),
    letBackIn: (id, as) => changeOne(id, as, ({held: _held, ...found}) => ok(found)),
    visit: secret => {
      if (!records.isCurrent()) return {state: 'out', why: 'unavailable'}
      const record = current()
      const {session, invitation} = bySecret(record, secret) ?? {}
      const state = session === undefined ? 'unknown' : standing(record, session.id, now())
      const person = invitation?.person
      if (state !== 'in' || session === undefined || person === undefined) return {state: 'out', why: state === 'in' ? 'unknown' : state}
      if (session.used + NOTED_EVERY <= now()) noteUse(session.id)
      return {state: 'in', session: session.id, person: {...person, role: roleIn(record, person.id) ?? 'reader'}}
    },
    why,
    whyNow: async sessionId => {
      if (!records.isCurrent()) await records.makeCurrent()
      return why(sessionId)
    },
    network: () => current().network,
    setNetwork: network => change(record => ({...record, network})),
  }
}

const roleOf = (record: AccessRecord, invitation: InvitationRecord | undefined): Person['role'] =>
  roleIn(record, invitation?.person?.id ?? '') ?? invitation?.role ?? 'reader'

/** Once somebody came in with it, she stays in after the day until which it may be opened. */
function stateOf({id, revoked, held, expires}: InvitationRecord, {sessions}: AccessRecord, now: number): Invitation['state'] {
  if (revoked !== undefined) return 'revoked'
  if (held !== undefined) return 'held'
  if (sessions.some(({invitation, waits}) => invitation === id && waits === undefined)) return 'used'
  return expires <= now ? 'expired' : 'open'
}
