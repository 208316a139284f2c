import type {Stats} from 'node:fs'
import {constants} from 'node:fs'
import type {FileHandle} from 'node:fs/promises'
import {lstat, open, realpath, stat} from 'node:fs/promises'
import {relative, sep} from 'node:path'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {errorCode} from './disk-problem.ts'

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
export function otherThanFile(info: Stats): string | undefined {
  if (info.isFile()) return undefined
  if (info.isDirectory()) return 'It is a folder, not a file.'
  if (info.isSymbolicLink()) return 'It is a link to something else. Choose what it leads to.'
  if (info.isFIFO()) return 'It is a pipe between programs, not a file. Copy what comes out of it into a file first.'
  if (info.isSocket()) return 'It is a socket of a program, not a file.'
  return 'It is a device, not a file.'
}

export const LEADS_OUT = 'It is a link that leads out of the folder, and is not followed. Choose what it leads to if you want that.'

/**
 * Opens a file and nothing else, and never waits: reading a pipe would hold us for as long as nobody writes. What a path
 * leads to can change at any moment, so it is the opened thing that is asked. Rejects with what the disk says.
 */
export async function openPlainFile(path: string, {links = 'followed', within}: Links = {}): Promise<Result<FileHandle>> {
  const seen = otherThanFile(await (links === 'refused' ? lstat(path) : stat(path)))
  // Before opening, too: opening alone can do something to a device.
  if (seen !== undefined) return refused(seen)
  let file: FileHandle
  try {
    file = await open(path, UNHURRIED | (links === 'refused' ? NO_LINK : 0))
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return refused('It is a link to something else. Choose what it leads to.')
    if (errorCode(error) === 'ENXIO') return refused('It is a socket of a program, not a file.')
    throw error
  }
  const problem = otherThanFile(await file.stat()) ?? (within === undefined || (await liesIn(within, path, file)) ? undefined : LEADS_OUT)
  if (problem === undefined) return ok(file)
  await file.close()
  return refused(problem)
}

/** Whether the opened file is the one that lies at the end of all links, and that place is in the folder. */
async function liesIn(folder: string, path: string, file: FileHandle): Promise<boolean> {
  const real = await realpath(path)
  const [there, opened] = await Promise.all([lstat(real, {bigint: true}), file.stat({bigint: true})])
  return there.ino === opened.ino && there.dev === opened.dev && isInside(await realpath(folder), real)
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[A-Za-z]:/.test(way))
}

/** All of a file up to a size; `tooLarge` says what to do about a larger one. One that changes meanwhile is refused. Rejects with what the disk says. */
export async function readPlainFile(path: string, given: Links & {readonly most: number; tooLarge(size: number): string}): Promise<Result<Buffer>> {
  const opened = await openPlainFile(path, given)
  if (!opened.ok) return opened
  const file = opened.value
  try {
    const before = await file.stat()
    if (before.size > given.most) return refused(given.tooLarge(before.size))
    const pieces: Buffer[] = []
    let size = 0
    for (;;) {
      const piece = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(before.size - size, 0) + 1))
      const {bytesRead} = await file.read(piece, 0, piece.length, size)
      if (bytesRead === 0) break
      pieces.push(piece.subarray(0, bytesRead))
      size += bytesRead
      if (size > given.most) return refused(given.tooLarge(size))
    }
    const after = await file.stat()
    if (after.mtimeMs !== before.mtimeMs || after.size !== size)
      return refused('It changed while it was read. Try again when the program that writes it is done.')
    return ok(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size))
  } finally {
    await file.close()
  }
}
