import {inQuotation} from '../../core/text/in-quotation.ts'
import {snapToGraphemes} from '../../core/text/segmentation.ts'

/** Longest quote in a menu or a message, in UTF-16 units. */
const QUOTE = 40

/** A quote in a menu or a message, where it stands between quotation marks: on one line and cut at a word where there is one. */
export function short(text: string): string {
  const line = inQuotation(text.replace(/\s+/g, ' '))
  if (line.length <= QUOTE) return line
  const space = line.lastIndexOf(' ', QUOTE - 1)
  return `${line.slice(0, space > QUOTE / 2 ? space : snapToGraphemes(line, {start: 0, end: QUOTE - 1}).end)}…`
}
