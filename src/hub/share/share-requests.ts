import type {Person, Role} from '../../core/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ElsewhereStatus, MadeInvitation, ShareApi, ShareStatus} from '../../ipc/share-api.ts'
import {NOWHERE_ELSE} from '../../ipc/share-api.ts'
import type {Project} from '../../project/project.ts'
import {formatInvitation} from '../../sync/invitation-link.ts'
import type {Members} from '../members.ts'
import {localAddresses} from './origins.ts'
import type {Sharing} from './sharing.ts'
import {SHARED_ELSEWHERE} from './sharing.ts'

const MANY_ADMINS = 'A project needs somebody who runs it. Make somebody else an admin first.'

/** What one person may ask about sharing. `owners`: whose computer the project is on; `local`: this person sits at it. */
export function shareRequests(given: {
  sharing: Sharing
  projectId: string
  project: Project
  people: Members
  person: Person
  owners: ReadonlySet<string>
  local: boolean
  changeProject: (make: (project: Project) => void) => Promise<Result<null>>
  /** Whether an independent round is closed. */
  isBlind: () => boolean
  elsewhere: () => ElsewhereStatus
}): ShareApi {
  const {sharing, project, people, person, owners} = given
  const {invitations} = sharing
  const isOwner = owners.has(person.id) && person.role === 'admin'
  const me = (): Person => people.current(person)

  const mayInvite = (role: Role): Result<null> => {
    const mine = me().role
    if (mine === 'admin' || (mine === 'curator' && (role === 'annotator' || role === 'reader'))) return ok(null)
    if (mine === 'curator') return refused('Curators invite annotators and readers. Ask an admin of this project for more.')
    return refused('Only admins and curators of this project may do that. Ask one of them.')
  }
  const isGuest = (): boolean => given.elsewhere().upstream.state !== 'none'
  // In a guest's copy the role of the computer's owner too is what the project's hub made it.
  const roleIn = (id: string): Role | undefined => (owners.has(id) && !isGuest() ? 'admin' : (invitations.roleOf(id) ?? project.people.get(id)?.role))
  /** Whether somebody else still runs the project when this person does not any more. */
  const hasOtherAdmin = (id: string, exceptInvitation?: string): boolean => {
    if ([...owners].some(each => each !== id)) return true
    const listed = invitations.list()
    return listed.ok && listed.value.some(each => each.state === 'used' && each.role === 'admin' && each.person !== id && each.id !== exceptInvitation)
  }
  // Paths, files and other hubs are nobody's business but hers whose computer it is.
  const status = (): ShareStatus => ({
    network: sharing.status(),
    addresses: isOwner ? localAddresses() : [],
    ...(given.local ? given.elsewhere() : NOWHERE_ELSE),
  })
  const ownersOnly = async (act: () => Promise<Result<unknown>>): Promise<Result<ShareStatus>> => {
    if (!isOwner) return refused('Sharing is started and stopped on the computer that the project is on.')
    const done = await act()
    return done.ok ? ok(status()) : done
  }

  return {
    shareStatus: async () => ok(status()),
    startSharing: wish => ownersOnly(() => sharing.start(wish)),
    stopSharing: () => ownersOnly(async () => ok(await sharing.stop())),
    discover: async () => (isOwner ? ok(await sharing.discover()) : refused('Hubs nearby are looked for on the computer that the project is on.')),
    invite: async wish => {
      if (isGuest()) return refused(SHARED_ELSEWHERE)
      const role = wish.person === undefined ? wish.role : roleIn(wish.person)
      if (role === undefined) return refused('This person is not in the project any more. Invite somebody new.')
      const allowed = mayInvite(role)
      if (!allowed.ok) return allowed
      return makeInvitation(sharing, given, {...wish, role, name: project.people.get(wish.person ?? '')?.name ?? wish.name, by: person.id})
    },
    invitations: async () => {
      const allowed = mayInvite('reader')
      if (!allowed.ok) return allowed
      return invitations.list()
    },
    revokeInvitation: async id => {
      const found = invitations.find(id)
      const allowed = mayInvite(found?.role ?? 'reader')
      if (!allowed.ok) return allowed
      const holder = found?.person?.id
      if (found?.role === 'admin' && holder !== undefined && !hasOtherAdmin(holder, id)) return refused(MANY_ADMINS)
      const revoked = await invitations.revoke(id)
      sharing.shutOut()
      return revoked
    },
    people: async () => {
      // Who works when says something of her work, so in a closed round nobody is told.
      const here = mayInvite('reader').ok && !given.isBlind() ? sharing.connected() : new Set<string>()
      return ok(
        project.people
          .all()
          .map(each => ({
            id: each.id,
            name: project.displayName(each.id) ?? each.name,
            role: roleIn(each.id) ?? each.role,
            connected: here.has(each.id),
            owner: owners.has(each.id),
            ...newKeyOf(project, each.id),
          }))
          .sort((a, b) => a.name.localeCompare(b.name, 'en')),
      )
    },
    setRole: async (id, role) => {
      if (me().role !== 'admin') return refused('Only an admin of this project may change roles. Ask one of them.')
      const known = project.people.get(id)
      if (known === undefined) return refused('This person is not in the project.')
      if (owners.has(id)) return refused(`The project is on ${known.name}’s computer, so ${known.name} stays its admin.`)
      if (roleIn(id) === 'admin' && role !== 'admin' && !hasOtherAdmin(id)) return refused(MANY_ADMINS)
      const set = await invitations.setRole(id, role, () => given.changeProject(({people: written}) => written.patch(id, {role})))
      // She may have come in with the new role while it was not yet known that it cannot be written.
      if (!set.ok) sharing.askAgain(id)
      return set
    },
  }
}

/** Since when another key than her first signs for this person. */
function newKeyOf(project: Project, person: string): {readonly newKey?: number} {
  const times = project.keys.all().flatMap(key => (key.person === person ? [key.at] : []))
  return times.length > 1 ? {newKey: Math.max(...times)} : {}
}

/** Makes an invitation with the addresses at which the hub is reached now, or was last. */
export async function makeInvitation(
  sharing: Pick<Sharing, 'invitations' | 'status'>,
  of: {readonly projectId: string; readonly project: Project},
  wish: {readonly name: string; readonly role: Role; readonly days: number; readonly person?: string; readonly by: string},
): Promise<Result<MadeInvitation>> {
  const now = sharing.status()
  const place = now.state === 'on' ? now : sharing.invitations.network()
  if (place === undefined) return refused('Share the project first: an invitation says where colleagues reach it.')
  const made = await sharing.invitations.make(wish)
  if (!made.ok) return made
  const {id, token} = made.value
  return ok({id, ...formatInvitation({projectId: of.projectId, projectName: of.project.name(), origins: place.origins, fingerprint: place.fingerprint, token})})
}
