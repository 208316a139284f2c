import {areParts, MOST_PARTS, quoteOf} from '../text/extent.ts'
import type {Span} from '../text/span.ts'
import {cutsCharacter} from '../text/whole-characters.ts'

type Placed = Span & {readonly parts: readonly Span[]; readonly quote: string}

/** What is wrong with the parts of an annotation whose start and end lie in its article. `convert`: from the unit of the file to UTF-16. */
export function partsProblem({start, end, parts, quote}: Placed, text: string, convert: (offset: number) => number): string | undefined {
  if (!areParts({start, end, parts}))
    return `.parts must be 2 to ${MOST_PARTS} spans in the order of the text, from ${start} to ${end}, with something between any two. Correct them, or start and end.`
  const inText = parts.map(part => ({start: convert(part.start), end: convert(part.end)}))
  const cut = inText.findIndex(part => cutsCharacter(text, part.start) || cutsCharacter(text, part.end))
  if (cut !== -1) return `.parts[${cut}] cuts a character in two. Correct its start and end, or the unit in "offsets".`
  const [from, to] = [convert(start), convert(end)]
  return quoteOf(text, {start: from, end: to, parts: inText}) === quote
    ? undefined
    : '.quote is not what the article says in these parts, with " … " between them. Correct the parts or the quote, or the unit in "offsets".'
}
