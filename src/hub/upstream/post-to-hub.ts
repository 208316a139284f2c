import * as z from 'zod'
import type {Carried} from '../../ipc/revived.ts'
import {revivedSentence} from '../../ipc/revived.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {hubPoster} from './hub-poster.ts'

/** How a hub says that it does not take an invitation. */
export const REFUSED = z.object({ok: z.literal(false), error: z.string(), said: z.unknown()})

/** Posts to `/join` at the first of an invitation's addresses that answers as its project's hub. */
export async function postToHub<T extends {readonly projectId: string}>(
  link: InvitationLink,
  fields: object,
  shape: z.ZodType<(T & {readonly ok: true}) | Carried>,
  headersFor: (origin: string) => {readonly [name: string]: string} = () => ({}),
): Promise<Result<{readonly origin: string; readonly said: T}>> {
  const poster = hubPoster(link.fingerprint)
  const body = new TextEncoder().encode(JSON.stringify(fields))
  let problem: Sentence = message('This invitation names no address. Ask for a new one.')
  try {
    for (const origin of link.origins) {
      const posted = await poster.post(origin, '/join', {'content-type': 'application/json', ...headersFor(origin)}, body)
      if (!posted.ok) {
        problem =
          posted.error.kind === 'offline'
            ? message(
                'The hub at {origin} does not answer. Check that this computer is on the same network, or connected to the internet, and that the project is still shared; then open the invitation again.',
                {origin},
              )
            : posted.error.why
        continue
      }
      const said = shape.safeParse(jsonValue(new TextDecoder().decode(posted.value.body))).data
      if (said?.ok === false) return refused(revivedSentence(said))
      if (said === undefined || said.projectId !== link.projectId) {
        problem = message(
          'What is at {origin} does not answer as a hub of Claimlight does. Update Claimlight, or ask for an invitation made with the same version as yours.',
          {origin},
        )
        continue
      }
      return ok({origin, said})
    }
    return refused(problem)
  } finally {
    poster.close()
  }
}
