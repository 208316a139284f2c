import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Owner} from '../../core/round/owner.ts'
import type {Extent} from '../../core/text/extent.ts'
import {sameExtent} from '../../core/text/extent.ts'
import type {Span} from '../../core/text/span.ts'
import type {Highlight} from '../article/highlight-index.ts'

/** An article that somebody reads: in whose set, how far it is opened, and what of it is selected. A value; every step from one to the next has a name here. */
export type Reading = {
  readonly article: ArticleId | undefined
  /** Whose set of annotations is open on it. */
  readonly owner: Owner | undefined
  /** `loading`, or a sentence about why the article cannot be shown. */
  readonly opening: {readonly state: 'none' | 'loading' | 'ready'} | {readonly state: 'failed'; readonly problem: string}
  /** Snapped; `undefined` while nothing is selected. */
  readonly selection: Span | undefined
  readonly selected: AnnotationId | undefined
  /** The annotation that was selected until words were: they can be added to it. */
  readonly beside: AnnotationId | undefined
  /** A relation that is being made: its layer, and the annotation that it begins at. It waits for the other one. */
  readonly relating: {readonly article: ArticleId; readonly layer: string; readonly from: AnnotationId} | undefined
  /** Painted in place of the selected annotation: how it stood once. */
  readonly preview: Highlight | undefined
}

export const NOTHING_READ: Reading = {
  article: undefined,
  owner: undefined,
  opening: {state: 'none'},
  selection: undefined,
  selected: undefined,
  beside: undefined,
  relating: undefined,
  preview: undefined,
}

/** Another article, or the same in another set. What was selected belongs to the one before. */
export const turnedTo = <R extends Reading>(reading: R, article: ArticleId, owner: Owner): R => ({
  ...reading,
  article,
  owner,
  opening: {state: 'loading'},
  selection: undefined,
  selected: undefined,
  beside: undefined,
  relating: undefined,
})

export const arrived = <R extends Reading>(reading: R, owner: Owner): R => ({...reading, owner, opening: {state: 'ready'}})

export const notShown = <R extends Reading>(reading: R, problem: string): R => ({...reading, opening: {state: 'failed', problem}})

/** An annotation, in place of words. */
export const choosing = <R extends Reading>(reading: R, annotation: AnnotationId): R => ({
  ...reading,
  selected: annotation,
  beside: undefined,
  selection: undefined,
})

/**
 * Words, or none any more. They take the place of the selected annotation unless they are the very words of it (`its`): keys must not change
 * what nobody looks at. It is kept in mind (`beside`), for they may belong to it.
 */
export function selecting<R extends Reading>(reading: R, words: Span | undefined, its: Extent | undefined): R {
  const isOther = words !== undefined && (its === undefined || !sameExtent(words, its))
  return isOther ? {...reading, selection: words, selected: undefined, beside: reading.selected ?? reading.beside} : {...reading, selection: words}
}
