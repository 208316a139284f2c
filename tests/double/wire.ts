/**
 * Structured clone as text: what crosses between the main process and a page goes through Chromium's debugging protocol
 * as a string. Refuses what structured clone refuses, and what nobody has needed yet.
 */
export type Wire = string

const tagged = (tag: string, value: unknown): object => ({$: tag, v: value})

export function toWire(value: unknown): Wire {
  return JSON.stringify(encode(value, []))
}

export function fromWire(text: Wire): unknown {
  return decode(JSON.parse(text))
}

function encode(value: unknown, above: readonly object[]): unknown {
  if (value === undefined) return tagged('undefined', null)
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : tagged('number', String(value))
  if (typeof value !== 'object') throw new Error('An object could not be cloned.')
  if (above.includes(value)) throw new Error('double: a value that holds itself is not simulated')
  const path = [...above, value]
  if (Array.isArray(value)) return value.map(each => encode(each, path))
  if (value instanceof Uint8Array) return tagged('bytes', base64(value))
  if (value instanceof ArrayBuffer) return tagged('buffer', base64(new Uint8Array(value)))
  if (value instanceof Map) return tagged('map', encode([...value], path))
  if (value instanceof Date) return tagged('date', value.getTime())
  if (value instanceof Error) return tagged('error', value.message)
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error(`double: cloning ${Object.prototype.toString.call(value)} is not simulated`)
  return tagged(
    'object',
    Object.entries(value).map(([key, each]) => [key, encode(each, path)]),
  )
}

function decode(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(decode)
  const {$: tag, v} = value as {$: string; v: unknown}
  switch (tag) {
    case 'undefined':
      return undefined
    case 'number':
      return Number(v)
    case 'bytes':
      return unbase64(v as string)
    case 'buffer':
      return unbase64(v as string).buffer
    case 'map':
      return new Map(decode(v) as [unknown, unknown][])
    case 'date':
      return new Date(v as number)
    case 'error':
      return new Error(v as string)
    case 'object':
      return Object.fromEntries((v as [string, unknown][]).map(([key, each]) => [key, decode(each)]))
    default:
      throw new Error(`double: no such thing on the wire: ${tag}`)
  }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

const unbase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), char => char.charCodeAt(0))
