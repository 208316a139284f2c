import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'

/** `JSON.parse` for what programs wrote or sent; `undefined` for anything that is no JSON. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `JSON.parse` for files people send: a byte order mark is passed over, and a refusal names line and column on every engine. */
export function parseJson(text: string): Result<unknown> {
  const body = text.replace(/^\uFEFF/, '')
  if (body.trim() === '') return refused(EMPTY)
  try {
    return ok(JSON.parse(body))
  } catch {
    const offset = firstError(body)
    const before = body.slice(0, offset)
    const place = lineAndColumn(before.split('\n').length, offset - before.lastIndexOf('\n'))
    return refused(offset >= body.length ? notWhole(place) : notJson(place))
  }
}

/** By its byte order mark, as Windows writes it. */
export const isUtf16 = (first: number | undefined, second: number | undefined): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** Both from 1, as editors count them. */
export const lineAndColumn = (line: number, column: number): Message => message('line {line}, column {column}', {line, column})

export const UTF_16 = message('The file is UTF-16, not UTF-8. Save it as UTF-8.')
export const EMPTY = message('The file is empty. Choose another file.')
export const notWhole = (place: Message): Message => message('The file is not whole: its JSON stops at {place}. Fetch or export it again.', {place})
export const notJson = (place: Message): Message => message('This is not JSON: {place} is not understood. Mend it there, or export the file again.', {place})

const WORD = /[[\]{}:,]|true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** What may come next: a value, a value or the end of an array, a key …, as an automaton beside a stack of open brackets. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** Offset of the first token that cannot stand where it stands; the length of the text when it only stops too early. */
export function firstError(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = spaceEnd(text, 0)
  while (at < text.length) {
    const next: Expected | undefined = expected === ', or end' && open.length === 0 ? undefined : after(text.charAt(at), expected, open)
    if (next === undefined) return at
    const end = tokenEnd(text, at)
    if (end.wrong !== undefined) return end.wrong
    expected = next
    at = spaceEnd(text, end.offset)
  }
  return text.length
}

/** Where the token that starts here ends, or the offset at which it turns out to be none. */
function tokenEnd(text: string, from: number): {offset: number; wrong?: number} {
  if (text.charAt(from) !== '"') {
    const length = matchLength(WORD, text, from)
    return length === 0 ? {offset: from, wrong: from} : {offset: from + length}
  }
  for (let at = from + 1; at < text.length; ) {
    const character = text.charAt(at)
    if (character === '"') return {offset: at + 1}
    const length = character === '\\' ? matchLength(ESCAPE, text, at) : Number(character >= ' ')
    if (length === 0) return {offset: at, wrong: at}
    at += length
  }
  return {offset: text.length, wrong: text.length}
}

function matchLength(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.[0].length ?? 0
}

/** The state after a token, told by its first character, with `open` brought up to date; `undefined` when it cannot stand here. */
function after(token: string, expected: Expected, open: string[]): Expected | undefined {
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (token === '[' || token === '{') {
        open.push(token)
        return token === '[' ? 'value or ]' : 'key or }'
      }
      if (token === ']' && expected === 'value or ]') return closed(open)
      return ']},:'.includes(token) ? undefined : ', or end'
    case 'key':
    case 'key or }':
      if (token === '}' && expected === 'key or }') return closed(open)
      return token === '"' ? ':' : undefined
    case ':':
      return token === ':' ? 'value' : undefined
    case ', or end':
      if (token === ',') return open.at(-1) === '[' ? 'value' : 'key'
      return (token === ']' && open.at(-1) === '[') || (token === '}' && open.at(-1) === '{') ? closed(open) : undefined
    default:
      return expected satisfies never
  }
}

function closed(open: string[]): Expected {
  open.pop()
  return ', or end'
}

function spaceEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++
  return at
}
