import type {Result} from '../../core/result.ts'
import type {TaskPart} from '../../ipc/task-api.ts'

/** Milliseconds between questions for how much is done. */
const ASK = 500

/** Waits for something long, and asks meanwhile how much of it is done. What is answered when it is over is told to nobody. */
export async function whileAsking<T>(work: Promise<T>, ask: () => Promise<Result<TaskPart>>, onPart: (part: TaskPart) => void): Promise<T> {
  let isOver = false
  const asking = setInterval(async () => {
    const part = await ask()
    if (!isOver && part.ok && part.value !== 0) onPart(part.value)
  }, ASK)
  try {
    return await work
  } finally {
    isOver = true
    clearInterval(asking)
  }
}
