import type {BigIntStats, Stats} from 'node:fs'
import {constants} from 'node:fs'
import type {FileHandle} from 'node:fs/promises'
import {lstat, open, realpath, stat} from 'node:fs/promises'
import {relative, resolve, sep} from 'node:path'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Sentence} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {errorCode} from '../disk-problem.ts'

/** How much is read at a time where the size is not believed. Bytes. */
const CHUNK = 1 << 20

/** Windows knows neither flag: it has no pipes among files, and its links are seen before opening only. */
const UNHURRIED = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const NO_LINK = constants.O_NOFOLLOW ?? 0

type Links = {
  /** `refused`: the last part of the path may not be a link, whenever it is made one. */
  readonly links?: 'followed' | 'refused'
  /** The file must lie in this folder, whatever links lead to. */
  readonly within?: string
}

/** What a path leads to when that is no file, as a sentence; `undefined` for files. */
export function otherThanFile(info: Stats | BigIntStats): Message | undefined {
  if (info.isFile()) return undefined
  if (info.isDirectory()) return message('It is a folder, not a file.')
  if (info.isSymbolicLink()) return message('It is a link to something else. Choose what it leads to.')
  if (info.isFIFO()) return message('It is a pipe between programs, not a file. Copy what comes out of it into a file first.')
  if (info.isSocket()) return message('It is a socket of a program, not a file.')
  return message('It is a device, not a file.')
}

export const LEADS_OUT = message('It is a link that leads out of the folder, and is not followed. Choose what it leads to if you want that.')

/**
 * Opens a file and nothing else, and never waits: reading a pipe would hold us for as long as nobody writes. What a path
 * leads to can change at any moment, so it is the opened thing that is asked. Rejects with what the disk says.
 */
export async function openPlainFile(path: string, given: Links = {}): Promise<Result<FileHandle>> {
  const opened = await openedFile(path, given)
  return opened.ok ? ok(opened.value.file) : opened
}

/** With what the system says of it: each question costs as much as reading a short text. */
async function openedFile(path: string, {links = 'followed', within}: Links): Promise<Result<{readonly file: FileHandle; readonly info: BigIntStats}>> {
  const seen = otherThanFile(await (links === 'refused' ? lstat(path) : stat(path)))
  // Before opening, too: opening alone can do something to a device.
  if (seen !== undefined) return refused(seen)
  let file: FileHandle
  try {
    file = await open(path, UNHURRIED | (links === 'refused' ? NO_LINK : 0))
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return refused(message('It is a link to something else. Choose what it leads to.'))
    if (errorCode(error) === 'ENXIO') return refused(message('It is a socket of a program, not a file.'))
    throw error
  }
  try {
    const info = await file.stat({bigint: true})
    const problem = otherThanFile(info) ?? (within === undefined || (await liesIn(within, path, info)) ? undefined : LEADS_OUT)
    if (problem === undefined) return ok({file, info})
    await file.close()
    return refused(problem)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Whether the opened file is the one that lies at the end of all links, and that place is in the folder. */
async function liesIn(folder: string, path: string, opened: BigIntStats): Promise<boolean> {
  const real = await realpath(path)
  const there = await lstat(real, {bigint: true})
  if (there.ino !== opened.ino || there.dev !== opened.dev) return false
  // A way without links that begins as the folder's own: that has none either.
  return isInside(resolve(folder), real) || isInside(await realpath(folder), real)
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[A-Za-z]:/.test(way))
}

/** All of a file up to a size; `tooLarge` says what to do about a larger one. One that changes meanwhile is refused. Rejects with what the disk says. */
export async function readPlainFile(path: string, given: Links & {readonly most: number; tooLarge(size: number): Sentence}): Promise<Result<Buffer>> {
  const opened = await openedFile(path, given)
  if (!opened.ok) return opened
  const {file, info} = opened.value
  const told = Number(info.size)
  try {
    if (told > given.most) return refused(given.tooLarge(told))
    const pieces: Buffer[] = []
    let size = 0
    for (let isMore = true; isMore; ) {
      const piece = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(told - size, 0) + 1))
      const {bytesRead} = await file.read(piece, 0, piece.length, size)
      if (bytesRead > 0) pieces.push(piece.subarray(0, bytesRead))
      size += bytesRead
      if (size > given.most) return refused(given.tooLarge(size))
      // All that it was told to have, and less than was asked for: nothing is left.
      isMore = bytesRead > 0 && (size !== told || bytesRead === piece.length)
    }
    const after = await file.stat({bigint: true})
    if (after.mtimeNs !== info.mtimeNs || Number(after.size) !== size)
      return refused(message('It changed while it was read. Try again when the program that writes it is done.'))
    return ok(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size))
  } finally {
    await file.close()
  }
}
