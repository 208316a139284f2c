import {isUtf8} from 'node:buffer'
import type {Stats} from 'node:fs'
import {readSync} from 'node:fs'
import type {FileHandle} from 'node:fs/promises'
import type {Sentence} from '../../core/language/message.ts'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {ByteSource} from '../../core/json/byte-source.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence} from '../disk-problem.ts'
import {openPlainFile} from './plain-file.ts'

/** A file that is open, as it was then: every thread of this process can read it. */
export type OpenedFile = {readonly descriptor: number; readonly size: number}

/** A file that is read as its parts are needed. */
export type FileSource = {
  readonly file: OpenedFile
  readonly source: ByteSource
  /** Whether it is still what it was when it was opened. */
  isUnchanged(): Promise<boolean>
  close(): Promise<void>
}

/** Bytes that are kept of what was read last. */
const KEPT = 1 << 20

/** Opens a file up to a size; `tooLarge` says what to do about a larger one. What cannot be read later is thrown as a sentence. */
export async function openFileSource(path: string, given: {readonly most: number; tooLarge(size: number): Sentence}): Promise<Result<FileSource>> {
  const opened = await openPlainFile(path).catch((error: unknown) => refused(diskSentence(message('It could not be read'), error)))
  if (!opened.ok) return opened
  const file = opened.value
  const info = await file.stat()
  if (info.size <= given.most) return ok(fileSource(file, info))
  await file.close()
  return refused(given.tooLarge(info.size))
}

/** A file that is open, as it was at a moment. */
export const fileSource = (file: FileHandle, {size, mtimeMs}: Pick<Stats, 'size' | 'mtimeMs'>): FileSource => ({
  file: {descriptor: file.fd, size},
  source: sourceOf({descriptor: file.fd, size}),
  isUnchanged: async () => {
    const now = await file.stat()
    return now.size === size && now.mtimeMs === mtimeMs
  },
  close: () => file.close(),
})

/** Reading what the system has in memory takes less time than waiting for a turn. */
export function sourceOf({descriptor, size}: OpenedFile): ByteSource {
  const kept = Buffer.allocUnsafeSlow(Math.min(KEPT, Math.max(size, 1)))
  const bytes = (from: number, to: number): Buffer => {
    const piece = to - from <= kept.length ? kept.subarray(0, to - from) : Buffer.allocUnsafeSlow(to - from)
    for (let read = 0; read < piece.length; ) {
      const more = readPart(descriptor, piece, read, from + read)
      if (more === 0) throw new SentenceError(CHANGED)
      read += more
    }
    return piece
  }
  return {
    size,
    bytes,
    text: (from, to) => {
      const piece = bytes(from, to)
      return isUtf8(piece) ? piece.toString('utf8') : undefined
    },
  }
}

function readPart(descriptor: number, into: Buffer, offset: number, position: number): number {
  try {
    return readSync(descriptor, into, offset, into.length - offset, position)
  } catch (error) {
    throw new SentenceError(diskSentence(message('It could not be read'), error), {cause: error})
  }
}

/** Of a file that is another than when it was opened. */
export const CHANGED = message('It changed while it was read. Try again when the program that writes it is done.')
