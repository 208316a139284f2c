import type {Result} from './result.ts'
import {ok, refused} from './result.ts'
import type {Span} from './span.ts'
import {fits, slice} from './span.ts'

/** How a span is kept, sent and exported: position, quote and context, so that it can be found again and checked. */
export type Selector = Span & {readonly quote: string; readonly prefix: string; readonly suffix: string}

/** Where a selector's words stand in a text: at their place, somewhere else, or not at all. Never a silent guess. */
export type Anchoring =
  | {readonly state: 'exact'; readonly span: Span}
  | {readonly state: 'moved'; readonly span: Span}
  | {readonly state: 'orphan'; readonly selector: Selector}

/** UTF-16 code units of context kept on each side; enough to tell repeated sentences apart, little enough to export. */
const CONTEXT = 32

/** The selector of a span. Refuses a span that is empty, outside the text, or cuts a character in two. */
export function selectorOf(text: string, span: Span): Result<Selector> {
  if (!fits(text, span)) return refused(`The span ${span.start}–${span.end} does not lie in this text of ${text.length} UTF-16 units.`)
  if (cutsCharacter(text, span.start) || cutsCharacter(text, span.end)) return refused(`The span ${span.start}–${span.end} cuts a character in two.`)
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

/** Finds a selector in a text: by position first, else by the one place where quote and context agree. */
export function anchor(text: string, selector: Selector): Anchoring {
  const {start, end, quote, prefix, suffix} = selector
  if (quote !== '' && text.slice(start, end) === quote) return {state: 'exact', span: {start, end}}
  if (quote === '') return {state: 'orphan', selector}
  const places: number[] = []
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) places.push(at)
  const inContext = places.filter(at => text.slice(0, at).endsWith(prefix) && text.startsWith(suffix, at + quote.length))
  const candidates = inContext.length > 0 ? inContext : places
  const [only] = candidates
  if (only === undefined || candidates.length > 1) return {state: 'orphan', selector}
  return {state: 'moved', span: {start: only, end: only + quote.length}}
}

/** Whether an offset stands between the two halves of a surrogate pair. */
export function cutsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
