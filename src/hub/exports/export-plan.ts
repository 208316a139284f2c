import type {ArticleEntry, ArticleId} from '../../core/article/article.ts'
import type {LeftOut, OffsetUnit} from '../../core/dataset/dataset-document.ts'
import type {Annotator} from '../../core/dataset/project-snapshot.ts'
import type {Owner, RoundWork} from '../../core/round/owner.ts'
import type {Round} from '../../core/round/round.ts'
import type {Topic} from '../../core/registry/registry.ts'
import type {KeptVersion} from '../../core/schema/kept-version.ts'
import type {KindsThen} from '../../core/schema/kind-then.ts'
import type {Schema} from '../../core/schema/schema.ts'

export type Stored = {readonly name: string; readonly owner: Owner}

/**
 * What an export holds, as it was judged for one person: plain values, which a thread of its own can be given. It reads the sets and registries
 * that are named here and no others.
 */
export type ExportPlan = {
  readonly unit: OffsetUnit
  readonly name: string
  readonly schema: Schema
  readonly kinds: KindsThen
  readonly versions: readonly KeptVersion[]
  readonly topics: readonly Topic[]
  /** What merged topics and joined persons stand for. */
  readonly roots: {readonly topics: ReadonlyMap<string, string>; readonly people: ReadonlyMap<string, string>}
  readonly people: readonly Annotator[]
  /** In the order of their ids. */
  readonly articles: readonly ArticleEntry[]
  readonly registries: readonly Stored[]
  /** Of each article, in the order of their owners. */
  readonly sets: ReadonlyMap<ArticleId, readonly Stored[]>
  readonly rounds: readonly Round[]
  /** What annotators were given and finished, by the round and whose it is. `isOpen`: what sealed it may be told. */
  readonly worklists: readonly (RoundWork & {readonly name: string; readonly isOpen: boolean})[]
  readonly projectId: string
  readonly leftOut: LeftOut | undefined
}

/** The bytes of a file, packed in parts that are unpacked one after the other. `aside`: how many annotations are not in it, which no reader of it would take. */
export type WrittenExport = {readonly aside: number; readonly size: number; readonly packed: readonly Uint8Array[]}
