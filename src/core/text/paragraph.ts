import type {Span} from './span.ts'

/** What ends a line in Unicode (UAX 14): LF, the separators of lines and paragraphs, and the controls NEL, vertical tab and form feed. Each is one UTF-16 unit; CR is none in normal form. */
const LINE_END = /[\n\v\f\u0085\u2028\u2029]/g

/** The lines of a text as spans without their line ends; an empty line is an empty span. A text always has at least one. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = []
  let start = 0
  for (const {index} of text.matchAll(LINE_END)) {
    found.push({start, end: index})
    start = index + 1
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
