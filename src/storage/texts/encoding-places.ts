import type {TextEncoding} from '../../core/text/text-encoding.ts'
import {decoded} from './text-decoder.ts'

/** A stretch of bytes that no encoding cuts in two, with its line (from 1). */
export type BytePlace = {readonly line: number; readonly from: number; readonly to: number}

/** Bytes shown before and after what matters. */
const AROUND = 24
/** Bytes looked through for a sure cut, in writing without spaces. */
const FAR = 400
/** Places looked at; a choice that matters nowhere among them matters nowhere. */
const MOST = 2000
/** Characters of a place that are shown. */
const SHOWN = 48

/**
 * Stretches with bytes beyond ASCII, the same bytes once. They are cut at bytes below 0x30 (a space, a stop, a line end), which are never a part of a longer character in
 * any encoding that articles are read in, but for the escapes of ISO-2022-JP: there a line is never cut.
 */
export function bytePlaces(bytes: Uint8Array): readonly BytePlace[] {
  const places = new Map<string, BytePlace>()
  const escaped = bytes.includes(0x1b)
  let [line, lineStart] = [1, 0]
  for (let at = 0; at < bytes.length && places.size < MOST; at++) {
    const byte = bytes[at] as number
    if (byte === 0x0a) {
      line++
      lineStart = at + 1
    }
    if (byte < 0x80 && byte !== 0x1b) continue
    const from = escaped ? lineStart : cutBefore(bytes, at, lineStart)
    const to = cutAfter(bytes, at, escaped)
    const end = wordEnd(bytes, at, to)
    const key = Buffer.from(bytes.subarray(wordStart(bytes, at, from), end)).toString('latin1')
    const isNew = !places.has(key)
    if (isNew) places.set(key, {line, from, to})
    at = (isNew ? to : end) - 1
  }
  return [...places.values()]
}

/** What a reading makes of a place, on one line and no longer than can be taken in. */
export function wordsAt(bytes: Uint8Array, {from, to}: {readonly from: number; readonly to: number}, encoding: TextEncoding): string {
  const text = (decoded(bytes.subarray(from, to), encoding) ?? decoded(bytes.subarray(from, to), 'utf-8-damaged') ?? '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...text]
  return characters.length <= SHOWN ? text : `${characters.slice(0, SHOWN).join('')}…`
}

const isSafe = (byte: number | undefined): boolean => byte !== undefined && byte < 0x30 && byte !== 0x1b

function cutBefore(bytes: Uint8Array, at: number, lineStart: number): number {
  const wished = Math.max(lineStart, at - AROUND)
  for (let cut = wished; cut <= at; cut++) if (cut === lineStart || isSafe(bytes[cut - 1])) return cut
  for (let cut = wished; cut > Math.max(lineStart, at - FAR); cut--) if (isSafe(bytes[cut - 1])) return cut
  return Math.max(lineStart, at - FAR)
}

function cutAfter(bytes: Uint8Array, at: number, wholeLine: boolean): number {
  const limit = Math.min(bytes.length, at + FAR)
  let last = at
  for (let cut = at + 1; cut < limit; cut++) {
    if (bytes[cut] === 0x0a) return cut
    if ((bytes[cut] as number) >= 0x80) last = cut
    if (!wholeLine && isSafe(bytes[cut]) && cut - last >= AROUND) return cut
    if (!wholeLine && isSafe(bytes[cut]) && cut - at >= 3 * AROUND) return cut
  }
  return limit
}

function wordStart(bytes: Uint8Array, at: number, from: number): number {
  while (at > from && !isSafe(bytes[at - 1])) at--
  return at
}

function wordEnd(bytes: Uint8Array, at: number, to: number): number {
  while (at < to && !isSafe(bytes[at])) at++
  return at
}
