import type {Dirent} from 'node:fs'
import type {FileHandle} from 'node:fs/promises'
import {lstat, mkdir, opendir} from 'node:fs/promises'
import {join} from 'node:path'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import {errorCode} from '../disk-problem.ts'
import {openPlainFile} from '../texts/plain-file.ts'
import {MOST_FOLDERS, MOST_IN_FOLDER} from './bounds.ts'
import {UNFINISHED, syncFolder} from './durable-file.ts'
import type {ByteSource} from './pieces.ts'
import type {RefusedFiles} from './refused-files.ts'
import type {Segment, SegmentProblem} from './segment.ts'
import {idInName, parseSegment} from './segment.ts'
import type {ExchangeFolder} from './exchange-folder.ts'
import {devicesPath} from './exchange-folder.ts'

/**
 * A file that may be a segment. `key` is the same for a segment and its conflicted copies in one folder, and is what is
 * remembered as merged.
 */
export type SegmentFile = {readonly folder: string; readonly name: string; readonly key: string; readonly id: string | undefined}

const isPlausible = (name: string): boolean => !name.startsWith('.') && (idInName(name) !== undefined || /\.(segment|snapshot)/.test(name))

/** So many names of a folder at most, whatever somebody laid into it; none when it is gone. */
async function namesIn(path: string, most: number, wanted: (entry: Dirent) => boolean): Promise<Dirent[]> {
  const found: Dirent[] = []
  try {
    for await (const entry of await opendir(path)) {
      if (wanted(entry)) found.push(entry)
      if (found.length >= most) break
    }
    return found
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}

async function folderFiles(share: ExchangeFolder, folder: string, wanted: (entry: Dirent) => boolean): Promise<SegmentFile[]> {
  const entries = await namesIn(join(devicesPath(share.folder), folder), MOST_IN_FOLDER, entry => wanted(entry) && isPlausible(entry.name))
  return entries.map(({name}) => ({folder, name, id: idInName(name), key: `${folder}/${idInName(name) ?? name}`}))
}

/** Snapshots first, so that what they replace need not be read. */
const readingOrder = (a: SegmentFile, b: SegmentFile): number => {
  const [first, second] = [a, b].map(({name}) => name.includes('.snapshot')) as [boolean, boolean]
  if (first !== second) return first ? -1 : 1
  if (a.name === b.name) return 0
  return a.name < b.name === first ? 1 : -1
}

/** Links, pipes and folders that are named like a segment are among them, to be reported when they are read. */
export async function allFiles(share: ExchangeFolder): Promise<SegmentFile[]> {
  const folders = await namesIn(devicesPath(share.folder), MOST_FOLDERS, entry => entry.isDirectory() && !entry.name.startsWith('.'))
  const found: SegmentFile[] = []
  for (const folder of folders) for (const file of await folderFiles(share, folder.name, () => true)) found.push(file)
  return found.sort(readingOrder)
}

/** Ids of the segments in one writer's folder. */
export async function idsIn(share: ExchangeFolder, writer: string): Promise<Set<string>> {
  return new Set((await folderFiles(share, writer, entry => entry.isFile())).flatMap(({id}) => id ?? []))
}

export const segmentPath = (share: ExchangeFolder, writer: string, name: string): string => join(devicesPath(share.folder), writer, name)

/** Step by step and never more than that: a folder that is away must not be made anew where it used to be. */
export async function makeWriterFolder(share: ExchangeFolder, writer: string): Promise<void> {
  const devices = devicesPath(share.folder)
  if (await isMade(devices)) await syncFolder(share.folder)
  if (await isMade(join(devices, writer))) await syncFolder(devices)
}

async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // Through a link we would write where whoever made it wishes.
    if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is a link or a file, where a folder should be. Remove it, then it is made anew.`)
    return false
  }
}

export const unfinishedPath = (share: ExchangeFolder, writer: string, name: string): string => segmentPath(share, writer, `${UNFINISHED}${name}`)

/** `gone` between listing and reading; `unreadable` by lack of rights or a failing disk. With `refused`, what is known there is not read again. */
export async function readSegment(share: ExchangeFolder, file: SegmentFile, refused?: RefusedFiles): Promise<Segment | SegmentProblem | 'gone' | 'unreadable'> {
  const path = segmentPath(share, file.folder, file.name)
  try {
    // Asked before opening, because thousands of them may lie there.
    const known = refused?.known(`${file.folder}/${file.name}`, await lstat(path, {bigint: true}))
    if (known !== undefined) return known
    const opened = await openPlainFile(path, {links: 'refused'})
    if (!opened.ok) return 'foreign'
    try {
      return await readOpened(share, file, opened.value, refused)
    } finally {
      await opened.value.close()
    }
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : 'unreadable'
  }
}

async function readOpened(
  share: ExchangeFolder,
  {folder, name, id}: SegmentFile,
  handle: FileHandle,
  refused?: RefusedFiles,
): Promise<Segment | SegmentProblem> {
  const path = `${folder}/${name}`
  const info = await handle.stat({bigint: true})
  const source: ByteSource = {
    size: Number(info.size),
    read: async (at, length) => {
      const {buffer, bytesRead} = await handle.read(Buffer.alloc(length), 0, length, at)
      if (refused !== undefined) refused.bytes += bytesRead
      return buffer.subarray(0, bytesRead)
    },
  }
  const segment = await parseSegment({share: share.id, key: share.key, source, claimedId: id})
  if (typeof segment === 'string') refused?.refuse(path, info, segment)
  return segment
}

/** What is wrong with a file in the folder, as a sentence for a person. */
export function fileProblem({folder, name}: SegmentFile, problem: SegmentProblem | 'unreadable'): Message {
  const where = `${folder}/${name}`
  if (problem === 'unfinished')
    return message('{where} is still being copied, or is damaged. If it stays so, the device that wrote it should tidy the share.', {where})
  if (problem === 'newer') return message('{where} was written by a newer version of Claimlight. Update Claimlight to get what is in it.', {where})
  if (problem === 'large')
    return message('{where} is larger than anything that Claimlight writes, and was not read. Whoever put it there can delete it.', {where})
  if (problem === 'unreadable') return message('{where} cannot be read. Check your rights to the shared folder.', {where})
  return message('{where} does not belong to this share and is ignored. It can be deleted by whoever put it there.', {where})
}
