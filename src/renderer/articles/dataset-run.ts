import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ImportedDataset} from '../../ipc/dataset-api.ts'
import {PIECE} from '../../ipc/dataset-api.ts'
import type {HostApi} from '../../ipc/host-api.ts'
import type {Host} from '../host/host.ts'
import {runTask} from '../host/run-task.ts'
import {whileAsking} from '../host/while-asking.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {say} from '../ui/say.ts'

type DatasetHost = Pick<HostApi, 'sendDataset' | 'importDataset' | 'importProgress' | 'cancelImport'>

/** `part`: how much is done of what is told, from 0 to 1. */
export type DatasetProgress = {readonly doing: 'sending' | 'importing'; readonly part: number}

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
  const onPart = (part: number): void => onProgress({doing: 'importing', part})
  onPart(0)
  const done = await runTask(requests, task => desktop.importDataset(task), {task: upload, signal, onPart})
  return done.ok && done.value === null && signal.aborted ? refused(CANCELLED) : done
}

type Given = {readonly upload: string; readonly signal: AbortSignal; readonly onProgress: (progress: DatasetProgress) => void}

/** Sends a dataset to the hub piece by piece, so that none of it is in memory whole, and has it imported. */
export async function runDatasetImport(host: DatasetHost, file: PickedFile, given: Given): ReturnType<HostApi['importDataset']> {
  const {upload, signal, onProgress} = given
  const cancel = (): void => void host.cancelImport(upload)
  signal.addEventListener('abort', cancel)
  try {
    const sent = await send(host, file, given)
    const told = (part: number): void => onProgress({doing: 'importing', part})
    if (sent.ok) told(0)
    const done = sent.ok ? await whileAsking(host.importDataset({upload, name: file.name, size: file.size}), () => host.importProgress(upload), told) : sent
    // Whatever was on its way is refused in other words, because what was sent is gone.
    return !done.ok && signal.aborted ? refused(CANCELLED) : done
  } finally {
    signal.removeEventListener('abort', cancel)
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
