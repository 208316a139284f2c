import type {TextEncoding} from '../../core/text/text-encoding.ts'
import type {HostApi, ImportOutcome} from '../../ipc/host-api.ts'
import type {TaskPart} from '../../ipc/task-api.ts'
import {runTask} from '../host/run-task.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {say, tell} from '../ui/say.ts'

/** Files are sent in batches of about this many bytes, so that progress shows and a large folder can be cancelled. */
const BATCH_BYTES = 4 * 1024 * 1024
const BATCH_FILES = 200

/** No text of this size is an article; it is refused before it is read into memory and sent. The host has the exact limit. */
const SENDABLE_BYTES = 16 * 1024 * 1024

/** `done`: how many files; also a part of one. */
export type ImportProgress = {readonly done: number; readonly of: number; readonly isWaiting: boolean; readonly outcomes: readonly ImportOutcome[]}

/** Imports files batch by batch; what is imported before a cancellation or a failure stays, and of the batch then under way nothing is. Gives the sentence that stopped it, if one did. */
export async function runImport(
  host: HostApi,
  files: readonly PickedFile[],
  encoding: TextEncoding | null,
  given: {readonly signal: AbortSignal; readonly onProgress: (progress: ImportProgress) => void},
): Promise<string | undefined> {
  const outcomes: ImportOutcome[] = []
  let done = 0
  const {signal} = given
  const report = (part: TaskPart = 0, batch = 0): void => {
    const isWaiting = part === 'waiting'
    given.onProgress({done: done + (isWaiting ? 0 : part * batch), of: files.length, isWaiting, outcomes: [...outcomes]})
  }
  const cancelled = (): string => say('Cancelled after {done, number} of {files, number} files. What was imported stays.', {done, files: files.length})
  report()
  for (const batch of batches(files)) {
    if (signal.aborted) return cancelled()
    const read = await Promise.all(batch.map(readFile))
    const readable = read.filter(each => 'bytes' in each)
    outcomes.push(...read.filter(each => 'state' in each))
    if (readable.length > 0) {
      const watch = {task: crypto.randomUUID(), signal, onPart: (part: TaskPart) => report(part, batch.length)}
      const answer = await runTask(host, task => host.importFiles(readable, encoding, {task}), watch)
      if (!answer.ok) return tell(answer.error)
      if (answer.value === null) return cancelled()
      outcomes.push(...answer.value)
    }
    done += batch.length
    report()
  }
  return undefined
}

async function readFile(file: PickedFile): Promise<{name: string; bytes: Uint8Array} | ImportOutcome> {
  if (file.refused !== undefined) return {file: file.name, state: 'refused', reason: file.refused}
  if (file.size > SENDABLE_BYTES) {
    return {
      file: file.name,
      state: 'refused',
      reason: say('It is {megabytes, number} MB, too large for one article. Split it into the articles it holds.', {
        megabytes: Math.round(file.size / 1024 / 1024),
      }),
    }
  }
  try {
    return {name: file.name, bytes: await file.bytes()}
  } catch {
    return {file: file.name, state: 'refused', reason: say('It could not be read. Is it still there, and may you read it?')}
  }
}

function batches(files: readonly PickedFile[]): PickedFile[][] {
  const all: PickedFile[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const file of files) {
    const last = all.at(-1)
    if (last === undefined || bytes + file.size > BATCH_BYTES || last.length === BATCH_FILES) {
      all.push([file])
      bytes = file.size
    } else {
      last.push(file)
      bytes += file.size
    }
  }
  return all
}
