import {createHash} from 'node:crypto'
import type {Person, Role} from '../../core/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Invitation, InvitationWish} from '../../ipc/share-api.ts'
import type {AccessRecord, AccessRecords, InvitationRecord} from './access-record.ts'

const DAY = 86_400_000
/** A device that stays away longer has to open its invitation again. */
const SESSION_LASTS = 90 * DAY
/** A session's use is written down this often: exact to the day is enough, and writing at every request is not. */
const NOTED_EVERY = DAY
/** Ended invitations are kept so long, so that whoever still opens one is told what became of it. */
const ENDED_KEPT = 365 * DAY
const MOST_INVITATIONS = 2000
/** Devices of one invitation; one more signs out the one that was away longest. */
const MOST_DEVICES = 20

export type Refusal = 'unknown' | 'expired' | 'revoked' | 'taken' | 'unavailable'

export const REFUSALS: {readonly [R in Refusal]: string} = {
  unknown: 'This invitation is not known here. The link may be cut short, or for another project: copy all of it, or ask for a new one.',
  expired: 'This invitation has expired. Ask the person who sent it for a new one.',
  revoked: 'This invitation was revoked. Ask the person who sent it if that was not meant.',
  taken: 'Somebody with this identity is in the project already. Ask for a new link for yourself: People, then “New link” beside your name.',
  unavailable: 'Nobody can be let in at the moment. Tell the person who sent the invitation; the reason is on the screen where sharing was started.',
}

export type Redeemed = {readonly session: string; readonly sessionId: string; readonly person: Person}
export type Visit =
  | {readonly state: 'in'; readonly session: string; readonly person: Person}
  | {readonly state: 'out'; readonly why: 'unknown' | 'expired' | 'revoked'}

/** Who may come in from elsewhere, and as whom: personal invitations, and the sessions that devices got for them. */
export interface Invitations {
  make(wish: InvitationWish & {readonly by: string}): Promise<Result<{readonly id: string; readonly token: string}>>
  /** What an invitation is for, without using it. */
  look(token: string): Result<Pick<InvitationRecord, 'name' | 'role' | 'person'>, Refusal>
  /** Binds the invitation to this person if nobody redeemed it before; else she becomes that person. */
  redeem(given: {
    token: string
    person: {readonly id: string; readonly name: string}
    device: string
    isKnown(id: string): boolean
  }): Promise<Result<Redeemed, Refusal>>
  list(): Result<readonly Invitation[]>
  find(id: string): InvitationRecord | undefined
  revoke(id: string): Promise<Result<null>>
  visit(session: string): Visit
  /** Whether a session that was let in may stay. */
  why(sessionId: string): 'in' | 'unknown' | 'expired' | 'revoked'
  /** The role that this hub gives a person who comes from elsewhere; `undefined` for one who does not. What a project document says cannot raise it. */
  roleOf(person: string): Role | undefined
  /** Changes the role of somebody who came by invitation, here and with `write` in the project document: both or neither. */
  setRole(person: string, role: Role, write: () => Promise<Result<null>>): Promise<Result<null>>
  /** Ends changes of roles that a crash or a full disk left half done. `written` tells the role that the project document has. */
  settleRoles(written: (person: string) => Promise<Result<Role | undefined>>): Promise<void>
  /** Where colleagues reach the hub, for programs that make invitations beside it. */
  network(): AccessRecord['network']
  setNetwork(network: NonNullable<AccessRecord['network']>): Promise<Result<null>>
}

