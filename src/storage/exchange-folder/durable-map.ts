import type {FileHandle} from 'node:fs/promises'
import {readFile, rename, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import {crc32} from 'node:zlib'
import {errorCode} from '../disk-problem.ts'
import {openPrivateFile} from '../private-files.ts'
import {syncFolder} from './durable-file.ts'

/**
 * Small values that survive SIGKILL and power loss: a log of changes, each line with its checksum. What `commit` has
 * resolved for is kept, all changes of one commit or none; a torn or damaged tail is dropped.
 */
export interface DurableMap {
  section(name: string): ReadonlyMap<string, unknown>
  /** `undefined` deletes. Seen by `section` at once, on disk after the next commit. */
  set(section: string, key: string, value: unknown): void
  commit(): Promise<void>
  /** Whether the file is a copy of another one: made by copying the project, or restored from a backup. */
  readonly copied: boolean
  close(): Promise<void>
}

type Change = readonly [section: string, key: string, value?: unknown]

const HEADER = 'claimlight-share-state 1'
/** A log this much longer than it would be when written afresh is written afresh. Bytes. */
const SLACK = 1 << 20

const line = (changes: readonly Change[]): string => {
  const text = JSON.stringify(changes)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`
}

export async function openDurableMap(path: string): Promise<DurableMap> {
  const sections = new Map<string, Map<string, unknown>>()
  const sectionOf = (name: string): Map<string, unknown> => {
    const section = sections.get(name) ?? new Map<string, unknown>()
    sections.set(name, section)
    return section
  }
  const put = ([section, key, value]: Change): void => {
    if (value === undefined || value === null) sectionOf(section).delete(key)
    else sectionOf(section).set(key, value)
  }

  const read = async (): Promise<'new' | 'own' | 'copied'> => {
    let lines: string[]
    try {
      lines = (await readFile(path, 'utf8')).split('\n')
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 'new'
      throw error
    }
    const header = lines[0] ?? ''
    if (!header.startsWith(HEADER)) return 'new'
    for (const each of lines.slice(1, -1)) {
      const text = each.slice(9)
      if (crc32(text) !== Number.parseInt(each.slice(0, 8), 16)) break
      for (const change of JSON.parse(text) as Change[]) put(change)
    }
    // The number of the file on its disk goes with it when it is moved, and is another one in a copy.
    return header === `${HEADER} ${(await stat(path, {bigint: true})).ino}` ? 'own' : 'copied'
  }

  let handle: FileHandle
  let length = 0
  let freshLength = 0
  const rewrite = async (): Promise<void> => {
    const unfinished = `${path}.tmp`
    const next = await openPrivateFile(unfinished, 'w')
    try {
      const chunks = [`${HEADER} ${(await next.stat({bigint: true})).ino}\n`]
      for (const [section, entries] of sections) {
        const changes = [...entries].map(([key, value]): Change => [section, key, value])
        for (let at = 0; at < changes.length; at += 1000) chunks.push(line(changes.slice(at, at + 1000)))
      }
      const bytes = Buffer.from(chunks.join(''))
      await next.writeFile(bytes)
      await next.sync()
      await rename(unfinished, path)
      await syncFolder(dirname(path))
      await handle?.close()
      handle = next
      length = freshLength = bytes.length
      dirty.clear()
    } catch (error) {
      await next.close()
      throw error
    }
  }

  const dirty = new Map<string, Change>()
  const found = await read()
  await rewrite()

  return {
    section: sectionOf,
    set: (section, key, value) => {
      put([section, key, value])
      dirty.set(`${section}\n${key}`, [section, key, value])
    },
    commit: async () => {
      if (dirty.size === 0) return
      if (length > 2 * freshLength + SLACK) return await rewrite()
      const bytes = Buffer.from(line([...dirty.values()]))
      // Always from the last good end: what a full disk cut short is written over.
      const {bytesWritten} = await handle.write(bytes, 0, bytes.length, length)
      if (bytesWritten < bytes.length) throw Object.assign(new Error('The disk took only a part.'), {code: 'ENOSPC'})
      await handle.datasync()
      length += bytes.length
      dirty.clear()
    },
    copied: found === 'copied',
    close: () => handle.close(),
  }
}
