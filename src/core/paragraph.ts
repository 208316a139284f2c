import type {Span} from './span.ts'

/** The lines of a text as spans without their line breaks; an empty line is an empty span. A text always has at least one. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = []
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    found.push({start, end})
    start = end + 1
  }
  found.push({start, end: text.length})
  return found
}

/** Index of the paragraph that holds an offset; the line break after a paragraph belongs to it. Binary search. */
export function paragraphAt(lines: readonly Span[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] as Span).start <= offset) low = middle
    else high = middle - 1
  }
  return low
}
