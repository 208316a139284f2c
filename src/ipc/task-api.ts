import * as z from 'zod'
import type {Result} from '../core/result.ts'

/** How much of something is done, from 0 to 1; or that others are served first. */
export type TaskPart = number | 'waiting'

/** How far something is that takes long, and ending it: by the random name that whoever asked for it gave it. Nobody learns of another's. */
export interface TaskApi {
  /** How much is done; 0 for what is none. */
  taskProgress(task: string): Promise<Result<TaskPart>>
  /** Ends it where it is. Whoever asked for it is told that it was cancelled. */
  cancelTask(task: string): Promise<Result<null>>
}

export const taskShape = z.string().min(1).max(64)

/** What a window sends of a `TaskWatch`: the name by which it asks. */
export const watchShape = z.strictObject({task: taskShape})

export const TASK_REQUESTS: {readonly [K in keyof TaskApi]: z.ZodType<Parameters<TaskApi[K]>>} = {
  taskProgress: z.tuple([taskShape]),
  cancelTask: z.tuple([taskShape]),
}
