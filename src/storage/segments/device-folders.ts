import {mkdir, open, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {errorCode} from '../disk-problem.ts'
import {UNFINISHED, syncFolder} from './durable-file.ts'
import type {Segment, SegmentProblem} from './segment.ts'
import {idInName, parseSegment} from './segment.ts'
import type {Share} from './share.ts'
import {devicesPath} from './share.ts'

/**
 * A file that may be a segment. `key` is the same for a segment and its conflicted copies in one folder, and is what is
 * remembered as merged.
 */
export type SegmentFile = {readonly folder: string; readonly name: string; readonly key: string; readonly id: string | undefined}

/** Larger than any segment; such a file is not read. Bytes. */
const LARGEST = 1 << 30

const isPlausible = (name: string): boolean => !name.startsWith('.') && (idInName(name) !== undefined || /\.(segment|snapshot)/.test(name))

const emptyWhenGone = async <T>(reading: Promise<T[]>): Promise<T[]> => {
  try {
    return await reading
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}

async function folderFiles(share: Share, folder: string): Promise<SegmentFile[]> {
  const entries = await emptyWhenGone(readdir(join(devicesPath(share.folder), folder), {withFileTypes: true}))
  return entries
    .filter(entry => entry.isFile() && isPlausible(entry.name))
    .map(({name}) => ({folder, name, id: idInName(name), key: `${folder}/${idInName(name) ?? name}`}))
}

/** Snapshots first, so that what they replace need not be read. */
const readingOrder = (a: SegmentFile, b: SegmentFile): number => {
  const [first, second] = [a, b].map(({name}) => name.includes('.snapshot')) as [boolean, boolean]
  if (first !== second) return first ? -1 : 1
  if (a.name === b.name) return 0
  return a.name < b.name === first ? 1 : -1
}

export async function allFiles(share: Share): Promise<SegmentFile[]> {
  const folders = await emptyWhenGone(readdir(devicesPath(share.folder), {withFileTypes: true}))
  const found: SegmentFile[] = []
  for (const folder of folders) if (folder.isDirectory() && !folder.name.startsWith('.')) found.push(...(await folderFiles(share, folder.name)))
  return found.sort(readingOrder)
}

/** Ids of the segments in one writer's folder. */
export async function idsIn(share: Share, writer: string): Promise<Set<string>> {
  return new Set((await folderFiles(share, writer)).flatMap(({id}) => id ?? []))
}

export const segmentPath = (share: Share, writer: string, name: string): string => join(devicesPath(share.folder), writer, name)

/** Step by step and never more than that: a folder that is away must not be made anew where it used to be. */
export async function makeWriterFolder(share: Share, writer: string): Promise<void> {
  const devices = devicesPath(share.folder)
  if (await isMade(devices)) await syncFolder(share.folder)
  if (await isMade(join(devices, writer))) await syncFolder(devices)
}

async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

export const unfinishedPath = (share: Share, writer: string, name: string): string => segmentPath(share, writer, `${UNFINISHED}${name}`)

/** `gone` between listing and reading; `unreadable` by lack of rights or a failing disk. */
export async function readSegment(share: Share, file: SegmentFile): Promise<Segment | SegmentProblem | 'gone' | 'unreadable'> {
  let bytes: Buffer
  try {
    const handle = await open(segmentPath(share, file.folder, file.name), 'r')
    try {
      if ((await handle.stat()).size > LARGEST) return 'foreign'
      bytes = await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : 'unreadable'
  }
  return await parseSegment({share: share.id, key: share.key, bytes, claimedId: file.id})
}

/** What is wrong with a file in the folder, as a sentence for a person. */
export function fileProblem({folder, name}: SegmentFile, problem: SegmentProblem | 'unreadable'): string {
  const where = `${folder}/${name}`
  if (problem === 'unfinished') return `${where} is still being copied, or is damaged. If it stays so, the device that wrote it should tidy the share.`
  if (problem === 'newer') return `${where} was written by a newer version of Claimlight. Update Claimlight to get what is in it.`
  if (problem === 'unreadable') return `${where} cannot be read. Check your rights to the shared folder.`
  return `${where} does not belong to this share and is ignored. It can be deleted by whoever put it there.`
}
