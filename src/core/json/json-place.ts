import type {Message} from '../language/message.ts'
import type {ByteSource} from './byte-source.ts'
import {lineAndColumn} from './json-text.ts'

/** Bytes that are looked through at a time. */
const STEP = 1 << 16
const LINE_FEED = 0x0a

/** Line and column of a byte, both from 1, in words; columns count UTF-16 units, as editors do. */
export function placeInWords(source: ByteSource, start: number, offset: number): Message {
  let line = 1
  let lineFrom = start
  for (let from = start; from < offset; from += STEP) {
    const bytes = source.bytes(from, Math.min(from + STEP, offset))
    for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
      line++
      lineFrom = from + at + 1
    }
  }
  let column = 1
  for (let from = lineFrom; from < offset; ) {
    const to = characterEnd(source, Math.min(from + STEP, offset), offset)
    // What is no UTF-8 counts as a unit for each byte.
    column += source.text(from, to)?.length ?? to - from
    from = to
  }
  return lineAndColumn(line, column)
}

/** An offset, or the next where it lies within a character. */
export function characterEnd(source: ByteSource, offset: number, most: number): number {
  let at = offset
  while (at < most && at < offset + 3 && ((source.bytes(at, at + 1)[0] ?? 0) & 0xc0) === 0x80) at++
  return at
}
