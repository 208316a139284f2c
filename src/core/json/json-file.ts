import type {ByteSource} from './byte-source.ts'
import type {CutField, CutJson} from './json-cut.ts'
import {cutJson} from './json-cut.ts'
import {placeInWords} from './json-place.ts'
import {EMPTY, isUtf16, notJson, notWhole, UTF_16} from './json-text.ts'
import {DEEPEST} from './json-value-end.ts'
import type {JsonSource} from './json-values.ts'
import {batchEnd, errorIn, readElements, readValue} from './json-values.ts'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'

/** A file of JSON that was looked through and not read: the fields of its outermost object by their names, in their order. */
export type JsonFile = JsonSource & {readonly fields: ReadonlyMap<string, CutField>}

const THE_FILE = message('The file')
const A_NAME = message('A name')

const tooDeep = (place: Message): Message =>
  message('At {place} there are more than {deepest, number} brackets within each other. Nothing in a dataset is so deep. Correct it.', {
    place,
    deepest: DEEPEST,
  })

/**
 * Looks through a file of JSON, however large it is: its brackets are whole, its outermost names stand once. `undefined` where it holds something else than an object of
 * few fields. Yields the bytes gone through since.
 */
export function* openJson(source: ByteSource): Generator<number, Result<JsonFile | undefined>, undefined> {
  const [first, second, third] = source.bytes(0, Math.min(3, source.size))
  if (isUtf16(first, second)) return refused(UTF_16)
  const start = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
  const json = {source, start}
  const cut = yield* stepsOf(cutJson(source, start), start)
  if (cut.problem !== undefined) return refused(yield* firstProblem(json, cut, cut.problem))
  if (cut.fields === undefined) {
    const other = cut.other === undefined ? ok(null) : readValue(json, THE_FILE, cut.other, cut.other.names)
    return other.ok ? ok(undefined) : other
  }
  const fields = new Map<string, CutField>()
  for (const field of cut.fields) {
    const name = readValue(json, A_NAME, field.name, 0)
    if (!name.ok) return name
    if (typeof name.value !== 'string') throw new Error('A name in quotation marks is a text.')
    if (fields.has(name.value))
      return refused(
        message('The file has "{name}" twice, again at {place}. Take one out.', {name: name.value, place: placeInWords(source, start, field.name.from)}),
      )
    fields.set(name.value, field)
  }
  return ok({...json, fields})
}

function* stepsOf<T>(steps: Generator<number, T, undefined>, from: number): Generator<number, T, undefined> {
  let before = from
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    yield step.value - before
    before = step.value
  }
}

/** What is wrong first: between the brackets something else may be, before the place where they are. */
function* firstProblem(
  json: JsonSource,
  {fields, other, named, begun}: CutJson,
  {at, what}: NonNullable<CutJson['problem']>,
): Generator<number, Sentence, undefined> {
  for (const {name, value, names, list} of fields ?? []) {
    const read = readValue(json, A_NAME, name, 0)
    if (!read.ok) return read.error
    if (list === undefined) {
      const field = readValue(json, String(read.value), value, names)
      if (!field.ok) return field.error
    } else {
      for (let first = 0; first < list.from.length; ) {
        const last = batchEnd(list, first, list.from.length)
        const elements = readElements(json, String(read.value), list, first, last)
        if (!elements.ok) return elements.error
        first = last
        yield 0
      }
    }
  }
  if (what === 'empty') return EMPTY
  for (const before of [other, named, begun === undefined ? undefined : {from: begun, to: at}]) {
    const error = before === undefined ? undefined : errorIn(json, before)
    if (error !== undefined) return error
  }
  const place = placeInWords(json.source, json.start, at)
  if (what === 'deep') return tooDeep(place)
  return what === 'end' ? notWhole(place) : notJson(place)
}
