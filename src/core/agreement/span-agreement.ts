import type {Extent} from '../text/extent.ts'
import {lengthOf, partsOf, shareText} from '../text/extent.ts'
import type {Span} from '../text/span.ts'
import type {Match} from './matching.ts'
import {bestMatching} from './matching.ts'
import {placeKey} from './place-key.ts'
import type {Found} from './precision-recall.ts'

/** What somebody marked: words in one piece or several, with a label; one label for all where only places are asked. */
export type Labelled = Extent & {readonly label: string}

/** Same words and same label; each counts once, also where one annotator has the same twice. */
export function exactly(first: readonly Labelled[], second: readonly Labelled[]): Found {
  const left = new Map<string, number>()
  for (const span of second) left.set(keyOf(span), (left.get(keyOf(span)) ?? 0) + 1)
  let common = 0
  for (const span of first) {
    const many = left.get(keyOf(span)) ?? 0
    if (many === 0) continue
    common++
    left.set(keyOf(span), many - 1)
  }
  return {common, first: first.length, second: second.length}
}

const keyOf = (span: Labelled): string => `${placeKey(span)} ${span.label}`

/** A common letter at least and the same label, one to one: the most pairs that can be made. */
export const overlapping = (first: readonly Labelled[], second: readonly Labelled[]): Found => ({
  common: matchesByOverlap(first, second).length,
  first: first.length,
  second: second.length,
})

/** The letters (UTF-16 code units) that both marked with a label, of those each did; a letter that two spans of one label hold counts once. */
export function byCharacters(first: readonly Labelled[], second: readonly Labelled[]): Found {
  return bySpans(first, second, spans => spans)
}

/** Tokens that a label touches: `tokens` in text order, none over another. */
export function byTokens(first: readonly Labelled[], second: readonly Labelled[], tokens: readonly Span[]): Found {
  return bySpans(first, second, spans => tokensIn(spans, tokens))
}

/** By the part of the words of two that they share (intersection by union), where that is at least so much; one to one, the best in sum. */
export const matchesByOverlap = (first: readonly Labelled[], second: readonly Labelled[], least = 0): readonly Match[] =>
  bestMatching(
    edgesOf(first, second, (a, b) => {
      if (a.label !== b.label || !shareText(a, b)) return 0
      const shared = sharedPart(a, b)
      // A pair more is worth more than any better pair: at most 1 is lost by a match that is less good.
      return shared >= least ? 2 + shared : 0
    }),
  )

export function sharedPart(a: Extent, b: Extent): number {
  const common = lengthOfAll(intersection(union(partsOf(a)), union(partsOf(b))))
  return common / (lengthOf(a) + lengthOf(b) - common)
}

type Edges = Parameters<typeof bestMatching>[0]

/** Of those that may share words: both lists are gone through by places. */
export function edgesOf<S extends Extent>(first: readonly S[], second: readonly S[], worth: (a: S, b: S) => number): Edges {
  const order = second.map((_, at) => at).sort((x, y) => (second[x] as S).start - (second[y] as S).start)
  const longest = second.reduce((most, {start, end}) => Math.max(most, end - start), 0)
  return first.flatMap((one, a) => {
    const found: {a: number; b: number; worth: number}[] = []
    for (let at = firstFrom(order, second, one.start - longest); at < order.length; at++) {
      const b = order[at] as number
      const other = second[b] as S
      if (other.start >= one.end) break
      const given = worth(one, other)
      if (given > 0) found.push({a, b, worth: given})
    }
    return found
  })
}

function firstFrom(order: readonly number[], spans: readonly Span[], start: number): number {
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[order[middle] as number] as Span).start < start) low = middle + 1
    else high = middle
  }
  return low
}

function bySpans(first: readonly Labelled[], second: readonly Labelled[], of: (spans: readonly Span[]) => readonly Span[]): Found {
  let found: Found = {common: 0, first: 0, second: 0}
  for (const label of new Set([...first, ...second].map(each => each.label))) {
    const own = of(union(first.filter(each => each.label === label).flatMap(partsOf)))
    const other = of(union(second.filter(each => each.label === label).flatMap(partsOf)))
    found = {
      common: found.common + lengthOfAll(intersection(own, other)),
      first: found.first + lengthOfAll(own),
      second: found.second + lengthOfAll(other),
    }
  }
  return found
}

/** Each token as one letter, at its place among the tokens. */
function tokensIn(spans: readonly Span[], tokens: readonly Span[]): readonly Span[] {
  const touched: Span[] = []
  let at = 0
  tokens.forEach(({start, end}, place) => {
    while (at < spans.length && (spans[at] as Span).end <= start) at++
    if (at < spans.length && (spans[at] as Span).start < end) touched.push({start: place, end: place + 1})
  })
  return touched
}

/** In text order, those that touch or overlap as one. */
function union(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (const {start, end} of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last !== undefined && start <= last.end) found[found.length - 1] = {start: last.start, end: Math.max(last.end, end)}
    else found.push({start, end})
  }
  return found
}

function intersection(one: readonly Span[], other: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const [x, y] = [one[a] as Span, other[b] as Span]
    const [start, end] = [Math.max(x.start, y.start), Math.min(x.end, y.end)]
    if (start < end) found.push({start, end})
    if (x.end < y.end) a++
    else b++
  }
  return found
}

const lengthOfAll = (spans: readonly Span[]): number => spans.reduce((sum, {start, end}) => sum + end - start, 0)
