import {createHash} from 'node:crypto'
import type {FileHandle} from 'node:fs/promises'
import {sentenceIn} from '../../core/language/sentence-error.ts'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence} from '../disk-problem.ts'
import {openPlainFile} from '../texts/plain-file.ts'
import {LARGEST_EXCHANGE, LARGEST_FILE, MOST_FRAMES} from './bounds.ts'
import {fits, titleOf} from './check-folder.ts'
import {EXCHANGE_MAGIC, EXCHANGE_VERSION, stopped} from './exchange.ts'
import {mergeSegment} from './merge-segment.ts'
import type {Progress} from './poll.ts'
import type {Segment} from './segment.ts'
import {parseSegment} from './segment.ts'
import type {Lock} from './folder-lock.ts'
import {openLock} from './folder-lock.ts'
import type {FolderTarget} from './folder-source.ts'

export type ExchangeReport = {
  readonly documents: number
  readonly texts: number
  /** Documents the project's rules refuse; they are not kept anywhere, so the file is to be read again when the rules change. */
  readonly held: number
  readonly problems: readonly Sentence[]
}

/** An exchange file that is whole and whose passphrase fits; nothing of it has been merged. */
export type Exchange = {
  readonly projectId: string
  /** What of the file is damaged, a sentence each; nothing is merged. */
  check(): Promise<Result<readonly Sentence[]>>
  /** Merging a file twice changes nothing. When stopped or refused half-way, what was merged by then stays. */
  merge(target: FolderTarget, progress?: Progress): Promise<Result<ExchangeReport>>
}

type Frame = {readonly at: number; readonly length: number}

const NOT_WHOLE = message(
  'The exchange file is cut short or damaged, and nothing was taken from it. Copy or download it again, or ask for it to be sent again.',
)
/** Bytes read at a time while checking. */
const CHUNK = 1 << 20
/** A description longer than this is none. Bytes. */
const LONGEST_LOCK = 65_536

