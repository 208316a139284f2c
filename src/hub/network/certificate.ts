import {X509Certificate} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {isIP} from 'node:net'
import {join} from 'node:path'
import {createSecureContext} from 'node:tls'
import * as z from 'zod'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {readPlainFile} from '../../storage/texts/plain-file.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import {sentenceOf} from '../sentence-of.ts'

/** PEM both. `pinned`: nobody vouches for it, so that invitations carry its fingerprint. */
export type Certificate = {readonly cert: string; readonly key: string; readonly fingerprint: string; readonly pinned: boolean}

const shape = z.object({cert: z.string(), key: z.string()})

/** Its dates mean nothing to those who compare fingerprints; they allow for clocks that are far off. */
const VALID = {from: new Date('2000-01-01T00:00:00Z'), until: new Date('2099-12-31T00:00:00Z')}

/**
 * The certificate of a project, made the first time it is shared and kept in its folder, for this person's eyes only: the
 * fingerprint in invitations has to stay right.
 */
export async function selfSignedCertificate(folder: string, names: readonly string[]): Promise<Result<Certificate>> {
  const path = join(folder, 'certificate.json')
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept !== undefined) {
    const parsed = shape.safeParse(jsonValue(kept))
    const certificate = parsed.success ? usable(parsed.data.cert, parsed.data.key, true) : undefined
    return (
      certificate ??
      refused(
        message('{path} is damaged. Restore it from a backup; or delete it, share again, and send everybody new invitations, because their old ones name it.', {
          path,
        }),
      )
    )
  }
  try {
    const {generate} = await import('selfsigned')
    const {cert, private: key} = await generate([{name: 'commonName', value: 'Claimlight'}], {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notBeforeDate: VALID.from,
      notAfterDate: VALID.until,
      extensions: [
        {name: 'basicConstraints', cA: false, critical: true},
        {name: 'keyUsage', digitalSignature: true, critical: true},
        {name: 'extKeyUsage', serverAuth: true},
        {name: 'subjectAltName', altNames: names.map(name => (isIP(name) === 0 ? {type: 2, value: name} : {type: 7, ip: name}))},
      ],
    })
    await writeFileWhole(path, `${JSON.stringify({cert, key}, null, 2)}\n`)
    return usable(cert, key, true) ?? refused(message('The certificate that was made cannot be used.'))
  } catch (error) {
    return refused(message('A certificate for sharing could not be made: {why}', {why: sentenceOf(error)}))
  }
}

/** Bytes. */
const LARGEST_PEM = 1 << 20

/** Rejects with a sentence. */
async function pemFile(path: string): Promise<string> {
  const read = await readPlainFile(path, {most: LARGEST_PEM, tooLarge: () => message('It is far too large for a PEM file.')})
  if (!read.ok) throw new SentenceError(read.error)
  return read.value.toString('utf8')
}

/** A certificate that somebody made for this host, PEM files both. */
export async function givenCertificate(certFile: string, keyFile: string): Promise<Result<Certificate>> {
  try {
    const [cert, key] = await Promise.all([pemFile(certFile), pemFile(keyFile)])
    const {subject, issuer} = new X509Certificate(cert)
    return (
      usable(cert, key, subject === issuer) ??
      refused(message('{keyFile} is not the private key of {certFile}. Give the two that belong together, as PEM files.', {keyFile, certFile}))
    )
  } catch (error) {
    return refused(message('The certificate {certFile} or its key {keyFile} cannot be used: {why}', {certFile, keyFile, why: sentenceOf(error)}))
  }
}

function usable(cert: string, key: string, pinned: boolean): Result<Certificate> | undefined {
  try {
    createSecureContext({cert, key})
    const fingerprint = Buffer.from(new X509Certificate(cert).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
    return ok({cert, key, fingerprint, pinned})
  } catch {
    return undefined
  }
}
