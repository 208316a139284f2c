import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ImportedDataset} from '../../ipc/dataset-api.ts'
import {PIECE} from '../../ipc/dataset-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {TaskApi, TaskPart} from '../../ipc/task-api.ts'
import type {Host} from '../host/host.ts'
import {runTask} from '../host/run-task.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {say} from '../ui/say.ts'

type DatasetHost = Pick<HostApi, 'sendDataset' | 'importDataset' | 'dropDataset'> & TaskApi

/** `part`: how much is done of what is told. */
export type DatasetProgress = {readonly doing: 'sending' | 'importing'; readonly part: TaskPart}

const CANCELLED = say('The import was cancelled. Nothing was changed.')
const UNREADABLE = say('The file could not be read. Is it still there, and may you read it? Nothing was changed.')

/** As the desktop asks which file, and the hub reads it where it lies; or a file that was chosen in a page. `null` when no file was chosen. */
export function takeDataset(host: Pick<Host, 'requests' | 'desktop'>, file: PickedFile | undefined, given: Given): Promise<Result<ImportedDataset | null>> {
  if (file !== undefined) return runDatasetImport(host.requests, file, given)
  return desktopImport(host, given)
}

async function desktopImport(
  {requests, desktop}: Pick<Host, 'requests' | 'desktop'>,
  {upload, signal, onProgress}: Given,
): Promise<Result<ImportedDataset | null>> {
  if (desktop === undefined) return ok(null)
  const onPart = (part: TaskPart): void => onProgress({doing: 'importing', part})
  onPart(0)
  const done = await runTask(requests, task => desktop.importDataset(task), {task: upload, signal, onPart})
  return done.ok && done.value === null && signal.aborted ? refused(CANCELLED) : done
}

type Given = {readonly upload: string; readonly signal: AbortSignal; readonly onProgress: (progress: DatasetProgress) => void}

/** Sends a dataset to the hub piece by piece, so that none of it is in memory whole, and has it imported. */
export async function runDatasetImport(host: DatasetHost, file: PickedFile, given: Given): ReturnType<HostApi['importDataset']> {
  const {upload, signal, onProgress} = given
  const drop = (): void => void host.dropDataset(upload)
  signal.addEventListener('abort', drop)
  try {
    const sent = await send(host, file, given)
    // What was on its way is refused in other words, because what was sent is gone.
    if (signal.aborted) return refused(CANCELLED)
    if (!sent.ok) return sent
    const onPart = (part: TaskPart): void => onProgress({doing: 'importing', part})
    onPart(0)
    const whole = {upload, name: file.name, size: file.size}
    const done = await runTask(host, task => host.importDataset(whole, {task}), {task: upload, signal, onPart})
    return done.ok && done.value === null ? refused(CANCELLED) : (done as Result<ImportedDataset>)
  } finally {
    signal.removeEventListener('abort', drop)
  }
}

async function send(host: DatasetHost, file: PickedFile, {upload, signal, onProgress}: Given): Promise<Result<null>> {
  let last: Result<null> = {ok: true, value: null}
  for (let at = 0; at === 0 || at < file.size; at += PIECE) {
    if (signal.aborted) return refused(CANCELLED)
    onProgress({doing: 'sending', part: file.size === 0 ? 0 : at / file.size})
    const bytes = await file.part(at, at + PIECE).catch(() => undefined)
    if (bytes === undefined) return refused(UNREADABLE)
    last = await host.sendDataset({upload, at, bytes})
    if (!last.ok) return last
  }
  return last
}
