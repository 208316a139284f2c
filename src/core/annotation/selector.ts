import {occurrences} from '../text/occurrences.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Span} from '../text/span.ts'
import {fits, slice} from '../text/span.ts'

/** How a span is kept, sent and exported: position, quote and context, so that it can be found again and checked. */
export type Selector = Span & {readonly quote: string; readonly prefix: string; readonly suffix: string}

/**
 * Where a selector's words stand in a text: at their place and in their context (`exact`), at one place that a person
 * should confirm (`moved`, which may be the old place when only the context changed), or nowhere for sure (`orphan`).
 */
export type Anchoring =
  | {readonly state: 'exact'; readonly span: Span}
  | {readonly state: 'moved'; readonly span: Span}
  | {readonly state: 'orphan'; readonly selector: Selector}

/** UTF-16 code units of context kept on each side; enough to tell repeated sentences apart, little enough to export. */
const CONTEXT = 32

/** The selector of a span. Refuses a span that is empty, outside the text, or cuts a character in two. */
export function selectorOf(text: string, span: Span): Result<Selector> {
  if (!fits(text, span))
    return refused(`The span ${span.start}–${span.end} does not lie in this text of ${text.length} UTF-16 units. Select some words of the text.`)
  if (cutsCharacter(text, span.start) || cutsCharacter(text, span.end))
    return refused(`The span ${span.start}–${span.end} cuts a character in two. Select whole characters.`)
  const from = Math.max(0, span.start - CONTEXT)
  const to = Math.min(text.length, span.end + CONTEXT)
  return ok({
    start: span.start,
    end: span.end,
    quote: slice(text, span),
    prefix: text.slice(cutsCharacter(text, from) ? from + 1 : from, span.start),
    suffix: text.slice(span.end, cutsCharacter(text, to) ? to - 1 : to),
  })
}

/** Finds a selector in a text: where it was, else at the one place where quote and context agree, else at the one place of the quote. */
export const anchor = (text: string, selector: Selector): Anchoring => atItsPlace(text, selector) ?? elsewhere(text, selector)

function atItsPlace(text: string, selector: Selector): Anchoring | undefined {
  const {start, quote} = selector
  const isThere = quote !== '' && isWhole(text, start, quote) && agrees(text, selector, start)
  return isThere ? {state: 'exact', span: {start, end: start + quote.length}} : undefined
}

function elsewhere(text: string, selector: Selector): Anchoring {
  const {quote} = selector
  if (quote === '') return {state: 'orphan', selector}
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
      searched += 2 * text.length
    }
    known.set(selector, found)
    return found
  }
}

/** Whether an offset stands between the two halves of a surrogate pair. */
export function cutsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

/** Whether words at an offset begin and end between characters. */
const isWhole = (text: string, start: number, {length}: string): boolean => !cutsCharacter(text, start) && !cutsCharacter(text, start + length)

/** Whether prefix, quote and suffix stand in the text, the quote at `start`. */
const agrees = (text: string, {quote, prefix, suffix}: Selector, start: number): boolean =>
  start >= prefix.length && text.startsWith(quote, start) && text.startsWith(prefix, start - prefix.length) && text.startsWith(suffix, start + quote.length)
