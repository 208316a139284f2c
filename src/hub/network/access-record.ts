import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import * as z from 'zod'
import {message} from '../../core/language/message.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {Role} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {nameShape} from '../../core/person/name.ts'
import {roleShape} from '../../ipc/share-api.ts'
import {lockProject} from '../../storage/project-lock.ts'
import {writeFileWhole} from '../../storage/write-file.ts'
import {sentenceOf} from '../sentence-of.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.number().int()
const personId = z.string().min(1).max(64)
const person = z.object({id: personId, name: nameShape})
const invitation = z.object({
  id: z.string(),
  name: nameShape,
  /** What whoever is new gets. Afterwards her role stands in `people`. */
  role: roleShape,
  /** SHA-256 of the token in the link. */
  hash,
  by: z.string(),
  made: time,
  expires: time,
  person: person.exactOptional(),
  /** Who that was before an admin joined the two. */
  was: person.exactOptional(),
  /** For somebody who is in the project already: who made it. */
  further: z.enum(['herself', 'admin']).exactOptional(),
  revoked: time.exactOptional(),
  /** It came out of a backup made at this time, and lets nobody in before somebody who may invite says so. */
  held: time.exactOptional(),
})
/** `waits`: nobody has said yet that the device is hers. */
const session = z.object({id: z.string(), hash, invitation: z.string(), device: z.string(), made: time, used: time, waits: z.literal(true).exactOptional()})
/** Somebody who runs the project let a device in and ended all others of that person, `ended` of which were in. */
const replacement = z.object({at: time, by: personId, person: personId, device: z.string(), ended: z.number().int().exactOptional()})
/** An admin found that the first person is the second. */
const joining = z.object({person: personId, into: personId, by: personId, at: time})
const network = z.object({origins: z.array(z.string()), fingerprint: z.string(), port: z.number().int().min(1).max(65_535)})
const first = z.object({
  version: z.literal(1),
  invitations: z.array(invitation),
  sessions: z.array(session),
  network: network.exactOptional(),
  backup: time.exactOptional(),
})
const shape = z.object({
  version: z.literal(2),
  /** Whose computers the project is on: its admins, whatever else is said of them. */
  owners: z.array(z.object({id: personId, since: time})),
  /** What everybody else may do. */
  people: z.array(z.object({id: personId, role: roleShape})),
  invitations: z.array(invitation),
  sessions: z.array(session),
  replaced: z.array(replacement),
  joined: z.array(joining).default([]),
  network: network.exactOptional(),
  /** When the copy was made that this is. */
  backup: time.exactOptional(),
})

export type InvitationRecord = z.infer<typeof invitation>
export type SessionRecord = z.infer<typeof session>

/** Who may come in from elsewhere, and who may do what. Belongs to the hubs of one project and is never synced; secrets are kept as hashes only. */
export type AccessRecord = Omit<z.infer<typeof shape>, 'backup'>

export const EMPTY_ACCESS: AccessRecord = {version: 2, owners: [], people: [], invitations: [], sessions: [], replaced: [], joined: []}

/** Where an access record is kept: several programs may read and change it, and each sees what the others did. */
export interface AccessRecords {
  read(): Result<AccessRecord>
  /** Whether what {@link AccessRecords.read} gives is what holds; asked anew where that is not certain. */
  isCurrent(): boolean
  makeCurrent(): Promise<boolean>
  /** Tells that what is read may be another one, or may not hold any more. */
  onNews(listener: () => void): void
  /** Changes are made one after the other, across programs too. A refusal of `make` changes nothing. */
  change<T>(make: (record: AccessRecord) => Result<{readonly record: AccessRecord; readonly value: T}>): Promise<Result<T>>
  /** Resolves when the changes asked for are made or refused. */
  settled(): Promise<void>
}

