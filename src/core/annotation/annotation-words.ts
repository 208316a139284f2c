import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {fromTo} from '../text/from-to.ts'
import {inQuotation} from '../text/in-quotation.ts'
import type {Act, Annotation, AnnotationId} from './annotation.ts'
import {isRelation, isSpanAnnotation} from './annotation-kind.ts'

/** What of an annotation says what it is about. */
export type Words = {readonly selector?: {readonly quote: string}; readonly from?: AnnotationId; readonly to?: AnnotationId; readonly removed?: Act}

type Lookup = (id: AnnotationId) => Words | undefined

/** What an annotation is about, as a person reads it in a sentence. `cut` shortens each quote. */
export function wordsOf({selector, from, to}: Words, lookup: Lookup, cut: (quote: string) => string = quote => quote): Sentence {
  if (selector !== undefined) return message('“{words}”', {words: inQuotation(cut(selector.quote))})
  if (from === undefined || to === undefined) return message('the whole article')
  return fromTo(endWords(lookup(from), cut), endWords(lookup(to), cut))
}

/** An end of a relation: as it is, gone or not. */
function endWords(end: Words | undefined, cut: (quote: string) => string): Sentence {
  if (end === undefined) return message('an annotation that is not there')
  const isGone = end.removed !== undefined
  if (end.from !== undefined) return isGone ? message('another relation (removed)') : message('another relation')
  if (!isGone) return wordsOf(end, () => undefined, cut)
  return end.selector === undefined ? message('the whole article (removed)') : message('“{words}” (removed)', {words: inQuotation(cut(end.selector.quote))})
}

/** The same after the name of its layer: "Claim “Seas rise”", "Stance of the whole article". */
export function namedWords(layer: string, annotation: Annotation, lookup: Lookup, cut?: (quote: string) => string): Message {
  if (!isSpanAnnotation(annotation) && !isRelation(annotation)) return message('{label} of the whole article', {label: layer})
  return message('{label} {words}', {label: layer, words: wordsOf(annotation, lookup, cut)})
}
