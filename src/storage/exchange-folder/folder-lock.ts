import {createHash, randomBytes} from 'node:crypto'
import * as z from 'zod'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Key} from './passphrase-key.ts'
import {ITERATIONS, ITERATIONS_ALLOWED, decrypt, encrypt, keyFromPassphrase} from './passphrase-key.ts'

/** The version of share.json. Segments and exchange files have their own. */
const VERSION = 1

const FORMAT = 'claimlight-share'
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** What may be known without the passphrase: nothing about the project but a salted hash of its random id. */
const lockFile = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  share: z.string().regex(/^[0-9a-f]{32}$/),
  project: z.string().regex(/^[0-9a-f]{64}$/),
  kdf: z.literal('PBKDF2-SHA-256'),
  iterations: z.number().int().min(ITERATIONS_ALLOWED.least).max(ITERATIONS_ALLOWED.most),
  salt: base64,
  check: base64,
})
type LockFile = z.infer<typeof lockFile>
const versioned = z.object({format: z.literal(FORMAT), version: z.number()})
const secret = z.object({projectId: z.string().min(1)})

/** A share as somebody sees it who knows the passphrase. `id` is random and marks every segment of the share. */
export type Lock = {readonly id: string; readonly projectId: string; readonly key: Key}

const projectMark = (share: string, projectId: string): string => createHash('sha256').update(`claimlight project\n${share}\n${projectId}`).digest('hex')

/** Everything but the check itself, so that no field can be changed without the check failing. */
const boundFields = ({format, version, share, project, kdf, iterations, salt}: Omit<LockFile, 'check'>): Uint8Array =>
  Buffer.from([format, version, share, project, kdf, iterations, salt].join('\n'))

export async function makeLock(given: {projectId: string; passphrase: string}): Promise<{lock: Lock; text: string}> {
  const id = randomBytes(16).toString('hex')
  const salt = randomBytes(16)
  const key = await keyFromPassphrase(given.passphrase, salt, ITERATIONS)
  const fields = {
    format: FORMAT,
    version: VERSION,
    share: id,
    project: projectMark(id, given.projectId),
    kdf: 'PBKDF2-SHA-256',
    iterations: ITERATIONS,
    salt: salt.toString('base64'),
  } as const
  const check = await encrypt(key, Buffer.from(JSON.stringify({projectId: given.projectId})), boundFields(fields))
  const file: LockFile = {...fields, check: Buffer.from(check).toString('base64')}
  return {lock: {id, projectId: given.projectId, key}, text: `${JSON.stringify(file, null, 2)}\n`}
}

/** `what` names the thing in sentences: "This folder", "This file". `projectId`: refuse any other project. */
export async function openLock(text: string, given: {what: Sentence; passphrase: string; projectId?: string | undefined}): Promise<Result<Lock>> {
  const json = jsonValue(text)
  if (json === undefined)
    return refused(
      message('{what} is not readable: its description is cut short or damaged. If it is still being copied, wait until that is done and try again.', {
        what: given.what,
      }),
    )
  const version = versioned.safeParse(json)
  if (!version.success)
    return refused(
      message('{what} was not made by Claimlight’s sharing. Choose the one a colleague shared, or start a new share in an empty folder.', {what: given.what}),
    )
  if (version.data.version > VERSION)
    return refused(message('{what} was made by a newer version of Claimlight. Update Claimlight and try again.', {what: given.what}))
  const parsed = lockFile.safeParse(json)
  if (!parsed.success)
    return refused(message('{what} has a damaged description. Ask the colleague who started the share for a fresh copy of share.json.', {what: given.what}))
  const {check, ...fields} = parsed.data
  if (given.projectId !== undefined && projectMark(fields.share, given.projectId) !== fields.project) {
    return refused(message('{what} belongs to another project. Open that project, or choose the right one.', {what: given.what}))
  }
  const key = await keyFromPassphrase(given.passphrase, Buffer.from(fields.salt, 'base64'), fields.iterations)
  const plain = await decrypt(key, Buffer.from(check, 'base64'), boundFields(fields))
  if (plain === undefined)
    return refused(message('The passphrase does not fit. Check it for typing errors, capital letters and spaces, or ask the colleague who gave it to you.'))
  const inside = secret.safeParse(JSON.parse(Buffer.from(plain).toString()))
  if (!inside.success || projectMark(fields.share, inside.data.projectId) !== fields.project) {
    return refused(
      message('{what} contradicts itself and is not used. Ask the colleague who started the share for a fresh copy of share.json.', {what: given.what}),
    )
  }
  return ok({id: fields.share, projectId: inside.data.projectId, key})
}
