import {fromBase64UrlEncoded, toBase64UrlEncoded} from 'lib0/buffer'
import {decodeUtf8, encodeUtf8} from 'lib0/string'
import * as z from 'zod'
import {message} from '../core/language/message.ts'
import {plainName} from '../core/person/name.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'

/** What a link to a shared project carries. It is a secret of one person. */
export type InvitationLink = {
  readonly projectId: string
  readonly projectName: string
  /** Where the hub may be reached, best first, `https://host:port` each. */
  readonly origins: readonly string[]
  /** SHA-256 of the hub's certificate, base64url; empty when an authority vouches for it. */
  readonly fingerprint: string
  readonly token: string
}

/** Version of the link and of what is said when it is redeemed. */
export const SHARE_VERSION = 1

const versioned = z.object({v: z.number().int().positive()})
const origin = z.url({protocol: /^https$/}).max(300)
const shape = z.object({
  v: z.literal(SHARE_VERSION),
  p: z.string().min(1).max(128),
  n: z.string().max(200).transform(plainName),
  a: z.array(origin).min(1).max(20),
  f: z.string().regex(/^(?:[\w-]{43})?$/),
  t: z.string().regex(/^[\w-]{43}$/),
})

/** For the app on a colleague's computer, and for any browser; there the secret is in the fragment, which browsers send to nobody. */
export function formatInvitation(link: InvitationLink): {readonly link: string; readonly browserLink: string} {
  const fields = {v: SHARE_VERSION, p: link.projectId, n: link.projectName, a: link.origins, f: link.fingerprint, t: link.token}
  const code = toBase64UrlEncoded(encodeUtf8(JSON.stringify(fields)))
  return {link: `claimlight://join/${code}`, browserLink: `${link.origins[0] ?? ''}/join#${code}`}
}

/** Takes either form, with whatever a mail program put around it. */
export function parseInvitation(text: string): Result<InvitationLink> {
  const [, code] = /(?:^|\/join[/#]|#)([\w-]+)[>"'.,;)\s]*$/.exec(text.trim()) ?? []
  const value = code === undefined || code.length > 8192 ? undefined : decoded(code)
  const version = versioned.safeParse(value)
  if (version.success && version.data.v !== SHARE_VERSION)
    return refused(
      message('This invitation was made by another version of Claimlight. Update Claimlight, or ask for an invitation made with the same version as yours.'),
    )
  const parsed = shape.safeParse(value)
  if (!parsed.success) return refused(message('This is not a whole invitation link. Copy all of it from the message you were sent, or ask for a new one.'))
  const {p, n, a, f, t} = parsed.data
  return ok({projectId: p, projectName: n, origins: a, fingerprint: f, token: t})
}

function decoded(code: string): unknown {
  try {
    return JSON.parse(decodeUtf8(fromBase64UrlEncoded(code)))
  } catch {
    return undefined
  }
}
