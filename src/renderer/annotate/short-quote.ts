import {snapToGraphemes} from '../../core/segmentation.ts'

/** Longest quote in a menu or a message, in UTF-16 units. */
const QUOTE = 40

/** A quote in a menu or a message. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= QUOTE ? line : `${line.slice(0, snapToGraphemes(line, {start: 0, end: QUOTE - 1}).end).trimEnd()}…`
}
