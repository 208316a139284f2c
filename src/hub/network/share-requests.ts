import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {NetworkSharing, ShareApi, ShareStatus} from '../../ipc/share-api.ts'
import {NOWHERE_ELSE} from '../../ipc/share-api.ts'
import {deviceRequests} from './device-requests.ts'
import {localAddresses} from './origins.ts'
import type {Acting} from './roles.ts'
import type {Project} from '../../project/project.ts'
import {joinRequests} from './join-requests.ts'
import {makeInvitation} from './make-invitation.ts'
import {mayInvite} from './may-invite.ts'
import type {ShareContext} from './share-context.ts'
import {SHARED_ELSEWHERE} from './sharing.ts'
import {roleIn, standing} from './standing.ts'

/** What one person may ask about sharing. */
export function shareRequests(given: ShareContext): ShareApi {
  const {sharing, project, people, person, stay} = given
  const {invitations, roles, devices} = sharing
  /** Whose computer the project is on, at that computer. */
  const isHost = person.role === 'admin'
  const isGuest = (): boolean => given.elsewhere().upstream.state !== 'none'
  const as: Acting = record => {
    if (isGuest()) return people.current(person).role
    if (isHost) return 'admin'
    if (stay !== undefined && standing(record, stay.session, given.now()) !== 'in') return undefined
    return roleIn(record, person.id) ?? person.role
  }
  const me = (): Role => people.current(person).role
  // Paths, files and other hubs are nobody's business but hers whose computer it is.
  const status = (): ShareStatus => ({
    network: forHost(sharing.status()),
    addresses: isHost ? localAddresses() : [],
    ...(given.local ? given.elsewhere() : NOWHERE_ELSE),
  })
  const forHost = (network: NetworkSharing): NetworkSharing => (isHost || network.state === 'on' ? network : {state: 'off'})
  const hostOnly = async (act: () => Promise<Result<unknown>>): Promise<Result<ShareStatus>> => {
    if (!isHost) return refused(message('Sharing is started and stopped on the computer that the project is on.'))
    const done = await act()
    return done.ok ? ok(status()) : done
  }

  return {
    shareStatus: async () => ok(status()),
    startSharing: wish => hostOnly(() => sharing.startForGood(wish)),
    stopSharing: () => hostOnly(() => sharing.stopForGood()),
    discover: async () => (isHost ? ok(await sharing.discover()) : refused(message('Hubs nearby are looked for on the computer that the project is on.'))),
    invite: async ({person: further, ...wish}) => {
      if (isGuest()) return refused(SHARED_ELSEWHERE)
      const by = person.id
      if (further === undefined) return makeInvitation(sharing, given, {...wish, by}, record => mayInvite(as(record), wish.role))
      if (me() !== 'admin')
        return refused(
          message('A link for another device of somebody in the project is made by that person: Share, then Your devices. An admin may make one, too.'),
        )
      const known = project.people.get(further)
      if (known === undefined) return refused(message('This person is not in the project any more. Invite somebody new.'))
      if (sharing.joins.all().some(each => each.person === further))
        return refused(message('This person is joined with another one. Make the link beside that one.'))
      if (await given.hasClosedWork(further)) return refused(CLOSED_LINK)
      return makeInvitation(
        sharing,
        given,
        {...wish, role: roles.roleOf(further) ?? wish.role, name: known.name, by, person: further, further: further === by ? 'herself' : 'admin'},
        record => (as(record) === 'admin' ? ok(null) : mayInvite(undefined, 'admin')),
      )
    },
    invitations: async () => {
      const allowed = mayInvite(me(), 'reader')
      return allowed.ok ? invitations.list() : allowed
    },
    revokeInvitation: id => invitations.revoke(id, as),
    letBackIn: id => invitations.letBackIn(id, as),
    people: async () => {
      const mine = me()
      // Who works when says something of her work, so in a closed round nobody is told.
      const here = mayInvite(mine, 'reader').ok && !given.isBlind() ? sharing.connected() : new Set<string>()
      const told = (id: string) => {
        if (mine !== 'admin' || isGuest()) return {}
        const hers = devices.of(id, undefined)
        return {
          devices: hers.filter(({waits}) => !waits).length,
          waiting: hers.filter(({waits}) => waits).map(({id, name, since, code}) => ({id, name, since, code})),
        }
      }
      return ok(
        project.people
          .all()
          .map(({id, name}) => {
            const role = isGuest() ? people.shown(id) : roles.roleOf(id)
            return {
              id,
              name: project.displayName(id) ?? name,
              role: role ?? 'reader',
              member: role !== undefined,
              connected: here.has(id),
              owner: roles.isOwner(id),
              ...told(id),
              ...newKeyOf(project, id),
              ...joinedOf(project, id),
            }
          })
          .sort((a, b) => a.name.localeCompare(b.name, 'en')),
      )
    },
    setRole: async (id, role) => {
      const known = project.people.get(id)
      if (me() === 'admin' && known === undefined) return refused(message('This person is not in the project.'))
      if (me() === 'admin' && known !== undefined && roles.isOwner(id))
        return refused(message('The project is on {person}’s computer, so {person} stays its admin.', {person: known.name}))
      const set = await roles.set(id, role, as)
      // What the project says is a copy to show; where it cannot be written now, it is at the next start.
      if (set.ok) await given.changeProject(({people: written}) => written.patch(id, {role}))
      return set
    },
    ...deviceRequests(given, {as, isGuest}),
    ...joinRequests(given, {as, isGuest}),
  }
}

function joinedOf({joins, people}: Project, person: string): {readonly joined?: readonly {readonly id: string; readonly name: string}[]} {
  const joined = [...joins.joinedWith(person)].map(id => ({id, name: people.get(id)?.name ?? id}))
  return joined.length === 0 ? {} : {joined}
}

/** Since when another key than her first signs for this person. */
function newKeyOf(project: Project, person: string): {readonly newKey?: number} {
  const times = project.keys.all().flatMap(key => (key.person === person ? [key.at] : []))
  return times.length > 1 ? {newKey: Math.max(...times)} : {}
}

const CLOSED_LINK = message(
  'This person has work in an independent round that is not opened yet. Until it is, no further device gets in as this person, so that nobody reads it before. The work stays closed and is kept.',
)
