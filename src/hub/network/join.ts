import type {ServerResponse} from 'node:http'
import * as z from 'zod'
import {saidAlso} from '../../ipc/revived.ts'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import {nameShape} from '../../core/person/name.ts'
import {isKey} from '../../core/json/key.ts'
import {SHARE_VERSION} from '../../sync/invitation-link.ts'
import type {Invitations} from './invitations.ts'
import type {Redeemed, Refusal} from './redeem.ts'
import {REFUSALS} from './redeem.ts'

const secret = z.string().min(1).max(200)
const versioned = z.object({v: z.number().int()})
const look = z.strictObject({v: z.literal(SHARE_VERSION), project: z.string().max(128), token: secret, wish: z.literal('look')})
const redeem = z.strictObject({
  v: z.literal(SHARE_VERSION),
  project: z.string().max(128),
  token: secret,
  /** `cookie` for a browser, `session` for another hub, which keeps the secret itself. */
  wish: z.enum(['cookie', 'session']),
  person: z.strictObject({id: z.string().min(1).max(64).refine(isKey).exactOptional(), name: nameShape}),
  device: nameShape,
})
const shape = z.discriminatedUnion('wish', [look, redeem])

type JoinRefusal = Refusal | 'malformed' | 'version' | 'foreign' | 'too-often'

const SENTENCES: {readonly [R in JoinRefusal]: Message} = {
  ...REFUSALS,
  malformed: message('This is not a whole invitation link. Copy all of it from the message you were sent, or ask for a new one.'),
  version: message('This hub speaks another version of Claimlight than yours. Update Claimlight here and there, then open the invitation again.'),
  foreign: message('This invitation is for another project than the one that is shared here. Ask the person who sent it for a new one.'),
  'too-often': message('Too many invitations were tried from this address. Wait a minute, then open your link again.'),
}

/** What `POST /join` answers, as JSON. */
export type JoinAnswer =
  | {
      readonly ok: true
      readonly v: number
      readonly projectId: string
      readonly projectName: string
      readonly person: Pick<Person, 'name' | 'role'> & {readonly id?: string}
      /** Somebody of this name is in the project already: whoever opens a new invitation may be the same person. */
      readonly namesake?: true
      readonly session?: string
      /** The device is in once she says on another one that it is hers; it has this code there. */
      readonly waits?: string
    }
  | {readonly ok: false; readonly v: number; readonly reason: JoinRefusal; readonly error: string; readonly said: Message}

const STATUS: {readonly [R in JoinRefusal]: number} = {
  malformed: 400,
  version: 409,
  foreign: 404,
  unknown: 404,
  expired: 410,
  revoked: 403,
  held: 403,
  taken: 409,
  closed: 403,
  unavailable: 503,
  'too-often': 429,
}

/** Bytes of an invitation that is sent in. */
export const LARGEST_JOIN = 8192

/** What somebody is told who has no invitation. */
const GUESSES: ReadonlySet<JoinRefusal> = new Set(['malformed', 'version', 'foreign', 'unknown'])

/** Lets people in by their invitations: `POST /join` with what {@link shape} says. `cookie` makes a browser's cookie of a session. */
export function joining(given: {
  invitations: Invitations
  projectId: string
  projectName: () => string
  newId: () => string
  isKnown: (person: string) => boolean
  hasNamesake: (name: string) => boolean
  hasClosedWork: (person: string) => Promise<boolean>
  /** Enters the person into the project; a sentence when that cannot be written. */
  enter: (person: Person) => Promise<{readonly ok: boolean}>
  cookie: (redeemed: Redeemed) => string
}): {
  /** `earlier`: the secret that this device has from before. */
  answer(body: unknown, earlier: string | undefined, response: ServerResponse, mayTry: boolean): Promise<JoinRefusal | 'ok'>
} {
  const {invitations, projectId} = given

  const outcome = async (body: unknown, earlier: string | undefined): Promise<{answer: JoinAnswer; redeemed?: Redeemed}> => {
    const refuse = (reason: JoinRefusal) => ({answer: {ok: false, v: SHARE_VERSION, reason, ...saidAlso(SENTENCES[reason])} as const})
    const version = versioned.safeParse(body)
    if (version.success && version.data.v !== SHARE_VERSION) return refuse('version')
    const parsed = shape.safeParse(body)
    if (!parsed.success) return refuse('malformed')
    const asked = parsed.data
    if (asked.project !== projectId) return refuse('foreign')
    const accept = (person: Pick<Person, 'name' | 'role'> & {readonly id?: string}, session?: string, waits?: string): JoinAnswer => ({
      ok: true,
      v: SHARE_VERSION,
      projectId,
      projectName: given.projectName(),
      person,
      ...(session === undefined ? {} : {session}),
      ...(waits === undefined ? {} : {waits}),
    })
    const seen = invitations.look(asked.token)
    if (!seen.ok) return refuse(seen.error)
    const {name, role, person} = seen.value
    if (asked.wish === 'look') {
      const namesake = person === undefined && given.hasNamesake(name) ? ({namesake: true} as const) : {}
      return {answer: {...accept(person === undefined ? {name, role} : {...person, role}), ...namesake}}
    }
    const redeemed = await invitations.redeem({
      token: asked.token,
      person: {id: asked.person.id ?? given.newId(), name: asked.person.name},
      device: asked.device,
      earlier,
      closed: person !== undefined && (await given.hasClosedWork(person.id)),
      isKnown: given.isKnown,
    })
    if (!redeemed.ok) return refuse(redeemed.error)
    const {waits, session} = redeemed.value
    const entered = waits !== undefined ? {ok: true} : await given.enter(redeemed.value.person)
    if (!entered.ok) return refuse('unavailable')
    return {answer: accept(redeemed.value.person, asked.wish === 'session' ? session : undefined, waits), redeemed: redeemed.value}
  }
  return {
    answer: async (body, earlier, response, mayTry) => {
      const {answer: said, redeemed} = await outcome(body, earlier)
      // A right link works however many wrong ones came from the same address.
      const isGuess = !said.ok && GUESSES.has(said.reason)
      const answer = mayTry || !isGuess ? said : ({ok: false, v: SHARE_VERSION, reason: 'too-often', ...saidAlso(SENTENCES['too-often'])} as const)
      if (redeemed !== undefined && answer.ok && answer.session === undefined) response.setHeader('Set-Cookie', given.cookie(redeemed))
      const text = JSON.stringify(answer)
      response.writeHead(answer.ok ? 200 : STATUS[answer.reason], {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text)})
      response.end(text)
      return answer.ok ? 'ok' : answer.reason
    },
  }
}
