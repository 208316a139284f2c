import {createHash} from 'node:crypto'
import type {FileHandle} from 'node:fs/promises'
import {rename, rm} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence} from '../disk-problem.ts'
import {documentTitle, mergedState} from '../document-state.ts'
import {openPrivateFile} from '../private-files.ts'
import {LARGEST_ENTRY, tooLargeEntry} from './bounds.ts'
import {syncFolder, unfinishedName} from './durable-file.ts'
import type {Progress} from './poll.ts'
import type {Entry} from './segment-body.ts'
import {formatSegment} from './segment.ts'
import type {FolderSource} from './folder-source.ts'
import {makeLock} from './folder-lock.ts'
import {passphraseProblem} from './exchange-folder.ts'
import {turn} from '../libsql/turn.ts'

export const EXCHANGE_ENDING = '.claimlight-exchange'

/** First bytes of an exchange file, then one byte of version. */
export const EXCHANGE_MAGIC = Buffer.from('CLXF')
/** 1: of segments encrypted at one go, read but not written any more. */
export const EXCHANGE_VERSION = 2
/** The name under which segments of an exchange file are written. */
const WRITER = 'exchange'
/** Bytes before packing; what is held in memory at a time. */
const SEGMENT_SIZE = 4 << 20

/** `withheld`: documents of a closed round, which are never mailed. */
export type WrittenExchange = {readonly documents: number; readonly texts: number; readonly withheld: number}

export const stopped = message('Stopped as you asked. Nothing was changed.')

/**
 * Writes the whole project into one file to mail: `CLXF ‖ u8 version ‖ (u32 length ‖ lock) ‖ (u32 length ‖ segment)… ‖ u32 0 ‖
 * sha256 of all before`. The last segment is empty, so that its end is authenticated. The file appears when it is whole.
 */
export async function writeExchange(
  path: string,
  given: {projectId: string; passphrase: string; person: string; source: FolderSource} & Progress,
): Promise<Result<WrittenExchange>> {
  const {source, person, onProgress, signal} = given
  const weak = passphraseProblem(given.passphrase)
  if (weak !== undefined) return refused(weak)
  const {lock, text} = await makeLock(given)
  const unfinished = join(dirname(path), unfinishedName(basename(path)))
  let handle: FileHandle | undefined
  try {
    handle = await openPrivateFile(unfinished, 'wx')
    const file = handle
    const hash = createHash('sha256')
    const put = async (bytes: Uint8Array): Promise<void> => {
      hash.update(bytes)
      await file.writeFile(bytes)
    }
    const frame = async (bytes: Uint8Array): Promise<void> => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      await put(length)
      await put(bytes)
    }
    let entries: Entry[] = []
    let size = 0
    let seq = 0
    const segment = async (): Promise<void> => {
      seq++
      await frame(await formatSegment(lock.key, {share: lock.id, writer: WRITER, seq}, {person, level: 0, replaces: [], seen: [], keys: {}, entries}))
      entries = []
      size = 0
    }
    const add = async (entry: Entry, bytes: number): Promise<void> => {
      entries.push(entry)
      size += bytes
      if (size >= SEGMENT_SIZE) await segment()
    }
    const count = {documents: 0, texts: 0, withheld: 0}
    const documents = await source.documents()
    const texts = await source.texts.list()
    let done = 0
    /** Whether to go on with the next. */
    const next = async (): Promise<boolean> => {
      onProgress?.(done++, documents.length + texts.length)
      await turn()
      return signal?.aborted !== true
    }

    await put(Buffer.concat([EXCHANGE_MAGIC, Buffer.from([EXCHANGE_VERSION])]))
    await frame(Buffer.from(text))
    for (const {name, address} of documents) {
      if (!(await next())) return refused(stopped)
      if (source.withheld?.(address) === true) continue
      if (source.closed?.(address) === true) {
        count.withheld++
        const updates = source.openPart === undefined ? [] : await source.load(name)
        const open = source.openPart?.(address, updates, mergedState(updates))
        if (open !== undefined) await add({kind: 'document', name, address, update: open}, open.length)
        continue
      }
      const update = mergedState(await source.load(name))
      if (update.length > LARGEST_ENTRY) return refused(tooLargeEntry(documentTitle(address)))
      count.documents++
      await add({kind: 'document', name, address, update}, update.length)
    }
    for (const article of texts) {
      if (!(await next())) return refused(stopped)
      const content = await source.texts.get(article)
      if (!content.ok) continue
      count.texts++
      await add({kind: 'text', article, text: content.value}, content.value.length)
    }
    if (entries.length > 0) await segment()
    await segment()
    await put(Buffer.alloc(4))
    await file.writeFile(hash.digest())
    await file.sync()
    await file.close()
    handle = undefined
    if (signal?.aborted === true) return refused(stopped)
    await rename(unfinished, path)
    await syncFolder(dirname(path))
    onProgress?.(done, done)
    return ok(count)
  } catch (error) {
    return refused(diskSentence(message('The exchange file could not be written'), error))
  } finally {
    await handle?.close()
    await rm(unfinished, {force: true})
  }
}
