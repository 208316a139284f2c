import type * as z from 'zod'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {hubPoster} from './hub-poster.ts'

const NOT_A_HUB = 'does not answer as a hub of Claimlight does. Update Claimlight, or ask for an invitation made with the same version as yours.'

/** Posts to `/join` at the first of an invitation's addresses that answers as its project's hub. */
export async function postToHub<T extends {readonly projectId: string}>(
  link: InvitationLink,
  fields: object,
  shape: z.ZodType<(T & {readonly ok: true}) | {readonly ok: false; readonly error: string}>,
  headersFor: (origin: string) => {readonly [name: string]: string} = () => ({}),
): Promise<Result<{readonly origin: string; readonly said: T}>> {
  const poster = hubPoster(link.fingerprint)
  const body = new TextEncoder().encode(JSON.stringify(fields))
  let problem = 'This invitation names no address. Ask for a new one.'
  try {
    for (const origin of link.origins) {
      const posted = await poster.post(origin, '/join', {'content-type': 'application/json', ...headersFor(origin)}, body)
      if (!posted.ok) {
        problem =
          posted.error.kind === 'offline'
            ? `The hub at ${origin} does not answer. Check that this computer is on the same network, or connected to the internet, and that the project is still shared; then open the invitation again.`
            : posted.error.why
        continue
      }
      const said = shape.safeParse(jsonValue(new TextDecoder().decode(posted.value.body))).data
      if (said?.ok === false) return refused(said.error)
      if (said === undefined || said.projectId !== link.projectId) {
        problem = `What is at ${origin} ${NOT_A_HUB}`
        continue
      }
      return ok({origin, said})
    }
    return refused(problem)
  } finally {
    poster.close()
  }
}
