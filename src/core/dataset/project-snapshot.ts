import type {Annotation, AnnotationId, AnnotatorId} from '../annotation/annotation.ts'
import type {ReadMark} from '../article/article-label.ts'
import type {ArticleEntry, ArticleId} from '../article/article.ts'
import type {Owner, RoundId} from '../round/owner.ts'
import type {Round} from '../round/round.ts'
import type {Finish, Given} from '../round/worklist.ts'
import type {Claim, Entity, Topic} from '../registry/registry.ts'
import type {KeptVersion} from '../schema/kept-version.ts'
import type {Schema} from '../schema/schema.ts'

/** An article with its text in normal form; `id` is the text's hash. */
export type SnapshotArticle = ArticleEntry & {readonly text: string}

/** Who an id in `by` is. A person's role belongs to the living project, not to its data. */
export type Annotator = {readonly id: AnnotatorId; readonly name: string}

/** An owner's cross-article objects. References in an annotation are looked up in the registry of its set's owner. */
export type SnapshotRegistry = {readonly owner: Owner; readonly entities: readonly Entity[]; readonly claims: readonly Claim[]}

/** What one owner says about one article: annotations, removed ones too, and read marks, at most one per annotator. */
export type SnapshotSet = {
  readonly article: ArticleId
  readonly owner: Owner
  readonly annotations: readonly Annotation[]
  readonly readMarks: readonly ReadMark[]
  /** What was taken after its round was opened: annotations by their ids, read marks by whose they are. */
  readonly late?: {readonly annotations: ReadonlySet<AnnotationId>; readonly readMarks: ReadonlySet<AnnotatorId>}
  /** What was finished of it was sealed with, by the ids of the finishes: in what is read from a dataset. */
  readonly nonces?: readonly SealedFinish[]
}

/** What somebody finished, with what that was sealed with, in base64url: where its round is opened. */
export type SealedFinish = Finish & {readonly nonce?: string}

/** What an annotator was given in a round, by whom and when, and what she finished. */
export type SnapshotWorklist = {
  readonly round: RoundId
  readonly annotator: AnnotatorId
  readonly given: readonly Given[]
  readonly finished: readonly SealedFinish[]
}

/**
 * The data of a whole project at one moment, as plain values: what a dataset is written from and read back into. At most
 * one registry per owner and one set per article and owner; the order of the lists means nothing.
 */
export type ProjectSnapshot = {
  readonly name: string
  readonly schema: Schema
  /** Those that were in force, the earliest first; absent where no more is known than the one that is. */
  readonly versions?: readonly KeptVersion[]
  readonly articles: readonly SnapshotArticle[]
  readonly annotators: readonly Annotator[]
  /** Those in which annotators had sets of their own; absent where there are none. */
  readonly rounds?: readonly Round[]
  /** At most one of a round and an annotator; absent where there are none. */
  readonly worklists?: readonly SnapshotWorklist[]
  readonly topics: readonly Topic[]
  readonly registries: readonly SnapshotRegistry[]
  readonly sets: readonly SnapshotSet[]
}
