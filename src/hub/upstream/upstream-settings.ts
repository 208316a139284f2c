import {readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {roleShape} from '../../ipc/share-api.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import type {UpstreamAccess} from './upstream-access.ts'

/**
 * The hub that a project on this computer is a guest at. `person` is who its owner is there, which may be another id than
 * on this computer (`owner`): a second device of one person.
 */
export type UpstreamSettings = {
  readonly origins: readonly string[]
  readonly fingerprint: string
  readonly session: string
  readonly owner: string
  readonly person: {readonly id: string; readonly name: string}
  /** What she may do there, as that hub said last. */
  readonly role?: Role
}

const settings = z.object({
  origins: z.array(z.string().max(300)).min(1).max(20),
  fingerprint: z.string().max(64),
  session: z.string().min(1).max(200),
  owner: z.string().min(1).max(64),
  person: z.object({id: z.string().min(1).max(64), name: z.string()}),
  role: roleShape.exactOptional(),
})
const file = z.object({version: z.literal(1), upstream: settings})
const later = z.object({version: z.number().int().min(2)})

const fileIn = (folder: string): string => join(folder, 'upstream.json')

/** `undefined` for a project that is nobody's guest. Refused: the project must not be opened as if it were its owner's alone. */
export async function readUpstream(folder: string): Promise<Result<UpstreamSettings | undefined>> {
  const path = fileIn(folder)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok(undefined)
    return refused(message('{path} could not be read. Check that it is yours to read, then open the project again.', {path}))
  }
  const value = jsonValue(text)
  if (later.safeParse(value).success) return refused(message('{path} was written by a newer Claimlight. Update Claimlight to open this project.', {path}))
  const parsed = file.safeParse(value)
  if (parsed.success) return ok(parsed.data.upstream)
  return refused(message('{path} is damaged, so the project’s hub is not known. Nothing is lost. Ask for a new invitation and join with it again.', {path}))
}

/** Who somebody at this computer is to all who work on the project: at the hub it is a guest of she may have another id. */
export const knownAs = <P extends {readonly id: string}>(upstream: UpstreamSettings | undefined, person: P): P | UpstreamSettings['person'] =>
  upstream?.owner === person.id ? upstream.person : person

/** As {@link knownAs}, by what the project's folder says. */
export async function personIn(folder: string, person: {readonly id: string}): Promise<{readonly id: string}> {
  const found = await readUpstream(folder)
  return found.ok ? knownAs(found.value, person) : person
}

/** Rejects with a sentence. The session is a secret: only this user may read the file. */
export const writeUpstream = (folder: string, upstream: UpstreamSettings): Promise<void> =>
  writeFileWhole(fileIn(folder), `${JSON.stringify({version: 1, upstream}, null, 2)}\n`)

export async function rememberRole(folder: string, role: Role): Promise<void> {
  const found = await readUpstream(folder)
  // Where it cannot be written, the hub says it again with the next connection.
  if (found.ok && found.value !== undefined) await writeUpstream(folder, {...found.value, role}).catch(() => undefined)
}

/** The project stays, with all that is in it, and is its owner's alone from now on. */
export async function forgetUpstream(folder: string): Promise<void> {
  await rm(fileIn(folder), {force: true})
  await rm(join(folder, 'upstream-progress.json'), {force: true})
}

/** How a project gets in, by what its folder says now: another program may have redeemed a new invitation meanwhile. */
export function accessOf(folder: string, settings: UpstreamSettings): UpstreamAccess {
  let current = settings
  return {
    get origins() {
      return current.origins
    },
    get fingerprint() {
      return current.fingerprint
    },
    headers: () => ({authorization: `Bearer ${current.session}`}),
    renew: async () => {
      const read = await readUpstream(folder)
      // As somebody else one comes in only when the project is opened anew: everything here is done as the same person.
      if (!read.ok || read.value?.person.id !== current.person.id || read.value.session === current.session) return false
      current = read.value
      return true
    },
  }
}
