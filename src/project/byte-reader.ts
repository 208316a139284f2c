/** Bytes that are read from one end to the other, as lib0 has written them. */
export type ByteReader = {
  readonly bytes: Uint8Array
  at: number
  /** They are not what they should be. From here on everything is read as 0. */
  broken: boolean
}

const OBJECT = 118
const LIST = 117

/** A value in lib0's `any` encoding, whose parts may be nested as deep as there are bytes: how deep they are. */
export function value(r: ByteReader): number {
  const type = r.bytes[r.at]
  // Most are nothing that holds others.
  if (type === OBJECT || type === LIST) return nestedValue(r)
  simpleValue(r, byte(r))
  return 0
}

function nestedValue(r: ByteReader): number {
  let depth = 0
  /** How many values are to come in each object or list that is open; in an object there is a name before each. */
  const left: number[] = []
  const named: boolean[] = []
  do {
    const open = left.length - 1
    if (open >= 0) {
      left[open] = (left[open] ?? 0) - 1
      if (named[open] === true) text(r)
    }
    const type = byte(r)
    if (type === OBJECT || type === LIST) {
      left.push(number(r))
      named.push(type === OBJECT)
      depth = Math.max(depth, left.length)
    } else simpleValue(r, type)
    while (left.at(-1) === 0) {
      left.pop()
      named.pop()
    }
  } while (!r.broken && left.length > 0)
  return depth
}

function simpleValue(r: ByteReader, type: number): void {
  switch (type) {
    case 127:
    case 126:
    case 121:
    case 120:
      return
    case 125:
      signed(r)
      return
    case 124:
      skip(r, 4)
      return
    case 123:
    case 122:
      skip(r, 8)
      return
    case 119:
      text(r)
      return
    case 116:
      skip(r, number(r))
      return
    default:
      r.broken = true
  }
}

export function byte(r: ByteReader): number {
  const read = r.bytes[r.at]
  if (read === undefined || r.broken) {
    r.broken = true
    return 0
  }
  r.at++
  return read
}

export function skip(r: ByteReader, bytes: number): void {
  if (bytes > r.bytes.length - r.at) r.broken = true
  else r.at += bytes
}

/** As lib0 reads it: the last byte may lift a number far above what can be counted with, and is not refused for that. */
export function number(r: ByteReader): number {
  let read = 0
  for (let unit = 1; ; unit *= 128) {
    const next = byte(r)
    if (r.broken) return 0
    read += (next & 0x7f) * unit
    if (next < 0x80) return read
    if (read > Number.MAX_SAFE_INTEGER) {
      r.broken = true
      return 0
    }
  }
}

function signed(r: ByteReader): void {
  let next = byte(r)
  let read = next & 0x3f
  for (let unit = 64; next >= 0x80 && !r.broken; unit *= 128) {
    next = byte(r)
    read += (next & 0x7f) * unit
    if (next >= 0x80 && read > Number.MAX_SAFE_INTEGER) r.broken = true
  }
}

/** Its length in UTF-16 code units. What is not UTF-8 is no text. */
export function text(r: ByteReader): number {
  const {bytes} = r
  const length = number(r)
  if (r.broken || length > bytes.length - r.at) {
    r.broken = true
    return 0
  }
  const end = r.at + length
  let units = 0
  let at = r.at
  while (at < end) {
    const from = at
    while (at < end && (bytes[at] ?? 0) < 0x80) at++
    units += at - from
    if (at === end) break
    const more = followers(bytes[at] ?? 0, bytes[at + 1] ?? 0)
    if (more < 0 || at + more >= end) break
    let whole = true
    for (let i = 1; i <= more; i++) whole &&= ((bytes[at + i] ?? 0) & 0xc0) === 0x80
    if (!whole) break
    units += more === 3 ? 2 : 1
    at += 1 + more
  }
  if (at !== end) r.broken = true
  r.at = end
  return units
}

/** How many bytes follow the first of a character in UTF-8; -1 where none begins like this. */
function followers(lead: number, second: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 1
  if (lead >= 0xe0 && lead <= 0xef) return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) ? -1 : 2
  if (lead >= 0xf0 && lead <= 0xf4) return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? -1 : 3
  return -1
}
