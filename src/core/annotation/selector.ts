import {message} from '../language/message.ts'
import {occurrences} from '../text/occurrences.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Extent} from '../text/extent.ts'
import {areParts, MOST_PARTS, partsOf, quoteOf, quotesOf} from '../text/extent.ts'
import {fits} from '../text/span.ts'
import {cutsCharacter, isWhole} from '../text/whole-characters.ts'
import {partsElsewhere} from './moved-parts.ts'

/**
 * How an extent is kept, sent and exported: position, quote and context, so that it can be found again and checked. The quote is of its parts,
 * joined; the context stands before the first and after the last.
 */
export type Selector = Extent & {readonly quote: string; readonly prefix: string; readonly suffix: string}

/**
 * Where a selector's words stand in a text: at their place and in their context (`exact`), at one place that a person
 * should confirm (`moved`, which may be the old place when only the context changed), or nowhere for sure (`orphan`).
 */
export type Anchoring =
  | {readonly state: 'exact'; readonly span: Extent}
  | {readonly state: 'moved'; readonly span: Extent}
  | {readonly state: 'orphan'; readonly selector: Selector}

/** UTF-16 code units of context kept on each side; enough to tell repeated sentences apart, little enough to export. */
const CONTEXT = 32

/** The selector of an extent. Refuses one that is empty, outside the text, cuts a character in two, or has parts that are none. */
export function selectorOf(text: string, extent: Extent): Result<Selector> {
  const {start, end, parts} = extent
  for (const part of partsOf(extent)) {
    if (!fits(text, part))
      return refused(
        message('The span {start}–{end} does not lie in this text of {length} UTF-16 units. Select some words of the text.', {
          start: `${part.start}`,
          end: `${part.end}`,
          length: `${text.length}`,
        }),
      )
    if (cutsCharacter(text, part.start) || cutsCharacter(text, part.end))
      return refused(message('The span {start}–{end} cuts a character in two. Select whole characters.', {start: `${part.start}`, end: `${part.end}`}))
  }
  if (parts !== undefined && parts.length > MOST_PARTS)
    return refused(message('An annotation has at most {most, number} parts. Mark the other words as an annotation of their own.', {most: MOST_PARTS}))
  if (parts !== undefined && !areParts({start, end, parts}))
    return refused(message('The parts of an annotation stand in the order of the text, with something between any two. Select them again.'))
  const from = Math.max(0, start - CONTEXT)
  const to = Math.min(text.length, end + CONTEXT)
  return ok({
    start,
    end,
    ...(parts !== undefined && {parts: parts.map(part => ({start: part.start, end: part.end}))}),
    quote: quoteOf(text, extent),
    prefix: text.slice(cutsCharacter(text, from) ? from + 1 : from, start),
    suffix: text.slice(end, cutsCharacter(text, to) ? to - 1 : to),
  })
}

/** Finds a selector in a text: where it was, else at the one place where quote and context agree, else at the one place of the quote. */
export const anchor = (text: string, selector: Selector): Anchoring => atItsPlace(text, selector) ?? elsewhere(text, selector)

function atItsPlace(text: string, selector: Selector): Anchoring | undefined {
  const {start, quote, parts} = selector
  if (parts !== undefined) return partsAtTheirPlace(text, {...selector, parts})
  const isThere = quote !== '' && isWhole(text, start, quote) && agrees(text, selector, start)
  return isThere ? {state: 'exact', span: {start, end: start + quote.length}} : undefined
}

function partsAtTheirPlace(text: string, {start, end, parts, quote, prefix, suffix}: Selector & Required<Extent>): Anchoring | undefined {
  if (!areParts({start, end, parts}) || end > text.length || !text.startsWith(suffix, end)) return undefined
  if (start < prefix.length || !text.startsWith(prefix, start - prefix.length)) return undefined
  const quotes = quotesOf(quote, parts)
  const areThere = quotes?.every((words, at) => parts[at] !== undefined && isWhole(text, parts[at].start, words) && text.startsWith(words, parts[at].start))
  return areThere === true ? {state: 'exact', span: {start, end, parts}} : undefined
}

function elsewhere(text: string, selector: Selector): Anchoring {
  const {quote, start, end, parts} = selector
  if (quote === '') return {state: 'orphan', selector}
  if (parts !== undefined) {
    const span = areParts({start, end, parts}) ? partsElsewhere(text, {...selector, parts}) : undefined
    return span === undefined ? {state: 'orphan', selector} : {state: 'moved', span}
  }
  const place = onlyPlace(text, selector) ?? onlyPlace(text, {...selector, prefix: '', suffix: ''})
  return place === undefined ? {state: 'orphan', selector} : {state: 'moved', span: {start: place, end: place + quote.length}}
}

/** Where quote and context stand, if at one place only. */
function onlyPlace(text: string, {quote, prefix, suffix}: Selector): number | undefined {
  let only: number | undefined
  for (const found of occurrences(text, `${prefix}${quote}${suffix}`)) {
    const at = found + prefix.length
    if (!isWhole(text, at, quote)) continue
    if (only !== undefined) return undefined
    only = at
  }
  return only
}

/**
 * UTF-16 units of one text that are searched for selectors that do not stand where they say. A text never changes, so few
 * are to be looked for; the rest of a flood that another program wrote is reported as not found.
 */
const SEARCHED = 100_000_000

/** {@link anchor} for all selectors of one text, each looked for once. */
export function anchorsIn(text: string): (selector: Selector) => Anchoring {
  const known = new WeakMap<Selector, Anchoring>()
  let searched = 0
  return selector => {
    const before = known.get(selector)
    if (before !== undefined) return before
    let found = atItsPlace(text, selector)
    if (found === undefined) {
      found = searched > SEARCHED ? {state: 'orphan', selector} : elsewhere(text, selector)
      searched += 2 * text.length * partsOf(selector).length
    }
    known.set(selector, found)
    return found
  }
}

/** Whether prefix, quote and suffix stand in the text, the quote at `start`. */
const agrees = (text: string, {quote, prefix, suffix}: Selector, start: number): boolean =>
  start >= prefix.length && text.startsWith(quote, start) && text.startsWith(prefix, start - prefix.length) && text.startsWith(suffix, start + quote.length)
