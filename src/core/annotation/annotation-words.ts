import {fromTo} from '../text/from-to.ts'
import {inQuotation} from '../text/in-quotation.ts'
import type {Annotation, AnnotationId} from './annotation.ts'
import {isRelation, isSpanAnnotation} from './annotation-kind.ts'

type Lookup = (id: AnnotationId) => Annotation | undefined

/** What an annotation is about, as a person reads it in a sentence. `cut` shortens each quote. */
export function wordsOf(annotation: Annotation, lookup: Lookup, cut: (quote: string) => string = quote => quote): string {
  if (isSpanAnnotation(annotation)) return `“${inQuotation(cut(annotation.selector.quote))}”`
  if (!isRelation(annotation)) return 'the whole article'
  return fromTo(endWords(lookup(annotation.from), cut), endWords(lookup(annotation.to), cut))
}

/** An end of a relation: as it is, gone or not. */
function endWords(end: Annotation | undefined, cut: (quote: string) => string): string {
  if (end === undefined) return 'an annotation that is not there'
  const words = isRelation(end) ? 'another relation' : wordsOf(end, () => undefined, cut)
  return end.removed === undefined ? words : `${words} (removed)`
}

/** The same after the name of its layer: "Claim “Seas rise”", "Stance of the whole article". */
export const namedWords = (layer: string, annotation: Annotation, lookup: Lookup, cut?: (quote: string) => string): string =>
  `${layer}${isSpanAnnotation(annotation) || isRelation(annotation) ? ' ' : ' of '}${wordsOf(annotation, lookup, cut)}`
