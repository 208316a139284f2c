import {createHash, createHmac, randomBytes, timingSafeEqual} from 'node:crypto'
import type {IncomingMessage} from 'node:http'

/** One person's way in to a served project: links that each work once in a browser, and the cookie they are exchanged for. */
export interface SignIn {
  /** Path and query of a new link. `onUsed` is told when somebody signed in with it. */
  newLink(onUsed?: () => void): string
  /** What came of a visit to a link: the cookie to set, or why there is none. `here`: this browser is signed in already. */
  visit(token: string | null, request: IncomingMessage): {readonly cookie: string} | 'here' | 'wrong' | 'too-often'
  isSignedIn(request: IncomingMessage): boolean
  /** Whether a program that asks for another link at `origin` knows the secret in the cookie. */
  isProven(proof: string, origin: string): boolean
}

/** So many wrong tokens within a minute and for the rest of it wrong ones are told to wait. */
const WRONG_PER_MINUTE = 30
/** Milliseconds: long enough to copy a link to a browser, too short for one that is found in a log or a list of processes. */
const LINK_LASTS = 10 * 60_000
/** Milliseconds that a proof is good for. */
const PROOF_LASTS = 60_000
/** Links that wait to be used; one more ends the oldest. */
const MOST_LINKS = 20

/** A secret of 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Cookies do not know ports: two projects served on one machine must not sign each other out. */
const cookieNameOf = (projectId: string): string => `claimlight-${createHash('sha256').update(projectId).digest('hex').slice(0, 16)}`

/** `session` is the secret in the cookie: the same as before lets windows come back that were open. */
export function signIn(projectId: string, now: () => number, session: string): SignIn {
  const name = cookieNameOf(projectId)
  let links: readonly {readonly token: string; readonly until: number; readonly onUsed: () => void}[] = []
  let wrong = 0
  let since = now()
  const isSignedIn = (request: IncomingMessage): boolean =>
    (request.headers.cookie ?? '').split(';').some(part => {
      const [key, value] = part.trim().split('=', 2)
      return key === name && value !== undefined && equal(value, session)
    })
  return {
    newLink: (onUsed = () => undefined) => {
      const token = newSecret()
      links = [...links, {token, until: now() + LINK_LASTS, onUsed}].slice(-MOST_LINKS)
      return `/sign-in?token=${token}`
    },
    visit: (given, request) => {
      if (now() - since > 60_000) {
        since = now()
        wrong = 0
      }
      // Wrong ones never keep out whoever has a right one.
      const link = given === null ? undefined : links.find(({token, until}) => until > now() && equal(given, token))
      if (link !== undefined) {
        links = links.filter(each => each !== link)
        link.onUsed()
        return {cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`}
      }
      if (isSignedIn(request)) return 'here'
      if (wrong >= WRONG_PER_MINUTE) return 'too-often'
      wrong++
      return 'wrong'
    },
    isSignedIn,
    isProven: (proof, origin) => {
      const [time = ''] = proof.split('.')
      return Math.abs(now() - Number(time)) < PROOF_LASTS && equal(proof, proofOf(session, origin, Number(time)))
    },
  }
}

/** Shows that one knows the secret in the cookie without telling it: whatever listens at `origin` by now could use it at the hub itself. */
export const proofOf = (session: string, origin: string, time: number): string =>
  `${time}.${createHmac('sha256', session).update(`sign-in ${origin} ${time}`).digest('base64url')}`

/** Compared by hash, so that neither length nor content shows in the time it takes. */
export function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
