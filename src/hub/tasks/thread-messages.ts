import type {ArticleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import type {TaskKind, TaskKinds} from './task.ts'

/** What a thread is made for. `folder`: of the project. */
export type Asked = {[K in TaskKind]: {readonly folder: string; readonly kind: K; readonly given: TaskKinds[K]['given']}}[TaskKind]

/**
 * What a thread tells its hub: how much is done, a text that is not in the folder, a document that it wants to read, a piece that it hands over, and in the end
 * what it has made.
 */
export type Told =
  | {readonly part: number}
  | {readonly text: ArticleId}
  | {readonly document: string}
  | {readonly piece: unknown}
  | {readonly result: Result<unknown>}

/** What it is told back; `next`: the piece was taken. */
export type Answered =
  | {readonly next: true}
  | {readonly text: ArticleId; readonly found: Result<string>}
  | {readonly document: string; readonly found: Result<readonly Uint8Array[]>}
