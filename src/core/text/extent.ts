import {isUnseen} from './segmentation.ts'
import type {Span} from './span.ts'
import {contains, inTextOrder, overlaps, slice} from './span.ts'

/**
 * Where words stand that something else may interrupt: the span from the first to the last of them and, where there are several, its
 * parts: in text order, with something between any two. Words in one piece have no `parts`.
 */
export type Extent = Span & {readonly parts?: readonly Span[]}

/** Parts of one extent: a claim that is interrupted more often is more than one. */
export const MOST_PARTS = 32

/** Where the words stand, piece by piece; one in most. */
export const partsOf = ({start, end, parts}: Extent): readonly Span[] => parts ?? [{start, end}]

/** Whether parts are as those of an extent must be, which runs from the first to the last. */
export const areParts = ({start, end, parts}: Required<Extent>): boolean =>
  parts.length >= 2 &&
  parts.length <= MOST_PARTS &&
  parts[0]?.start === start &&
  parts.at(-1)?.end === end &&
  parts.every((part, at) => part.start < part.end && part.start > (parts[at - 1]?.end ?? -1))

/** The extent of some spans, at least one. Those that overlap, touch, or have nothing between them that is seen become one part. */
export function extentOf(text: string, spans: readonly Span[]): Extent {
  const parts: Span[] = []
  for (const {start, end} of [...spans].sort(inTextOrder)) {
    const last = parts.at(-1)
    if (last !== undefined && (start <= last.end || isUnseen(text.slice(last.end, start))))
      parts[parts.length - 1] = {start: last.start, end: Math.max(last.end, end)}
    else parts.push({start, end})
  }
  const [first, last] = [parts[0], parts.at(-1)]
  if (first === undefined || last === undefined) throw new Error('An extent has one span at least.')
  return parts.length === 1 ? first : {start: first.start, end: last.end, parts}
}

/** With other words in place of one of its parts, or without that; `undefined` where nothing is left. */
export function withPart(text: string, extent: Extent, at: number, part: Span | undefined): Extent | undefined {
  const spans = partsOf(extent).flatMap((each, index) => (index !== at ? [each] : part === undefined ? [] : [part]))
  return spans.length === 0 ? undefined : extentOf(text, spans)
}

/** Which of its parts a caret stands in, or at an end of; `undefined` beside all of them. */
export function partAt(extent: Extent, caret: number | undefined): number | undefined {
  const at = caret === undefined ? -1 : partsOf(extent).findIndex(({start, end}) => start <= caret && caret <= end)
  return at === -1 ? undefined : at
}

/** Whether two are at the same places, to the letter. */
export function sameExtent(a: Extent, b: Extent): boolean {
  const [one, other] = [partsOf(a), partsOf(b)]
  return one.length === other.length && one.every(({start, end}, at) => start === other[at]?.start && end === other[at]?.end)
}

/** Whether a letter of one belongs to the other. What stands between two parts does not. */
export const shareText = (a: Extent, b: Extent): boolean => {
  if (!overlaps(a, b)) return false
  // Asked of very many, most of which are in one piece.
  if (a.parts === undefined && b.parts === undefined) return true
  return partsOf(a).some(one => partsOf(b).some(other => overlaps(one, other)))
}

/** Whether all letters of a span belong to it. */
export const holds = (outer: Extent, inner: Span): boolean => partsOf(outer).some(part => contains(part, inner))

/** How many code units of text it has, without what stands between its parts. */
export const lengthOf = (extent: Extent): number => (extent.parts ?? [extent]).reduce((sum, {start, end}) => sum + end - start, 0)

/** What stands in a quote for what was left out between two parts. */
export const GAP = ' … '

export const quoteOf = (text: string, extent: Extent): string =>
  partsOf(extent)
    .map(part => slice(text, part))
    .join(GAP)

/** The words of each part in a quote of all; `undefined` where the quote cannot be of these parts. */
export function quotesOf(quote: string, parts: readonly Span[]): readonly string[] | undefined {
  const quotes: string[] = []
  let at = 0
  for (const {start, end} of parts) {
    if (quotes.length > 0) {
      if (!quote.startsWith(GAP, at)) return undefined
      at += GAP.length
    }
    quotes.push(quote.slice(at, at + end - start))
    at += end - start
  }
  return at === quote.length ? quotes : undefined
}
