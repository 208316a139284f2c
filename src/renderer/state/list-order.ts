import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {inTextOrder} from '../../core/text/span.ts'

/** What is about the whole article first, then marked words as they stand in the text, each relation after the words that it begins at. */
export function inListOrder<T extends {readonly annotation: Annotation}>(
  all: readonly T[],
  lookup: (id: AnnotationId) => Annotation | undefined,
): readonly T[] {
  return all
    .map(each => ({each, place: placeOf(each.annotation, lookup)}))
    .sort(
      (a, b) => a.place.rank - b.place.rank || inTextOrder(a.place, b.place) || a.place.after - b.place.after || a.each.annotation.at - b.each.annotation.at,
    )
    .map(({each}) => each)
}

type Place = {readonly rank: 0 | 1 | 2; readonly start: number; readonly end: number; readonly after: 0 | 1}

/** A relation of which the first end is gone, or not of words, comes last. */
function placeOf({selector, from}: Annotation, lookup: (id: AnnotationId) => Annotation | undefined): Place {
  const words = selector ?? (from === undefined ? undefined : lookup(from)?.selector)
  if (words !== undefined) return {rank: 1, start: words.start, end: words.end, after: selector === undefined ? 1 : 0}
  return {rank: from === undefined ? 0 : 2, start: 0, end: 0, after: 0}
}