export function invitations(given: {records: AccessRecords; now: () => number; newId: () => string; newSecret: () => string}): Invitations {
  const {records, now} = given
  /** Roles that hold though `access.json` says otherwise: a change of them failed, and so did taking it back. */
  const undone = new Map<string, Role>()
  let last: Promise<unknown> = Promise.resolve()
  const current = (): AccessRecord => {
    const read = records.read()
    return read.ok ? read.value : {version: 1, invitations: [], sessions: []}
  }
  const change = (make: (record: AccessRecord) => AccessRecord): Promise<Result<null>> => records.change(record => ok({record: make(record), value: null}))
  /** Once somebody came in with it, she stays in after the day until which it may be opened. */
  const stateOf = ({id, revoked, expires}: InvitationRecord, {sessions}: AccessRecord): Invitation['state'] => {
    if (revoked !== undefined) return 'revoked'
    if (sessions.some(({invitation}) => invitation === id)) return 'used'
    return expires <= now() ? 'expired' : 'open'
  }

  const byToken = (record: AccessRecord, token: string): Result<InvitationRecord, Refusal> => {
    const found = record.invitations.find(({hash}) => hash === hashOf(token))
    if (found === undefined) return refused('unknown')
    if (found.revoked !== undefined) return refused('revoked')
    return found.expires <= now() ? refused('expired') : ok(found)
  }
  const why = (record: AccessRecord, sessionId: string): ReturnType<Invitations['why']> => {
    const session = record.sessions.find(({id}) => id === sessionId)
    if (session === undefined) return 'unknown'
    const invitation = record.invitations.find(({id}) => id === session.invitation)
    if (invitation?.revoked !== undefined) return 'revoked'
    if (invitation?.person === undefined) return 'unknown'
    return session.used + SESSION_LASTS <= now() ? 'expired' : 'in'
  }
  const roleOf = (person: string): Role | undefined => {
    const stated = current().invitations.findLast(each => each.person?.id === person && each.revoked === undefined)?.role
    return stated === undefined ? undefined : (undone.get(person) ?? stated)
  }
  const withRole = (record: AccessRecord, person: string, role: Role): AccessRecord => ({
    ...record,
    invitations: record.invitations.map(each => (each.person?.id === person ? {...each, role} : each)),
  })
  const settled = ({changing = [], ...record}: AccessRecord, person: string): AccessRecord => {
    const left = changing.filter(each => each.person !== person)
    return left.length === 0 ? record : {...record, changing: left}
  }
  const undo = async (person: string, before: Role): Promise<void> => {
    undone.set(person, before)
    const taken = await change(record => (record.changing?.some(each => each.person === person) ? settled(withRole(record, person, before), person) : record))
    if (taken.ok) undone.delete(person)
  }
  const setRole = async (person: string, role: Role, write: () => Promise<Result<null>>): Promise<Result<null>> => {
    const before = roleOf(person)
    if (before === undefined) return write()
    // The document comes second: its change is what makes connections ask anew what holds.
    const begun = await change(record => ({...withRole(record, person, role), changing: [...(settled(record, person).changing ?? []), {person, before}]}))
    if (!begun.ok) return begun
    undone.delete(person)
    const written = await write()
    if (written.ok) await change(record => settled(withRole(record, person, role), person))
    else await undo(person, before)
    return written
  }
  const noteUse = (sessionId: string): void => {
    void change(record => ({...record, sessions: record.sessions.map(each => (each.id === sessionId ? {...each, used: now()} : each))}))
  }

  return {
    make: async ({name, role, days, person, by}) => {
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
      }
      return records.change(before => {
        const used = new Set(before.sessions.map(({invitation}) => invitation))
        const kept = before.invitations.filter(each => (each.revoked ?? each.expires) + ENDED_KEPT > now() || (each.revoked === undefined && used.has(each.id)))
        const left = new Set(kept.map(({id}) => id))
        const sessions = before.sessions.filter(({invitation}) => left.has(invitation))
        if (kept.length >= MOST_INVITATIONS)
          return refused(`There are ${MOST_INVITATIONS} invitations already. Revoke those that are not needed any more; they go after a year.`)
        return ok({record: {...before, invitations: [...kept, made], sessions}, value: {id, token}})
      })
    },
    look: token => {
      const read = records.read()
      return read.ok ? byToken(read.value, token) : refused('unavailable')
    },
    redeem: async ({token, person, device, isKnown}) => {
      const session = given.newSecret()
      const sessionId = given.newId()
      let refusal: Refusal = 'unavailable'
      const redeemed = await records.change<Redeemed>(before => {
        const found = byToken(before, token)
        if (!found.ok) {
          refusal = found.error
          return refused('')
        }
        const {id, role, person: bound} = found.value
        if (bound === undefined && (isKnown(person.id) || before.invitations.some(each => each.person?.id === person.id))) {
          refusal = 'taken'
          return refused('')
        }
        const became = bound ?? person
        const mine = before.sessions.filter(each => each.invitation === id).sort((a, b) => b.used - a.used)
        const dropped = new Set(mine.slice(MOST_DEVICES - 1).map(each => each.id))
        const record: AccessRecord = {
          ...before,
          invitations: before.invitations.map(each => (each.id === id ? {...each, person: became} : each)),
          sessions: [
            ...before.sessions.filter(each => !dropped.has(each.id)),
            {id: sessionId, hash: hashOf(session), invitation: id, device, made: now(), used: now()},
          ],
        }
        return ok({record, value: {session, sessionId, person: {...became, role}}})
      })
      return redeemed.ok ? redeemed : refused(refusal)
    },
    list: () => {
      const read = records.read()
      if (!read.ok) return read
      const {sessions} = read.value
      return ok(
        read.value.invitations.map(each => ({
          id: each.id,
          name: each.name,
          role: undone.get(each.person?.id ?? '') ?? each.role,
          state: stateOf(each, read.value),
          expires: each.expires,
          ...(each.person === undefined ? {} : {person: each.person.id}),
          devices: sessions.filter(({invitation}) => invitation === each.id).map(({device}) => device),
        })),
      )
    },
    find: id => current().invitations.find(each => each.id === id),
    revoke: id =>
      records.change(record => {
        const found = record.invitations.find(each => each.id === id)
        if (found === undefined) return refused('There is no such invitation. Look at the list again; it may have changed.')
        if (found.revoked !== undefined) return ok({record, value: null})
        // Its sessions are kept: their devices are told why they are shut out.
        return ok({record: {...record, invitations: record.invitations.map(each => (each.id === id ? {...each, revoked: now()} : each))}, value: null})
      }),
    visit: secret => {
      const record = current()
      const hash = hashOf(secret)
      const session = record.sessions.find(each => each.hash === hash)
      const state = session === undefined ? 'unknown' : why(record, session.id)
      const invitation = record.invitations.find(({id}) => id === session?.invitation)
      if (state !== 'in' || session === undefined || invitation?.person === undefined) return {state: 'out', why: state === 'in' ? 'unknown' : state}
      if (session.used + NOTED_EVERY <= now()) noteUse(session.id)
      return {state: 'in', session: session.id, person: {...invitation.person, role: invitation.role}}
    },
    why: sessionId => why(current(), sessionId),
    roleOf,
    setRole: (person, role, write) => {
      const setting = last.then(() => setRole(person, role, write))
      last = setting.catch(() => undefined)
      return setting
    },
    settleRoles: async written => {
      for (const {person, before} of current().changing ?? []) {
        const says = await written(person)
        if (!says.ok) continue
        if (says.value === roleOf(person)) await change(record => settled(record, person))
        else await undo(person, before)
      }
    },
    network: () => current().network,
    setNetwork: network => change(record => ({...record, network})),
  }
}

/** The token has 256 random bits, so that its hash needs no salt and finding it by hash tells nothing by time. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
