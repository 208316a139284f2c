import type {Sentence} from '../../core/language/message.ts'
import type {ArticleEntry, ArticleId} from '../../core/article/article.ts'
import type {KeptVersion} from '../../core/schema/kept-version.ts'
import type {KindsThen} from '../../core/schema/kind-then.ts'
import type {Schema} from '../../core/schema/schema.ts'
import type {SealedWork} from './sealed-work.ts'

/** What a check looks through, as it was judged for one person: plain values, which a thread can be handed. It reads the sets that are named here and no others. */
export type CheckPlan = {
  readonly articles: readonly Pick<ArticleEntry, 'id' | 'title' | 'published' | 'otherSources'>[]
  /** What the project had and does not list any more. */
  readonly takenOut: ReadonlySet<ArticleId>
  readonly schema: Schema
  readonly kinds: KindsThen
  /** Why the schema cannot be read. */
  readonly schemaProblem: Sentence | undefined
  /** By their articles, also those that the project does not list. */
  readonly sets: ReadonlyMap<ArticleId, readonly string[]>
  readonly versions: readonly KeptVersion[]
  /** In which round these were made, by name, where it is opened. */
  readonly rounds: ReadonlyMap<string, string>
  /** What of these was finished, in rounds that are opened. */
  readonly sealed: ReadonlyMap<string, SealedWork>
}
