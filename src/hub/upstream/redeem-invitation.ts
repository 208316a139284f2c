import * as z from 'zod'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import {roleShape} from '../../ipc/share-api.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {SHARE_VERSION} from '../../sync/invitation-link.ts'
import {postToHub, REFUSED} from './post-to-hub.ts'
import type {UpstreamSettings} from './upstream-settings.ts'

const answer = z.union([
  z.object({
    ok: z.literal(true),
    projectId: z.string(),
    session: z.string().min(1).max(200),
    waits: z.string().max(20).exactOptional(),
    person: z.object({id: z.string().min(1).max(64), name: z.string(), role: roleShape}),
  }),
  REFUSED,
])

/**
 * Redeems an invitation for this device, at the first of its addresses that answers. Refused: the invitation is as it was.
 * `before`: how it came in until now, which shows the same hub that the device is not a new one; another hub is not told.
 */
export async function redeemInvitation(
  link: InvitationLink,
  device: {readonly person: {readonly id: string; readonly name: string}; readonly name: string},
  before?: UpstreamSettings,
): Promise<Result<{readonly upstream: UpstreamSettings; readonly waits: string | undefined}>> {
  const {id, name} = device.person
  const fields = {v: SHARE_VERSION, project: link.projectId, token: link.token, wish: 'session', person: {id, name}, device: device.name}
  const known = (origin: string) =>
    before !== undefined && before.fingerprint === link.fingerprint && before.origins.includes(origin) ? {authorization: `Bearer ${before.session}`} : {}
  const posted = await postToHub(link, fields, answer, known)
  if (!posted.ok) return posted
  const {origin, said} = posted.value
  // The address that answered comes first from now on.
  const origins = [origin, ...link.origins.filter(each => each !== origin)]
  const {role, ...person} = said.person
  const upstream = {origins, fingerprint: link.fingerprint, session: said.session, owner: id, person: {id: person.id, name: person.name}, role}
  return ok({upstream, waits: said.waits})
}
