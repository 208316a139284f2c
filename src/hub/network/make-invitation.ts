import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {MadeInvitation} from '../../ipc/share-api.ts'
import type {Project} from '../../project/project.ts'
import {formatInvitation} from '../../sync/invitation-link.ts'
import type {InvitationRecord} from './access-record.ts'
import type {Sharing} from './sharing.ts'

/** Makes an invitation with the addresses at which the hub is reached now, or was last. */
export async function makeInvitation(
  sharing: Pick<Sharing, 'invitations' | 'status'>,
  of: {readonly projectId: string; readonly project: Project},
  wish: {readonly name: string; readonly role: Role; readonly days: number; readonly person?: string} & Pick<InvitationRecord, 'by' | 'further'>,
  allowed: Parameters<Sharing['invitations']['make']>[1] = () => ok(null),
): Promise<Result<MadeInvitation>> {
  const now = sharing.status()
  const place = now.state === 'on' ? now : sharing.invitations.network()
  if (place === undefined) return refused(message('Share the project first: an invitation says where colleagues reach it.'))
  const made = await sharing.invitations.make(wish, allowed)
  if (!made.ok) return made
  const {id, token} = made.value
  return ok({id, ...formatInvitation({projectId: of.projectId, projectName: of.project.name(), origins: place.origins, fingerprint: place.fingerprint, token})})
}
