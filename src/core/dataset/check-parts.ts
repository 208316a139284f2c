import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import {areParts, MOST_PARTS, quoteOf} from '../text/extent.ts'
import type {Span} from '../text/span.ts'
import {cutsCharacter} from '../text/whole-characters.ts'

type Placed = Span & {readonly parts: readonly Span[]; readonly quote: string}

/** What is wrong with the parts of an annotation whose start and end lie in its article. `place`: its own; `convert`: from the unit of the file to UTF-16. */
export function partsProblem(place: string, {start, end, parts, quote}: Placed, text: string, convert: (offset: number) => number): Message | undefined {
  if (!areParts({start, end, parts}))
    return message(
      '{place} must be 2 to {most} spans in the order of the text, from {start} to {end}, with something between any two. Correct them, or start and end.',
      {place: `${place}.parts`, most: MOST_PARTS, start, end},
    )
  const inText = parts.map(part => ({start: convert(part.start), end: convert(part.end)}))
  const cut = inText.findIndex(part => cutsCharacter(text, part.start) || cutsCharacter(text, part.end))
  if (cut !== -1) return message('{place} cuts a character in two. Correct its start and end, or the unit in "offsets".', {place: `${place}.parts[${cut}]`})
  const [from, to] = [convert(start), convert(end)]
  return quoteOf(text, {start: from, end: to, parts: inText}) === quote
    ? undefined
    : message('{place} is not what the article says in these parts, with " … " between them. Correct the parts or the quote, or the unit in "offsets".', {
        place: `${place}.quote`,
      })
}
