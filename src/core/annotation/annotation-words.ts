import {fromTo} from '../text/from-to.ts'
import {inQuotation} from '../text/in-quotation.ts'
import type {Act, Annotation, AnnotationId} from './annotation.ts'
import {isRelation, isSpanAnnotation} from './annotation-kind.ts'

/** What of an annotation says what it is about. */
export type Words = {readonly selector?: {readonly quote: string}; readonly from?: AnnotationId; readonly to?: AnnotationId; readonly removed?: Act}

type Lookup = (id: AnnotationId) => Words | undefined

/** What an annotation is about, as a person reads it in a sentence. `cut` shortens each quote. */
export function wordsOf({selector, from, to}: Words, lookup: Lookup, cut: (quote: string) => string = quote => quote): string {
  if (selector !== undefined) return `“${inQuotation(cut(selector.quote))}”`
  if (from === undefined || to === undefined) return 'the whole article'
  return fromTo(endWords(lookup(from), cut), endWords(lookup(to), cut))
}

/** An end of a relation: as it is, gone or not. */
function endWords(end: Words | undefined, cut: (quote: string) => string): string {
  if (end === undefined) return 'an annotation that is not there'
  const words = end.from !== undefined ? 'another relation' : wordsOf(end, () => undefined, cut)
  return end.removed === undefined ? words : `${words} (removed)`
}

/** The same after the name of its layer: "Claim “Seas rise”", "Stance of the whole article". */
export const namedWords = (layer: string, annotation: Annotation, lookup: Lookup, cut?: (quote: string) => string): string =>
  `${layer}${isSpanAnnotation(annotation) || isRelation(annotation) ? ' ' : ' of '}${wordsOf(annotation, lookup, cut)}`
