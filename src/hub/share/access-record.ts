import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import * as z from 'zod'
import {jsonValue} from '../../core/json-text.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {nameShape} from '../../core/name.ts'
import {roleShape} from '../../ipc/share-api.ts'
import {lockProject} from '../../storage/project-lock.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import {sentenceOf} from '../sentence-of.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.number().int()
const person = z.object({id: z.string().min(1).max(64), name: nameShape})
const invitation = z.object({
  id: z.string(),
  name: nameShape,
  role: roleShape,
  /** SHA-256 of the token in the link. */
  hash,
  by: z.string(),
  made: time,
  expires: time,
  person: person.exactOptional(),
  revoked: time.exactOptional(),
})
const session = z.object({id: z.string(), hash, invitation: z.string(), device: z.string(), made: time, used: time})
/** A role that is being changed: `before` holds again unless the project document says the new one too. */
const change = z.object({person: z.string(), before: roleShape})
const network = z.object({origins: z.array(z.string()), fingerprint: z.string(), port: z.number().int().min(1).max(65_535)})
const shape = z.object({
  version: z.literal(1),
  invitations: z.array(invitation),
  sessions: z.array(session),
  network: network.exactOptional(),
  changing: z.array(change).exactOptional(),
})

export type InvitationRecord = z.infer<typeof invitation>

/** Who may come in from elsewhere. Belongs to one hub and is never synced; secrets are kept as hashes only. */
export type AccessRecord = z.infer<typeof shape>

export const EMPTY_ACCESS: AccessRecord = {version: 1, invitations: [], sessions: []}

/** Where an access record is kept: several programs may read and change it, and each sees what the others did. */
export interface AccessRecords {
  read(): Result<AccessRecord>
  /** Changes are made one after the other, across programs too. A refusal of `make` changes nothing. */
  change<T>(make: (record: AccessRecord) => Result<{readonly record: AccessRecord; readonly value: T}>): Promise<Result<T>>
}

/** Milliseconds that another program is waited for, which changes the file in a few of them. */
const PATIENCE = 5000

/** `access.json` in the project folder, for this person's eyes only. */
export function accessFile(folder: string): AccessRecords {
  const path = join(folder, 'access.json')
  let seen: {readonly stamp: string; readonly record: Result<AccessRecord>} = {stamp: '', record: ok(EMPTY_ACCESS)}
  let last: Promise<unknown> = Promise.resolve()

  const read = (): Result<AccessRecord> => {
    const stamp = stampOf(path)
    if (stamp !== seen.stamp) seen = {stamp, record: stamp === '' ? ok(EMPTY_ACCESS) : parsed(path)}
    return seen.record
  }
  const locked = async (): Promise<Result<() => void>> => {
    const patience = performance.now() + PATIENCE
    for (;;) {
      const lock = lockProject(join(folder, 'access.lock'))
      if (lock.ok) return lock
      if (performance.now() >= patience) return refused('Another program is changing who may come in. Try again in a moment.')
      await pause(100)
    }
  }
  return {
    read,
    change: make => {
      const changing = last.then(async () => {
        const release = await locked()
        if (!release.ok) return release
        try {
          const before = read()
          if (!before.ok) return before
          const made = make(before.value)
          if (!made.ok) return made
          if (made.value.record !== before.value) await writeFileWhole(path, `${JSON.stringify(made.value.record, null, 2)}\n`)
          return ok(made.value.value)
        } catch (error) {
          return refused(sentenceOf(error))
        } finally {
          release.value()
        }
      })
      last = changing
      return changing
    },
  }
}

/** Changes with every writing, since each makes a new file. Empty when there is none. */
function stampOf(path: string): string {
  try {
    const {ino, mtimeNs, size} = statSync(path, {bigint: true})
    return `${ino}-${mtimeNs}-${size}`
  } catch {
    return ''
  }
}

/** `undefined` when it is damaged. */
export const parseAccess = (text: string): AccessRecord | undefined => shape.safeParse(jsonValue(text)).data

function parsed(path: string): Result<AccessRecord> {
  try {
    const record = parseAccess(readFileSync(path, 'utf8'))
    if (record !== undefined) return ok(record)
  } catch {}
  return refused(`${path} is damaged, so nobody can be let in from elsewhere. Restore it from a backup, or delete it and invite everybody again.`)
}
