import type {Result} from '../../core/result.ts'
import {ok} from '../../core/result.ts'
import type {TaskApi, TaskPart} from '../../ipc/task-api.ts'
import {whileAsking} from './while-asking.ts'

/** Asks for something long by a random name, and is told how much of it is done; `null` when it was cancelled, before or after it began. */
export async function runTask<T>(
  requests: TaskApi,
  ask: (task: string) => Promise<Result<T>>,
  {task, signal, onPart}: {readonly task: string; readonly signal: AbortSignal; readonly onPart: (part: TaskPart) => void},
): Promise<Result<T | null>> {
  const cancel = (): void => void requests.cancelTask(task)
  signal.addEventListener('abort', cancel)
  try {
    const made = await whileAsking(ask(task), () => requests.taskProgress(task), onPart)
    return !made.ok && signal.aborted ? ok(null) : made
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
