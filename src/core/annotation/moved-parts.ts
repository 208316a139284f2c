import type {Extent} from '../text/extent.ts'
import {quotesOf} from '../text/extent.ts'
import {occurrences} from '../text/occurrences.ts'
import type {Span} from '../text/span.ts'
import {isWhole} from '../text/whole-characters.ts'

/** What is known of the parts of a selector. */
type Sought = {readonly parts: readonly Span[]; readonly quote: string; readonly prefix: string; readonly suffix: string}

/**
 * Where parts stand that are not at their place: all moved by the same distance, if that is one place only, with their context or else without;
 * or else each at the one place of its words, if these are in order.
 */
export function partsElsewhere(text: string, {parts, quote, prefix, suffix}: Sought): Extent | undefined {
  const quotes = quotesOf(quote, parts)
  if (quotes === undefined) return undefined
  const distance = onlyDistance(text, parts, quotes, prefix, suffix) ?? onlyDistance(text, parts, quotes, '', '')
  const found = distance === undefined ? eachAlone(text, quotes) : parts.map(({start, end}) => ({start: start + distance, end: end + distance}))
  const [first, last] = [found?.[0], found?.at(-1)]
  return found === undefined || first === undefined || last === undefined ? undefined : {start: first.start, end: last.end, parts: found}
}

/** By how much all parts have moved, if one distance only is possible. Takes steps in proportion to the text for each part, whatever it repeats. */
function onlyDistance(text: string, parts: readonly Span[], quotes: readonly string[], prefix: string, suffix: string): number | undefined {
  const origin = parts[0]?.start ?? 0
  /** For each place where the first part may stand, how many parts fit so far. */
  const fitting = new Uint8Array(text.length + 1)
  let [count, only] = [0, 0]
  for (const [at, {start}] of parts.entries()) {
    const quote = quotes[at] ?? ''
    const before = at === 0 ? prefix : ''
    count = 0
    for (const found of occurrences(text, `${before}${quote}${at === parts.length - 1 ? suffix : ''}`)) {
      const place = found + before.length
      const first = place - (start - origin)
      if (first < 0 || fitting[first] !== at || !isWhole(text, place, quote)) continue
      fitting[first] = at + 1
      count++
      only = first
    }
    if (count === 0) return undefined
  }
  return count === 1 ? only - origin : undefined
}

function eachAlone(text: string, quotes: readonly string[]): readonly Span[] | undefined {
  const found: Span[] = []
  for (const quote of quotes) {
    let only: number | undefined
    for (const place of occurrences(text, quote)) {
      if (!isWhole(text, place, quote)) continue
      if (only !== undefined) return undefined
      only = place
    }
    if (only === undefined || only <= (found.at(-1)?.end ?? -1)) return undefined
    found.push({start: only, end: only + quote.length})
  }
  return found
}
