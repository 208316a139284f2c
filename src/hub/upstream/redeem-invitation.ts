import * as z from 'zod'
import {jsonValue} from '../../core/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {SHARE_VERSION} from '../../sync/invitation-link.ts'
import {hubPoster} from './hub-poster.ts'
import type {UpstreamSettings} from './upstream-settings.ts'

const answer = z.union([
  z.object({
    ok: z.literal(true),
    projectId: z.string(),
    session: z.string().min(1).max(200),
    person: z.object({id: z.string().min(1).max(64), name: z.string()}),
  }),
  z.object({ok: z.literal(false), error: z.string()}),
])

const NOT_A_HUB = 'does not answer as a hub of Claimlight does. Update Claimlight, or ask for an invitation made with the same version as yours.'

/** Redeems an invitation for this device, at the first of its addresses that answers. Refused: the invitation is as it was. */
export async function redeemInvitation(
  link: InvitationLink,
  device: {readonly person: {readonly id: string; readonly name: string}; readonly name: string},
): Promise<Result<UpstreamSettings>> {
  const poster = hubPoster(link.fingerprint)
  const body = new TextEncoder().encode(
    JSON.stringify({
      v: SHARE_VERSION,
      project: link.projectId,
      token: link.token,
      wish: 'session',
      person: {id: device.person.id, name: device.person.name},
      device: device.name,
    }),
  )
  let problem = 'This invitation names no address. Ask for a new one.'
  try {
    for (const origin of link.origins) {
      const posted = await poster.post(origin, '/join', {'content-type': 'application/json'}, body)
      if (!posted.ok) {
        problem =
          posted.error.kind === 'offline'
            ? `The hub at ${origin} does not answer. Check that this computer is on the same network, or connected to the internet, and that the project is still shared; then open the invitation again.`
            : posted.error.why
        continue
      }
      const said = answer.safeParse(jsonValue(new TextDecoder().decode(posted.value.body))).data
      if (said?.ok === false) return refused(said.error)
      if (said === undefined || said.projectId !== link.projectId) {
        problem = `What is at ${origin} ${NOT_A_HUB}`
        continue
      }
      // The address that answered comes first from now on.
      const origins = [origin, ...link.origins.filter(each => each !== origin)]
      return ok({origins, fingerprint: link.fingerprint, session: said.session, owner: device.person.id, person: said.person})
    }
    return refused(problem)
  } finally {
    poster.close()
  }
}
