import {message} from '../../core/language/message.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'

/** Whom somebody may invite, and whose invitations she may revoke. */
export function mayInvite(mine: Role | undefined, role: Role): Result<null> {
  if (mine === 'admin' || (mine === 'curator' && (role === 'annotator' || role === 'reader'))) return ok(null)
  if (mine === 'curator') return refused(message('Curators invite annotators and readers. Ask an admin of this project for more.'))
  return refused(message('Only admins and curators of this project may do that. Ask one of them.'))
}
