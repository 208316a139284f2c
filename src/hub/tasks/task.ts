import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import type {Watch} from '../../core/watch.ts'
import type {CheckReport} from '../../ipc/host-api.ts'
import type {CheckPlan} from '../checks/check-plan.ts'
import type {AgreementReport} from '../../core/agreement/agreement-report.ts'
import type {Cell, Disagreement} from '../../core/agreement/disagreements.ts'
import type {AgreementPlan} from '../agreement/agreement-plan.ts'
import type {SoundDataset} from '../../core/dataset/sound-dataset.ts'
import type {DatasetPart, DatasetPlan} from '../imports/dataset-parts.ts'
import type {ArticlesPlan, ReadFile} from '../imports/read-articles.ts'
import type {ExportPlan, WrittenExport} from '../exports/export-plan.ts'

/**
 * What takes long, by its name: what it is given, what it hands over piece by piece while it runs, and what it makes; plain values all, which threads can hand
 * each other.
 */
export type TaskKinds = {
  readonly export: {readonly given: ExportPlan; readonly piece: never; readonly made: WrittenExport}
  readonly check: {readonly given: CheckPlan; readonly piece: never; readonly made: CheckReport}
  readonly import: {readonly given: DatasetPlan; readonly piece: DatasetPart; readonly made: SoundDataset['counts']}
  readonly articles: {readonly given: ArticlesPlan; readonly piece: ReadFile; readonly made: number}
  readonly agreement: {readonly given: AgreementPlan; readonly piece: never; readonly made: AgreementReport}
  readonly disagreements: {readonly given: {readonly plan: AgreementPlan; readonly cell: Cell}; readonly piece: never; readonly made: readonly Disagreement[]}
}
export type TaskKind = keyof TaskKinds

/** What a task may read, and no more: documents by their names, as the log has them, and texts. */
export type TaskSource = {
  /** Rejects with a sentence. */
  load(document: string): Promise<readonly Uint8Array[]>
  text(article: ArticleId): Promise<Result<string>>
}

/**
 * A task as it is worked out, in whatever thread. It yields how much of it is done, from 0 to 1, and touches nothing: whoever takes its steps may stop
 * between any two of them, and nothing is half done.
 */
export type Computation<K extends TaskKind> = (
  given: TaskKinds[K]['given'],
  from: TaskSource,
) => AsyncGenerator<number | {readonly piece: TaskKinds[K]['piece']}, Result<TaskKinds[K]['made']>, undefined>

/** One piece after the other, as they are taken; whoever takes no more ends it. */
export type Running<K extends TaskKind> = AsyncGenerator<TaskKinds[K]['piece'], Result<TaskKinds[K]['made']>, undefined>

/** Where tasks are worked out: in threads of their own, or in the hub's. */
export interface Tasks {
  /** Refused in a sentence where it is cancelled, or ends badly. */
  run<K extends TaskKind>(kind: K, given: TaskKinds[K]['given'], watch: Watch): Running<K>
  /** Ends all that run. */
  close(): Promise<void>
}

/** What comes of a task that hands nothing over meanwhile. */
export async function made<K extends TaskKind>(running: Running<K>): Promise<Result<TaskKinds[K]['made']>> {
  for (;;) {
    const step = await running.next()
    if (step.done) return step.value
  }
}

/** Of a dataset, and of articles. */
const IMPORT = {
  cancelled: message('The import was cancelled. Nothing was changed.'),
  full: message('The import needs more memory than there is for it. Nothing was lost. Use claimlight import, on a computer with more memory.'),
  ended: message('The import ended before it was done. Nothing was lost; try again.'),
}

const CANCELLED: {readonly [K in TaskKind]: Message} = {
  export: message('The export was cancelled.'),
  check: message('The check was cancelled.'),
  import: IMPORT.cancelled,
  articles: IMPORT.cancelled,
  agreement: message('The figures of agreement were cancelled.'),
  disagreements: message('The search for disagreements was cancelled.'),
}
const FULL: {readonly [K in TaskKind]: Message} = {
  export: message('The export needs more memory than there is for it. Nothing was lost. Use claimlight export, on a computer with more memory.'),
  check: message('The check needs more memory than there is for it. Nothing was lost. Use claimlight check, on a computer with more memory.'),
  import: IMPORT.full,
  articles: IMPORT.full,
  agreement: message(
    'The figures of agreement need more memory than there is for them. Choose a round, or use claimlight agreement on a computer with more memory.',
  ),
  disagreements: message('The search for disagreements needs more memory than there is for it. Choose a round or an article.'),
}
const ENDED: {readonly [K in TaskKind]: Message} = {
  export: message('The export ended before it was done. Nothing was lost; try again.'),
  check: message('The check ended before it was done. Nothing was lost; try again.'),
  import: IMPORT.ended,
  articles: IMPORT.ended,
  agreement: message('The figures of agreement were not done. Nothing was lost; try again.'),
  disagreements: message('The search for disagreements ended before it was done. Nothing was lost; try again.'),
}

/** What whoever asked is told of a task that made nothing. */
export const taskSentence = {
  cancelled: (kind: TaskKind): Message => CANCELLED[kind],
  full: (kind: TaskKind): Message => FULL[kind],
  ended: (kind: TaskKind): Message => ENDED[kind],
}