/** Opens a file that was made by `writeExchange` and checks it from end to end. With `projectId`, that of another project is refused. */
export async function readExchange(path: string, given: {passphrase: string; projectId?: string}): Promise<Result<Exchange>> {
  try {
    const opened = await openPlainFile(path)
    if (!opened.ok) return refused(message('This is not an exchange file. {why}', {why: opened.error}))
    const handle = opened.value
    try {
      return await check(handle, path, given)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return refused(diskSentence(message('The exchange file could not be read'), error))
  }
}

async function check(handle: FileHandle, path: string, given: {passphrase: string; projectId?: string}): Promise<Result<Exchange>> {
  const {size} = await handle.stat()
  const start = await piece(handle, 0, 5)
  if (start.length < 5 || !start.subarray(0, 4).equals(EXCHANGE_MAGIC)) {
    return refused(message('This is not an exchange file of Claimlight. Choose the file that a colleague exported for you.'))
  }
  if (start.readUInt8(4) > EXCHANGE_VERSION)
    return refused(message('The exchange file was made by a newer version of Claimlight. Update Claimlight and try again.'))
  if (size > LARGEST_EXCHANGE)
    return refused(
      message('The exchange file is larger than {most, number} GB, and nothing was taken from it. Exchange the project through a folder or a hub.', {
        most: LARGEST_EXCHANGE / 2 ** 30,
      }),
    )
  const frames = await framesOf(handle, size)
  if (frames === undefined || !(await isWhole(handle, size))) return refused(NOT_WHOLE)
  const [first, ...rest] = frames
  const last = rest.at(-1)
  if (first === undefined || last === undefined || first.length > LONGEST_LOCK) return refused(NOT_WHOLE)
  const lock = await openLock((await piece(handle, first.at, first.length)).toString(), {what: message('This exchange file'), ...given})
  if (!lock.ok) return lock
  const end = await segmentAt(handle, last, rest.length, lock.value)
  if (end === undefined || end.entries.length > 0) return refused(NOT_WHOLE)
  return ok({
    projectId: lock.value.projectId,
    check: () => checkFrames(path, rest.slice(0, -1), lock.value),
    merge: (target, progress = {}) => merge({path, frames: rest.slice(0, -1), lock: lock.value, target, ...progress}),
  })
}

async function merge({
  path,
  frames,
  lock,
  target,
  onProgress,
  signal,
}: {
  path: string
  frames: readonly Frame[]
  lock: Lock
  target: FolderTarget
} & Progress): Promise<Result<ExchangeReport>> {
  const count = {documents: 0, texts: 0, held: 0}
  const problems: Sentence[] = []
  const memory = {
    projectId: lock.projectId,
    target,
    keys: new Map<string, string>(),
    addKey: () => undefined,
    hasText: () => false,
    onText: () => undefined,
    onDocument: () => undefined,
  }
  try {
    const opened = await openPlainFile(path)
    if (!opened.ok) return refused(message('This is not an exchange file any more. {why}', {why: opened.error}))
    const handle = opened.value
    try {
      for (const [index, frame] of frames.entries()) {
        if (signal?.aborted === true)
          return refused(index === 0 ? stopped : message('Stopped as you asked. What had been read by then stays; read the file again to get the rest.'))
        onProgress?.(index, frames.length)
        const segment = await segmentAt(handle, frame, index + 1, lock)
        if (segment === undefined)
          return refused(message('The exchange file changed while it was read. What had been read by then stays; read the file again to get the rest.'))
        const merged = await mergeSegment(memory, segment)
        count.documents += merged.documents
        count.texts += merged.texts
        count.held += merged.held.length
        problems.push(...merged.problems)
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return refused(error instanceof Error && !('code' in error) ? sentenceIn(error) : diskSentence(message('The exchange file could not be merged'), error))
  }
  onProgress?.(frames.length, frames.length)
  return ok({...count, problems})
}

async function checkFrames(path: string, frames: readonly Frame[], lock: Lock): Promise<Result<readonly Sentence[]>> {
  const problems: Sentence[] = []
  try {
    const opened = await openPlainFile(path)
    if (!opened.ok) return opened
    const handle = opened.value
    try {
      for (const [index, frame] of frames.entries()) {
        const segment = await segmentAt(handle, frame, index + 1, lock)
        if (segment === undefined) return refused(NOT_WHOLE)
        for (const entry of segment.entries)
          if (!fits(lock, entry))
            problems.push(
              message('Something about {document} is damaged or not what it claims to be. That is left out when the file is merged.', {
                document: titleOf(entry),
              }),
            )
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return refused(diskSentence(message('The exchange file could not be read'), error))
  }
  return ok(problems)
}

async function piece(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const {bytesRead} = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** Where the lock and the segments lie; `undefined` unless the lengths lead exactly to the checksum at the end. */
async function framesOf(handle: FileHandle, size: number): Promise<Frame[] | undefined> {
  const frames: Frame[] = []
  for (let at = 5; at + 4 <= size; ) {
    const bytes = await piece(handle, at, 4)
    if (bytes.length < 4) return undefined
    const length = bytes.readUInt32BE(0)
    if (length === 0) return at + 4 + 32 === size ? frames : undefined
    if (length > LARGEST_FILE || frames.length === MOST_FRAMES) return undefined
    frames.push({at: at + 4, length})
    at += 4 + length
  }
  return undefined
}

async function isWhole(handle: FileHandle, size: number): Promise<boolean> {
  const hash = createHash('sha256')
  const end = size - 32
  for (let at = 0; at < end; at += CHUNK) hash.update(await piece(handle, at, Math.min(CHUNK, end - at)))
  return hash.digest().equals(await piece(handle, end, 32))
}

async function segmentAt(handle: FileHandle, {at, length}: Frame, seq: number, {id, key}: Lock): Promise<Segment | undefined> {
  const source = {size: length, read: (from: number, count: number) => piece(handle, at + from, Math.min(count, length - from))}
  const segment = await parseSegment({share: id, key, source})
  return typeof segment === 'string' || segment.seq !== seq ? undefined : segment
}
