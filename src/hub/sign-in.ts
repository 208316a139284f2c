import {createHash, randomBytes, timingSafeEqual} from 'node:crypto'
import type {IncomingMessage} from 'node:http'

/** One person's way in to a served project: a link that is used in a browser, and the cookie it is exchanged for. */
export interface SignIn {
  /** Path and query of the link. */
  readonly path: string
  /** What came of a visit to the link: the cookie to set, or why there is none. */
  visit(token: string | null): {readonly cookie: string} | 'wrong' | 'too-often'
  isSignedIn(request: IncomingMessage): boolean
}

/** So many wrong tokens within a minute and for the rest of it wrong ones are told to wait. */
const WRONG_PER_MINUTE = 30

/** A secret of 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** `session` is the secret in the cookie: the same as before lets windows come back that were open. */
export function signIn(projectId: string, now: () => number, session: string): SignIn {
  const token = newSecret()
  // Cookies do not know ports: two projects served on one machine must not sign each other out.
  const name = `claimlight-${createHash('sha256').update(projectId).digest('hex').slice(0, 16)}`
  let wrong = 0
  let since = now()
  return {
    path: `/sign-in?token=${token}`,
    visit: given => {
      if (now() - since > 60_000) {
        since = now()
        wrong = 0
      }
      // Wrong ones never keep out whoever has the right one.
      if (given !== null && equal(given, token)) return {cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`}
      if (wrong >= WRONG_PER_MINUTE) return 'too-often'
      wrong++
      return 'wrong'
    },
    isSignedIn: request =>
      (request.headers.cookie ?? '').split(';').some(part => {
        const [key, value] = part.trim().split('=', 2)
        return key === name && value !== undefined && equal(value, session)
      }),
  }
}

/** Compared by hash, so that neither length nor content shows in the time it takes. */
export function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
