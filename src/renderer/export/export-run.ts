import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {SavedDataset} from '../../ipc/dataset-api.ts'
import type {TaskApi} from '../../ipc/task-api.ts'
import type {Host} from '../host/host.ts'
import {whileAsking} from '../host/while-asking.ts'

type Exporting = Pick<Host, 'saveDataset'> & {readonly requests: TaskApi}

/** Has the dataset made and saved where she says; `null` when she cancelled, before or after it began. `task`: a random name. */
export async function runExport(
  {requests, saveDataset}: Exporting,
  unit: OffsetUnit,
  {task, signal, onPart}: {readonly task: string; readonly signal: AbortSignal; readonly onPart: (part: number) => void},
): Promise<Result<SavedDataset | null>> {
  const cancel = (): void => void requests.cancelTask(task)
  signal.addEventListener('abort', cancel)
  try {
    const saved = await whileAsking(saveDataset(unit, task), () => requests.taskProgress(task), onPart)
    return !saved.ok && signal.aborted ? ok(null) : saved
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
