import type {AnnotationId, AnnotatorId} from '../annotation/annotation.ts'
import type {ArticleId} from '../article/article.ts'
import type {RoundId} from '../round/owner.ts'
import type {Schema} from '../schema/schema.ts'
import type {Extent} from '../text/extent.ts'
import type {Span} from '../text/span.ts'

/** What an annotation says that can be compared with what another says. */
export type Judgement = {
  readonly id: AnnotationId
  readonly layer: string
  /** Where it stands, of words; absent of an article as a whole and of a relation. */
  readonly extent?: Extent
  readonly quote?: string
  /** The ends of a relation, in the same set. */
  readonly from?: AnnotationId
  readonly to?: AnnotationId
  /** Of each feature that counts for agreement, its labels; a number or yes and no as JSON has them, a reference as its kind and id. What is not answered is absent. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  /** `target`: of which kind and called how, so that two annotators who entered the same name in registries of their own mean the same. */
  readonly stances: readonly {readonly target: string; readonly value: string}[]
}

/** An article in a round, and what each of those who read it to the end said of it: nothing, where she found nothing. */
export type JudgedText = {
  readonly article: ArticleId
  readonly title: string
  readonly round: RoundId
  /** UTF-16 code units. */
  readonly length: number
  /** Its words (UAX 29), where a measure asks for them. */
  readonly tokens: readonly Span[]
  readonly readers: ReadonlyMap<AnnotatorId, readonly Judgement[]>
}

/** What annotators said alone, each in sets of her own. Neither the team's sets nor gold are among it. */
export type Judgements = {
  readonly schema: Schema
  /** Names that tell them apart. */
  readonly annotators: readonly {readonly id: AnnotatorId; readonly name: string}[]
  readonly rounds: readonly {readonly id: RoundId; readonly name: string}[]
  readonly texts: readonly JudgedText[]
  /** How what references point at is called, by their kinds and ids as answers have them. */
  readonly names: ReadonlyMap<string, string>
  readonly leftOut: LeftOutWork
}

/** What was said and is not compared. */
export type LeftOutWork = {
  /** Sets with annotations of articles that their annotators have not finished. */
  readonly unfinished: number
  /** Annotations that came after their round was opened. */
  readonly late: number
  /** Finished work of annotators on articles that is at another hub still. */
  readonly absent: number
}
