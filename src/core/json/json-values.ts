import {utf8ToBytes} from '@noble/hashes/utils.js'
import type {ByteSource} from './byte-source.ts'
import {doubledName} from './doubled-name.ts'
import type {CutList, Place} from './json-cut.ts'
import {characterEnd, placeInWords} from './json-place.ts'
import {firstError, jsonValue, notJson} from './json-text.ts'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import {placeOf} from './shape-problem.ts'

/** A file of JSON, and where in it the JSON begins. */
export type JsonSource = {readonly source: ByteSource; readonly start: number}

/** Bytes that are read as one: enough that reading them costs little, few enough that others need not wait. */
const BATCH = 1 << 16

/** Bytes of the longest value. The text of an article has five million, and each may be written as an escape of six. */
const LONGEST = 64 << 20

/** Where the elements end that are read together with the first of some. */
export function batchEnd({from, to}: Pick<CutList, 'from' | 'to'>, first: number, last: number): number {
  let end = first + 1
  while (end < last && to.at(end) - from.at(first) <= BATCH) end++
  return end
}

/** Elements of a list, from one up to before another. A refusal is a sentence that begins with the place. `name`: of the list. */
export function readElements(json: JsonSource, name: string, list: CutList, from: number, to: number): Result<readonly unknown[]> {
  const text = list.to.at(to - 1) - list.from.at(from) > LONGEST ? undefined : json.source.text(list.from.at(from), list.to.at(to - 1))
  const values = text === undefined ? undefined : jsonValue(`[${text}]`)
  if (Array.isArray(values) && values.length === to - from) {
    let names = 0
    for (let at = from; at < to; at++) names += list.names.at(at)
    if (namesIn(values) === names && isWhole(text, values)) return ok(values)
  }
  const each: unknown[] = []
  for (let at = from; at < to; at++) {
    const read = readValue(json, `${name}[${at}]`, {from: list.from.at(at), to: list.to.at(at)}, list.names.at(at))
    if (!read.ok) return read
    each.push(read.value)
  }
  return ok(each)
}

/** A value, of which it is known how many names stand in it. `name`: what it is called in a refusal. */
export function readValue({source, start}: JsonSource, name: Sentence, {from, to}: Place, names: number): Result<unknown> {
  if (to - from > LONGEST)
    return refused(
      message('{place} is {size, number} MB long, longer than anything in a dataset. Correct it.', {place: name, size: Math.ceil((to - from) / 1024 / 1024)}),
    )
  const text = source.text(from, to)
  if (text === undefined)
    return refused(
      message('The file is not UTF-8: {place} is no character. Save it as UTF-8, or export it again.', {
        place: placeInWords(source, start, damageIn(source, from, to)),
      }),
    )
  const value = jsonValue(text)
  if (value === undefined) return refused(errorIn({source, start}, {from, to}) ?? notJson(placeInWords(source, start, to)))
  if (!isWhole(text, value))
    return refused(message('{place} has half a character, which no text can hold. Write it whole.', {place: within(name, halfPath(value) ?? [])}))
  if (namesIn(value) === names) return ok(value)
  const path = doubledName(text)
  if (path === undefined) return refused(message('{place} has a field named "__proto__", which programs take for something else. Take it out.', {place: name}))
  return refused(message('{place} has "{name}" twice. Take one out.', {place: within(name, path.slice(0, -1)), name: `${path.at(-1)}`}))
}

/** Of what is named in words the path is told by itself. */
const within = (name: Sentence, path: readonly (string | number)[]): Sentence =>
  typeof name === 'string' ? placeOf([name, ...path]) : path.length === 0 ? name : placeOf(path)

/** What is no JSON in a value, or in the beginning of one; `undefined` where it only ends too early. */
export function errorIn({source, start}: JsonSource, {from, to}: Place): Message | undefined {
  const text = to - from > LONGEST ? undefined : source.text(from, to)
  const offset = text === undefined ? undefined : firstError(text)
  if (text === undefined || offset === undefined || offset >= text.length) return undefined
  return notJson(placeInWords(source, start, from + utf8ToBytes(text.slice(0, offset)).length))
}

/** Half a character of two UTF-16 units is no text, and can stand in JSON as an escape only. */
const isWhole = (text: string | undefined, value: unknown): boolean => text === undefined || !/\\u[dD][89a-fA-F]/.test(text) || halfPath(value) === undefined

/** Where a text, or the name of a field, has half a character. */
function halfPath(value: unknown): readonly (string | number)[] | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : []
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, each] of Object.entries(value)) {
    if (!name.isWellFormed()) return []
    const inner = halfPath(each)
    if (inner !== undefined) return [Array.isArray(value) ? Number(name) : name, ...inner]
  }
  return undefined
}

/** Names of fields in a value, at any depth, as far as programs agree what they mean. */
function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let names = 0
  if (Array.isArray(value)) for (const each of value) names += namesIn(each)
  else {
    for (const name in value) {
      if (name !== '__proto__') names++
      names += namesIn((value as {readonly [name: string]: unknown})[name])
    }
  }
  return names
}

/** Where bytes that are no UTF-8 stop being it. */
function damageIn(source: ByteSource, from: number, to: number): number {
  let at = from
  for (const step of [4096, 1]) {
    for (;;) {
      const end = characterEnd(source, Math.min(at + step, to), to)
      if (end === at || source.text(at, end) === undefined) break
      at = end
    }
  }
  return at
}
