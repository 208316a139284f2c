import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {AccessRecord, InvitationRecord, SessionRecord} from './access-record.ts'
import {deviceCode} from './device-code.ts'
import {bySecret, hasDevice, hashOf, isTaken, roleIn, standing} from './standing.ts'

/** Devices of one invitation; one more signs out the one that was away longest. */
const MOST_DEVICES = 20
/** Devices that wait; one more takes the place of the first. Whoever keeps a link must not push out those who are in. */
const MOST_WAITING = 3

export type Refusal = 'unknown' | 'expired' | 'revoked' | 'held' | 'taken' | 'closed' | 'unavailable'

export const REFUSALS: {readonly [R in Refusal]: Message} = {
  unknown: message('This invitation is not known here. The link may be cut short, or for another project: copy all of it, or ask for a new one.'),
  expired: message('This invitation has expired. Ask the person who sent it for a new one.'),
  revoked: message('This invitation was revoked. Ask the person who sent it if that was not meant.'),
  held: message(
    'This project was restored from a backup, and this invitation waits until somebody who runs the project lets it in again. Ask the person who sent it.',
  ),
  taken: message(
    'Somebody with this identity is in the project already. Make a link for this device on one that you have: Share, then Your devices. Or ask an admin.',
  ),
  closed: message(
    'You have work in an independent round that is not opened yet. Until it is, no further device gets in as you. Use the device you had; your work is kept.',
  ),
  unavailable: message('Nobody can be let in at the moment. Tell the person who sent the invitation; the reason is on the screen where sharing was started.'),
}

/** `waits`: the device is in once she says on another one that it is hers; it has this code there. */
export type Redeemed = {readonly session: string; readonly sessionId: string; readonly person: Person; readonly waits: string | undefined}

export type Redeeming = {
  readonly token: string
  readonly person: {readonly id: string; readonly name: string}
  readonly device: string
  /** The session that this device had, where it has been in before. */
  readonly earlier?: string | undefined
  /** Whether the person of the invitation has work in a round that is not opened. */
  readonly closed: boolean
}

export function byToken(record: AccessRecord, token: string, now: number): Result<InvitationRecord, Refusal> {
  const found = record.invitations.find(({hash}) => hash === hashOf(token))
  if (found === undefined) return refused('unknown')
  if (found.revoked !== undefined) return refused('revoked')
  if (found.held !== undefined) return refused('held')
  return found.expires <= now ? refused('expired') : ok(found)
}

/**
 * The record once a device has opened an invitation. Whoever opens it first is let in. From then on the link alone opens
 * nothing, because whoever made it may have kept it: a further device waits, unless it was in before as her, she made the
 * link herself, or an admin made it for somebody who has no device left, which is written down.
 */
export function redeemed(
  before: AccessRecord,
  {token, person, device, earlier, closed}: Redeeming,
  isKnown: (id: string) => boolean,
  fresh: {readonly secret: string; readonly id: string; readonly now: number},
): Result<{readonly record: AccessRecord; readonly value: Redeemed}, Refusal> {
  const found = byToken(before, token, fresh.now)
  if (!found.ok) return found
  const {id, role, person: bound, further, by} = found.value
  if (bound === undefined && (isKnown(person.id) || isTaken(before, person.id))) return refused('taken')
  const became = bound ?? person
  const had = bound === undefined ? undefined : earlierOf(before, earlier, bound.id, fresh.now)
  const waited = bound === undefined || had !== undefined ? undefined : waitingOf(before, earlier, id)
  if (bound !== undefined && had === undefined && closed) return refused('closed')
  const isOnly = bound !== undefined && had === undefined && further === 'admin' && !hasDevice(before, bound.id, fresh.now)
  const waits = !(bound === undefined || had !== undefined || further === 'herself' || isOnly)
  // The same device is the same session: other pages of its browser go on.
  const same = had ?? waited
  const session: SessionRecord = {
    id: same?.id ?? fresh.id,
    hash: hashOf(fresh.secret),
    invitation: id,
    device,
    made: same?.made ?? fresh.now,
    used: fresh.now,
    ...(waits ? {waits} : {}),
  }
  const known = roleIn(before, became.id)
  const record: AccessRecord = {
    ...before,
    people: known === undefined ? [...before.people, {id: became.id, role}] : before.people,
    invitations: before.invitations.map(each => (each.id === id ? {...each, person: became} : each)),
    sessions: withRoom(
      before.sessions.filter(each => each.id !== same?.id),
      session,
    ),
    replaced: isOnly ? [...before.replaced, {at: fresh.now, by, person: became.id, device}] : before.replaced,
  }
  return ok({
    record,
    value: {session: fresh.secret, sessionId: session.id, person: {...became, role: known ?? role}, waits: waits ? deviceCode(session.id) : undefined},
  })
}

/** What shows that a device has been this person's: a session of hers that nobody ended. */
function earlierOf(record: AccessRecord, secret: string | undefined, person: string, now: number): SessionRecord | undefined {
  const {session, invitation} = secret === undefined ? {} : (bySecret(record, secret) ?? {})
  if (session === undefined || invitation?.person?.id !== person) return undefined
  return ['in', 'expired'].includes(standing(record, session.id, now)) ? session : undefined
}

/** The session with which a device waits already. */
function waitingOf(record: AccessRecord, secret: string | undefined, invitation: string): SessionRecord | undefined {
  const {session} = secret === undefined ? {} : (bySecret(record, secret) ?? {})
  return session?.waits && session.invitation === invitation ? session : undefined
}

function withRoom(sessions: readonly SessionRecord[], session: SessionRecord): SessionRecord[] {
  const most = session.waits ? MOST_WAITING : MOST_DEVICES
  const alike = sessions.filter(each => each.invitation === session.invitation && each.waits === session.waits).sort((a, b) => b.used - a.used)
  const dropped = new Set(alike.slice(most - 1).map(({id}) => id))
  return [...sessions.filter(({id}) => !dropped.has(id)), session]
}
