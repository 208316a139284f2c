import type {Sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import type {Watch} from '../core/watch.ts'
import type {AnnotationIndex, SetIndex} from './index/annotation-index.ts'
import type {RowQueries} from './index/row-queries.ts'
import type {DocumentLog, StoredDocument} from './log/document-log.ts'
import type {ArticleSearch} from './search/article-search.ts'

/** The first update of a document that is not there yet; `index`: of a set, its rows. */
export type NewDocument = StoredDocument & {readonly update: Uint8Array; readonly index?: SetIndex}

/** The working store of one project: log, index and search in one file or database. Whoever uses one of these takes that alone. */
export interface ProjectStore extends DocumentLog, AnnotationIndex, RowQueries, ArticleSearch {
  /**
   * Appends first updates of very many documents as they come, one in memory at a time: all of them or none. Other calls wait meanwhile. Rejects as `append` does, and with
   * what `documents` throws; then nothing was written.
   */
  appendAll(documents: AsyncIterable<NewDocument>): Promise<void>
  /** Problems of the store itself, each a sentence; empty when all is well. Whoever writes goes on meanwhile. Once cancelled, it ends with what was found. */
  check(watch?: Watch): Promise<readonly Sentence[]>
  /** A consistent copy while the store is in use. Refused when there is a file already. */
  backup(path: string): Promise<Result<null>>
  /** Commits what is waiting. Calls after it are bugs and reject. */
  close(): Promise<void>
}
