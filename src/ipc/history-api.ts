import * as z from 'zod'
import type {Annotation, AnnotationId, AnnotatorId} from '../core/annotation/annotation.ts'
import type {ArticleId} from '../core/article/article.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {Owner} from '../core/round/owner.ts'
import {ownerShape} from '../core/round/owner-shape.ts'
import type {Result} from '../core/result.ts'

/**
 * How an annotation stood after a change. `arrived`: when the hub was given it; absent for what was there before it kept that. `here`: it came from a
 * window at this hub, of the person named; else the name is what the record says. `signedAt`: when, by the clock of the window that wrote it.
 */
export type AnnotationState = {
  readonly annotation: Annotation
  readonly by?: AnnotatorId
  readonly here: boolean
  readonly arrived?: number
  readonly signedAt?: number
}

/** The newest first. `next`: from where to ask on, while there are more. */
export type AnnotationHistory = {readonly states: readonly AnnotationState[]; readonly next?: number}

/** What a window may ask about how annotations came to be as they are, in the sets this person may read. */
export interface HistoryApi {
  annotationHistory(article: ArticleId, owner: Owner, annotation: AnnotationId, from: number): Promise<Result<AnnotationHistory>>
}

/** The arguments of each request, parsed from unknown where they arrive. */
export const HISTORY_REQUESTS: {readonly [K in keyof HistoryApi]: z.ZodType<Parameters<HistoryApi[K]>>} = {
  annotationHistory: z.tuple([articleIdShape, ownerShape, z.string().min(1).max(200), z.number().int().nonnegative()]),
}