/** Whether somebody may do less, or has one device less, by the second record. */
export function takesAway(before: AccessRecord, after: AccessRecord): boolean {
  const roles = new Map(after.people.map(({id, role}) => [id, role]))
  const stays = new Set(after.sessions.filter(({waits}) => waits === undefined).map(({id}) => id))
  const open = new Set(after.invitations.filter(isOpen).map(({id}) => id))
  return (
    before.people.some(({id, role}) => roles.get(id) !== role) ||
    before.sessions.some(({id, waits}) => waits === undefined && !stays.has(id)) ||
    before.invitations.some(each => isOpen(each) && !open.has(each.id))
  )
}
const isOpen = ({revoked, held}: InvitationRecord): boolean => revoked === undefined && held === undefined

/** Milliseconds that another program is waited for, which changes the file in a few of them. */
const PATIENCE = 5000

/** `access.json` in the project folder, for this person's eyes only. */
export function accessFile(folder: string): AccessRecords {
  const path = join(folder, 'access.json')
  let seen: {readonly stamp: string; readonly record: Result<AccessRecord>} = {stamp: '', record: ok(EMPTY_ACCESS)}
  const listeners = new Set<() => void>()
  let last: Promise<unknown> = Promise.resolve()

  /** Each message asks several times who its sender is: within one turn of the event loop the file is looked at once. */
  let isLookedAt = false
  const look = (): Result<AccessRecord> => {
    const stamp = stampOf(path)
    if (stamp !== seen.stamp) seen = {stamp, record: stamp === '' ? ok(EMPTY_ACCESS) : parsed(path)}
    return seen.record
  }
  const read = (): Result<AccessRecord> => {
    if (isLookedAt) return seen.record
    isLookedAt = true
    setImmediate(() => {
      isLookedAt = false
    })
    return look()
  }
  const locked = async (): Promise<Result<() => void>> => {
    const patience = performance.now() + PATIENCE
    for (;;) {
      const lock = lockProject(join(folder, 'access.lock'))
      if (lock.ok) return lock
      if (performance.now() >= patience) return refused(message('Another program is changing who may come in. Try again in a moment.'))
      await pause(100)
    }
  }
  return {
    read,
    isCurrent: () => true,
    makeCurrent: async () => true,
    onNews: listener => void listeners.add(listener),
    change: make => {
      const changing = last.then(async () => {
        const release = await locked()
        if (!release.ok) return release
        try {
          const before = look()
          if (!before.ok) return before
          const made = make(before.value)
          if (!made.ok) return made
          if (made.value.record === before.value) return ok(made.value.value)
          await writeFileWhole(path, `${JSON.stringify(made.value.record, null, 2)}\n`)
          look()
          for (const listener of listeners) listener()
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
    settled: async () => void (await last),
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
export function parseAccess(text: string): AccessRecord | undefined {
  const value = jsonValue(text)
  const {backup, ...record} = shape.safeParse(value).data ?? upgraded(first.safeParse(value).data) ?? {}
  if (!('version' in record)) return undefined
  if (backup === undefined) return record
  return {...record, invitations: record.invitations.map(each => (each.revoked === undefined ? {...each, held: each.held ?? backup} : each))}
}

/** In the first version a role stood in each of somebody's invitations, and the last one that was not revoked held. */
function upgraded(before: z.infer<typeof first> | undefined): z.infer<typeof shape> | undefined {
  if (before === undefined) return undefined
  const roles = new Map<string, Role>()
  const inOrder = [...before.invitations.filter(({revoked}) => revoked !== undefined), ...before.invitations.filter(({revoked}) => revoked === undefined)]
  for (const {person: who, role} of inOrder) if (who !== undefined) roles.set(who.id, role)
  return {...EMPTY_ACCESS, ...before, version: 2, people: [...roles].map(([id, role]) => ({id, role}))}
}

function parsed(path: string): Result<AccessRecord> {
  try {
    const record = parseAccess(readFileSync(path, 'utf8'))
    if (record !== undefined) return ok(record)
  } catch {}
  return refused(
    message('{path} is damaged, so nobody can be let in from elsewhere. Restore it from a backup, or delete it and invite everybody again.', {path}),
  )
}
