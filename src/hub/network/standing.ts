import {createHash} from 'node:crypto'
import type {Role} from '../../core/round/owner.ts'
import type {AccessRecord, InvitationRecord, SessionRecord} from './access-record.ts'

const DAY = 86_400_000
/** A device that stays away longer has to open its invitation again. */
const SESSION_LASTS = 90 * DAY

/**
 * How a session stands. `waits`: nobody has said yet that the device is hers. `held`: its invitation came out of a backup.
 * `unavailable`: the record cannot be asked at the moment.
 */
export type Standing = 'in' | 'unknown' | 'expired' | 'revoked' | 'waits' | 'held' | 'unavailable'

/** What somebody may do here by the record; `undefined` for whoever was never let in. */
export function roleIn({owners, people}: AccessRecord, person: string): Role | undefined {
  return owners.some(({id}) => id === person) ? 'admin' : people.find(({id}) => id === person)?.role
}

/** Whether all ways in that somebody was given were taken from her again. */
export function isShutOut({owners, invitations}: AccessRecord, person: string): boolean {
  const hers = invitations.filter(each => each.person?.id === person)
  return hers.length > 0 && hers.every(({revoked}) => revoked !== undefined) && !owners.some(({id}) => id === person)
}

/** Whether nobody new may take this id. */
export const isTaken = (record: AccessRecord, person: string): boolean =>
  roleIn(record, person) !== undefined || record.invitations.some(each => each.person?.id === person)

type Known = {readonly session: SessionRecord; readonly invitation: InvitationRecord | undefined}
type Index = {readonly byId: ReadonlyMap<string, Known>; readonly byHash: ReadonlyMap<string, Known>}
/** Each message that comes in asks, so what a record says is looked up once. */
const indices = new WeakMap<AccessRecord, Index>()

function indexOf(record: AccessRecord): Index {
  const before = indices.get(record)
  if (before !== undefined) return before
  const invitations = new Map(record.invitations.map(each => [each.id, each]))
  const known = record.sessions.map(session => ({session, invitation: invitations.get(session.invitation)}))
  const index = {byId: new Map(known.map(each => [each.session.id, each])), byHash: new Map(known.map(each => [each.session.hash, each]))}
  indices.set(record, index)
  return index
}

export const bySecret = (record: AccessRecord, secret: string): Known | undefined => indexOf(record).byHash.get(hashOf(secret))

export function standing(record: AccessRecord, sessionId: string, now: number): Standing {
  const {session, invitation} = indexOf(record).byId.get(sessionId) ?? {}
  if (session === undefined || invitation?.person === undefined) return 'unknown'
  if (invitation.revoked !== undefined) return 'revoked'
  if (invitation.held !== undefined) return 'held'
  if (session.waits) return 'waits'
  return session.used + SESSION_LASTS <= now ? 'expired' : 'in'
}

/** The devices that came in as this person, by whichever invitation, and those that wait. */
export function sessionsOf(record: AccessRecord, person: string): readonly SessionRecord[] {
  const hers = new Set(record.invitations.filter(each => each.person?.id === person && each.revoked === undefined).map(({id}) => id))
  return record.sessions.filter(({invitation}) => hers.has(invitation))
}

/** Whether she can say herself which further devices are hers. */
export const hasDevice = (record: AccessRecord, person: string, now: number): boolean =>
  record.owners.some(({id}) => id === person) || sessionsOf(record, person).some(({id}) => standing(record, id, now) === 'in')

/** The secret has 256 random bits, so that its hash needs no salt and finding it by hash tells nothing by time. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
