import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
/** How this hub gets in at another one, for one person. */
export interface UpstreamAccess {
  /** `https://host:port` each, tried one after the other; plain `http:` on this machine only. They, too, change with {@link renew}. */
  readonly origins: readonly string[]
  /** SHA-256 of the hub's certificate, base64url; empty when an authority vouches for it. */
  readonly fingerprint: string
  /** Sent with every request and with the socket: they hold the secret. */
  headers(): {readonly [name: string]: string}
  /** Whether there is another way in since: the same person was invited again meanwhile. */
  renew?(): Promise<boolean>
}

/**
 * Why the other hub is not reached. `offline` ends by itself; `refused` is for a person to act on; `said`: it answered,
 * and refused this one request.
 */
export type UpstreamProblem = {readonly kind: 'offline' | 'refused' | 'said'; readonly why: Sentence}

export const unreachable = (origin: string): UpstreamProblem => ({
  kind: 'offline',
  why: message('The hub at {origin} does not answer. Your work is saved here and shared as soon as it answers again.', {origin}),
})

/** What an HTTP status other than 200 means for the session; also of a socket that was not let in. */
export function problemOfStatus(origin: string, status: number): UpstreamProblem {
  if (status === 403) return otherAddress(origin)
  if (status === 401) {
    return {
      kind: 'refused',
      why: message(
        'The hub at {origin} does not let this device in any more: the invitation was revoked, or was not used for too long. Ask for a new invitation and join with it. Your work is saved here, and nothing is lost.',
        {origin},
      ),
    }
  }
  if (status === 404 || status === 400 || status === 405) return otherVersion(origin)
  return {
    kind: 'offline',
    why: message('The hub at {origin} is too busy or in trouble ({status}). Your work is saved here and shared as soon as it is well again.', {origin, status}),
  }
}

/** As the hub itself says why. */
export const signedOut = (problem: Sentence): UpstreamProblem => ({
  kind: 'refused',
  why: message('{problem} Your work is saved here, and nothing is lost.', {problem}),
})

export const otherVersion = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'The hub at {origin} runs another version of Claimlight, which this one does not understand. Update Claimlight here and there. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

export const foreignProject = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'The hub at {origin} has another project now. Ask for an invitation to this one and join with it. Nothing was sent. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

const otherCertificate = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'What answers at {origin} is not the hub of the invitation: it shows another certificate. It was set up anew, or somebody is in between. Ask for a new invitation. Nothing was sent. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

const otherAddress = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'The hub does not go by the address {origin}: it was given another one since, or something in between changes what is asked of it. Ask for a new invitation and join with it. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

const badCertificate = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'The certificate of the hub at {origin} is not valid. Check the clock of this computer, then ask who runs the hub to renew it. Nothing was sent. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

export const notSecure = (origin: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    '{origin} is not a safe address, so nothing was sent there. Ask for an invitation whose address begins with https. Your work is saved here, and nothing is lost.',
    {origin},
  ),
})

/** Thrown by a connection whose certificate is not the pinned one. */
export class OtherCertificate extends Error {}

export function problemOfError(origin: string, error: unknown): UpstreamProblem {
  if (error instanceof OtherCertificate) return otherCertificate(origin)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isCertificate = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_PURPOSE)/.test(code)
  return isCertificate ? badCertificate(origin) : unreachable(origin)
}

export function isSafe(origin: string): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
}

/** An admin has found that she is in the project as two persons. */
export const joinedWithAnother = (origin: string, name: string): UpstreamProblem => ({
  kind: 'refused',
  why: message(
    'At {origin} you are one person with “{name}” now, as an admin found. Join again there with a link of yours (Share, then “Your devices”) to go on as that person. Your work is saved here, and nothing is lost.',
    {origin, name},
  ),
})
