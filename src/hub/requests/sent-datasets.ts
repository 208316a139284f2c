import {randomBytes} from 'node:crypto'
import type {FileHandle} from 'node:fs/promises'
import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {DatasetPiece} from '../../ipc/dataset-api.ts'
import {diskSentence} from '../../storage/disk-problem.ts'
import type {FileSource} from '../../storage/texts/file-source.ts'
import {fileSource} from '../../storage/texts/file-source.ts'
import {openPrivateFile} from '../../storage/private-files.ts'

/** Bytes of one dataset, and of all that lie here. Eight times what we have seen. */
const ROOM = {each: 1024 * 1024 * 1024, all: 4 * 1024 * 1024 * 1024}

/** Milliseconds in which a next piece comes, or the import of what came. */
const WAITS = 120_000

const LOST = message('What was sent of this dataset is not here any more. Import it again.')
const TOO_LARGE = message(
  'A dataset of up to {most, number} MB can be sent. Import a larger one with claimlight import, on the computer that keeps the project.',
  {most: ROOM.each / 1024 / 1024},
)
const NO_ROOM = message('Others are sending datasets at the moment. Wait a few minutes, then import it again.')

/** Datasets that windows send piece by piece, on disk until they are imported; one of each person. */
export interface SentDatasets {
  /** Takes the next piece; the first begins anew, and ends what the same person sent before. */
  take(who: string, piece: DatasetPiece): Promise<Result<null>>
  /** Gives out what was sent, whole; who imports it closes it. */
  whole(who: string, upload: string, size: number): Promise<Result<FileSource>>
  drop(who: string, upload: string): Promise<void>
  close(): Promise<void>
}

type Sent = {readonly upload: string; readonly file: FileHandle; readonly path: string; size: number; timer: NodeJS.Timeout; last: Promise<unknown>}

export function sentDatasets(folder: string, room = ROOM, waits = WAITS): SentDatasets {
  const sent = new Map<string, Sent>()
  const end = async (who: string, one: Sent): Promise<void> => {
    clearTimeout(one.timer)
    if (sent.get(who) === one) sent.delete(who)
    await one.last
    await one.file.close().catch(() => undefined)
    await rm(one.path, {force: true}).catch(() => undefined)
  }
  const begin = async (who: string, upload: string): Promise<Sent> => {
    const before = sent.get(who)
    if (before !== undefined) await end(who, before)
    const path = join(folder, `.dataset.${randomBytes(6).toString('hex')}.unfinished`)
    const file = await openPrivateFile(path, 'wx+')
    // Where a file without a name may be open, nothing is left of it whatever happens.
    if (process.platform !== 'win32') await rm(path)
    const one: Sent = {upload, file, path, size: 0, timer: setTimeout(() => undefined, 0), last: Promise.resolve()}
    sent.set(who, one)
    return one
  }
  const add = async (who: string, {upload, at, bytes}: DatasetPiece): Promise<Result<null>> => {
    const one = at === 0 ? await begin(who, upload) : sent.get(who)
    if (one === undefined || one.upload !== upload || one.size !== at) return refused(LOST)
    clearTimeout(one.timer)
    one.timer = setTimeout(() => void end(who, one), waits)
    one.timer.unref()
    const all = [...sent.values()].reduce((sum, {size}) => sum + size, bytes.byteLength)
    if (at + bytes.byteLength > room.each || all > room.all) {
      await end(who, one)
      return refused(at + bytes.byteLength > room.each ? TOO_LARGE : NO_ROOM)
    }
    one.size += bytes.byteLength
    const writing = one.file.write(bytes, 0, bytes.byteLength, at)
    one.last = writing.catch(() => undefined)
    await writing
    return ok(null)
  }
  return {
    take: (who, piece) =>
      add(who, piece).catch(async error => {
        const one = sent.get(who)
        if (one !== undefined) await end(who, one)
        return refused(diskSentence(message('The dataset could not be kept'), error))
      }),
    whole: async (who, upload, size) => {
      const one = sent.get(who)
      if (one === undefined || one.upload !== upload || one.size !== size) return refused(LOST)
      sent.delete(who)
      clearTimeout(one.timer)
      const opened = fileSource(one.file, {size, mtimeMs: (await one.file.stat()).mtimeMs})
      return ok({...opened, close: () => end(who, one)})
    },
    drop: async (who, upload) => {
      const one = sent.get(who)
      if (one?.upload === upload) await end(who, one)
    },
    close: async () => {
      for (const [who, one] of [...sent]) await end(who, one)
    },
  }
}
