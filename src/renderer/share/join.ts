import * as z from 'zod'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {roleShape} from '../../ipc/share-api.ts'
import type {InvitationLink} from '../../sync/invitation-link.ts'
import {SHARE_VERSION} from '../../sync/invitation-link.ts'
import {say} from '../ui/say.ts'

/** What an invitation is for, as the hub tells. `known`: it was opened before, and this is a further device. */
export type Invited = {
  readonly projectName: string
  readonly name: string
  readonly role: Role
  readonly known: boolean
  /** Somebody of this name is in the project already. */
  readonly namesake: boolean
  /** She has to say on another device that this one is hers; it has this code there. */
  readonly waits: string | undefined
}

const answer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    projectName: z.string(),
    person: z.object({id: z.string().exactOptional(), name: z.string(), role: roleShape}),
    namesake: z.boolean().default(false),
    waits: z.string().max(20).exactOptional(),
  }),
  z.object({ok: z.literal(false), error: z.string()}),
])

export const lookAt = (link: InvitationLink): Promise<Result<Invited>> => ask({v: SHARE_VERSION, project: link.projectId, token: link.token, wish: 'look'})

/** Afterwards this browser is signed in. */
export const joinAs = (link: InvitationLink, name: string, device: string): Promise<Result<Invited>> =>
  ask({v: SHARE_VERSION, project: link.projectId, token: link.token, wish: 'cookie', person: {name}, device})

/** Whether this browser is in by now. Tells nothing and takes nothing. */
export async function isIn(): Promise<boolean> {
  try {
    return (await fetch('/', {method: 'HEAD', cache: 'no-store'})).ok
  } catch {
    return false
  }
}

async function ask(body: object): Promise<Result<Invited>> {
  try {
    const response = await fetch('/join', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)})
    const parsed = answer.safeParse(await response.json())
    if (!parsed.success)
      return refused(say('This hub speaks another version of Claimlight than this page. Reload the page; if that does not help, ask for a new invitation.'))
    if (!parsed.data.ok) return parsed.data
    const {projectName, person, namesake, waits} = parsed.data
    return ok({projectName, name: person.name, role: person.role, known: person.id !== undefined, namesake, waits})
  } catch {
    return refused(
      say('The computer that shares this project does not answer. Check that you are on the same network and that it is still shared, then reload this page.'),
    )
  }
}

/** What a device is called in the list of those who shared the project: "Firefox on Windows". */
export function deviceName(userAgent: string): string {
  const browser = [/Edg\//, /Firefox\//, /Chrome\//, /Safari\//].findIndex(each => each.test(userAgent))
  const name = ['Edge', 'Firefox', 'Chrome', 'Safari'][browser] ?? say('A browser')
  const system = (['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const).find(each => userAgent.includes(each))
  return system === undefined ? name : say('{browser} on {system}', {browser: name, system: system === 'Mac OS' ? 'macOS' : system})
}
