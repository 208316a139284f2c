import type {OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {SavedDataset} from '../../ipc/dataset-api.ts'
import type {TaskApi} from '../../ipc/task-api.ts'
import type {Host} from '../host/host.ts'

/** Milliseconds between questions for how far the export is. */
const ASK = 500

type Exporting = Pick<Host, 'saveDataset'> & {readonly requests: TaskApi}

/** Has the dataset made and saved where she says; `null` when she cancelled, before or after it began. `task`: a random name. */
export async function runExport(
  {requests, saveDataset}: Exporting,
  unit: OffsetUnit,
  {task, signal, onPart}: {readonly task: string; readonly signal: AbortSignal; readonly onPart: (part: number) => void},
): Promise<Result<SavedDataset | null>> {
  const cancel = (): void => void requests.cancelTask(task)
  signal.addEventListener('abort', cancel)
  let isOver = false
  const asking = setInterval(async () => {
    const part = await requests.taskProgress(task)
    if (!isOver && part.ok && part.value > 0) onPart(part.value)
  }, ASK)
  try {
    const saved = await saveDataset(unit, task)
    return !saved.ok && signal.aborted ? ok(null) : saved
  } finally {
    isOver = true
    clearInterval(asking)
    signal.removeEventListener('abort', cancel)
  }
}
