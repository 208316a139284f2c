import * as z from 'zod'
import type {Result} from '../core/result.ts'

/** How far something is that takes long, and ending it: by the random name that whoever asked for it gave it. Nobody learns of another's. */
export interface TaskApi {
  /** How much is done, from 0 to 1; 0 for what waits for its turn, and for what is none. */
  taskProgress(task: string): Promise<Result<number>>
  /** Ends it where it is. Whoever asked for it is told that it was cancelled. */
  cancelTask(task: string): Promise<Result<null>>
}

export const taskShape = z.string().min(1).max(64)

export const TASK_REQUESTS: {readonly [K in keyof TaskApi]: z.ZodType<Parameters<TaskApi[K]>>} = {
  taskProgress: z.tuple([taskShape]),
  cancelTask: z.tuple([taskShape]),
}
