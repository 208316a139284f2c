import type {Watch} from '../core/watch.ts'

/** Whoever asked for something long over a window: with her name for it. */
export type TaskWatch = Watch & {readonly task?: string | undefined}
