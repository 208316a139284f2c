import type {ByteSource} from './byte-source.ts'
import type {GrowingNumbers} from '../growing-numbers.ts'
import {growingNumbers} from '../growing-numbers.ts'
import {isBlank, isMark, valueEnd} from './json-value-end.ts'

/** Where something stands, in bytes. */
export type Place = {readonly from: number; readonly to: number}

/** The elements of a list, cut but not read. `names`: how many names of fields stand in each. */
export type CutList = {readonly from: GrowingNumbers; readonly to: GrowingNumbers; readonly names: GrowingNumbers}

/** A field of the outermost object: where its name and its value stand, and the elements where that is a list. */
export type CutField = {readonly name: Place; readonly value: Place; readonly names: number; readonly list: CutList | undefined}

/** Where the brackets stop being those of JSON: what stands there cannot, is too deep, or the file ends, perhaps before there was anything in it. */
export type CutProblem = {readonly at: number; readonly what: 'wrong' | 'deep' | 'end' | 'empty'}

/**
 * `fields`: of the outermost object, as far as there are no problems; `undefined` where a file holds something else, or more fields than anything of ours has.
 * `other`: where that something else is.
 */
export type CutJson = {
  readonly fields: readonly CutField[] | undefined
  readonly other: (Place & {readonly names: number}) | undefined
  /** The name of a field whose value is not whole. */
  readonly named: Place | undefined
  /** Where the value or name begins in which the problem is. */
  readonly begun: number | undefined
  readonly problem: CutProblem | undefined
}

const MOST_FIELDS = 1000

/** Bytes between two rests. */
const STEP = 1 << 19

/**
 * Cuts a file of JSON at the fields of its outermost object, and at the elements of the lists in them, by brackets and quotation marks alone: what stands between is
 * for `JSON.parse`. `from`: where it begins, after a byte order mark. Yields how many bytes it has gone through, `step` at a time.
 */
export function* cutJson(source: ByteSource, from: number, step = STEP): Generator<number, CutJson, undefined> {
  const cutter = jsonCutter()
  for (let at = from; at < source.size; at += step) {
    const to = Math.min(at + step, source.size)
    if (!cutter.take(source.bytes(at, to), at)) break
    yield to
  }
  return cutter.end(source.size)
}

/** What may come next. */
type State = 'start' | 'name or }' | 'name' | ':' | 'value' | ', or }' | 'element or ]' | 'element' | ', or ]' | 'end'

/** What is being gone through. */
type Part = 'outermost' | 'name' | 'value' | 'element'

type Cutter = {
  /** `false` when there is nothing more to be cut. */
  take(bytes: Uint8Array, at: number): boolean
  end(size: number): CutJson
}

function jsonCutter(): Cutter {
  const walk = valueEnd()
  const cuts = cutFields()
  let state: State = 'start'
  let part: Part | undefined
  let problem: CutProblem | undefined
  let begun = 0
  let other: CutJson['other']

  const begin = (next: Part, byte: number, at: number): State => {
    if (next === 'name' ? byte !== 0x22 : isMark(byte) && !'{["'.includes(String.fromCharCode(byte))) problem ??= {at, what: 'wrong'}
    part = next
    begun = at
    if (next === 'outermost') other = {from: at, to: at, names: 0}
    walk.begin(byte)
    cuts.begin(next, at)
    return state
  }
  const end = (at: number): void => {
    state = part === 'outermost' ? 'end' : part === 'name' ? ':' : part === 'value' ? ', or }' : ', or ]'
    if (other !== undefined) other = {from: other.from, to: at, names: walk.names()}
    else if (part !== undefined) cuts.end(part, at, walk.names())
    part = undefined
  }
  const endList = (at: number): State => {
    cuts.endList(at + 1)
    return ', or }'
  }
  const wrong = (at: number): State => {
    problem ??= {at, what: 'wrong'}
    return state
  }
  /** The state after a byte that belongs to no value, or begins one. */
  const after = (byte: number, at: number): State => {
    const character = String.fromCharCode(byte)
    switch (state) {
      case 'start':
        return character === '{' ? 'name or }' : begin('outermost', byte, at)
      case 'name or }':
      case 'name':
        return character === '}' && state === 'name or }' ? 'end' : begin('name', byte, at)
      case ':':
        return character === ':' ? 'value' : wrong(at)
      case 'value':
        if (character !== '[') return begin('value', byte, at)
        cuts.beginList(at)
        return 'element or ]'
      case ', or }':
        return character === '}' ? 'end' : character === ',' ? 'name' : wrong(at)
      case 'element or ]':
      case 'element':
        return character === ']' && state === 'element or ]' ? endList(at) : begin('element', byte, at)
      case ', or ]':
        return character === ']' ? endList(at) : character === ',' ? 'element' : wrong(at)
      case 'end':
        return wrong(at)
      default:
        return state satisfies never
    }
  }
  const isEnough = (): boolean => problem !== undefined || cuts.fields.length > MOST_FIELDS

  return {
    take: (bytes, base) => {
      for (let at = 0; at < bytes.length && !isEnough(); ) {
        if (part !== undefined) {
          const to = walk.go(bytes, at)
          const found = walk.problem()
          if (found !== undefined) problem ??= {at: base + found.at, what: found.what}
          if (to === undefined) break
          end(base + to)
          at = to
        } else {
          const byte = bytes[at] as number
          if (!isBlank(byte)) state = after(byte, base + at)
          at++
        }
      }
      return !isEnough()
    },
    end: size => {
      if (part !== undefined && part !== 'name' && walk.mayEnd()) end(size)
      if (state !== 'end' && !isEnough()) problem = {at: size, what: state === 'start' && part === undefined ? 'empty' : 'end'}
      return {
        fields: other === undefined && cuts.fields.length <= MOST_FIELDS ? cuts.fields : undefined,
        other,
        named: cuts.named(),
        begun: part === undefined ? undefined : begun,
        problem,
      }
    },
  }
}

/** Fields as they are found. */
function cutFields() {
  const fields: CutField[] = []
  let name: Place = {from: 0, to: 0}
  let from = 0
  let list: CutList | undefined
  let inList = 0
  return {
    fields,
    named: () => (name.to > name.from ? name : undefined),
    begin: (part: Part, at: number) => {
      if (part === 'name') name = {from: at, to: at}
      else from = at
    },
    end: (part: Part, to: number, names: number) => {
      if (part === 'name') name = {...name, to}
      else if (part === 'value') fields.push({name, value: {from, to}, names, list: undefined})
      else if (part === 'element') {
        list?.from.push(from)
        list?.to.push(to)
        list?.names.push(names)
        inList += names
      }
    },
    beginList: (at: number) => {
      list = {from: growingNumbers(), to: growingNumbers(), names: growingNumbers()}
      inList = 0
      fields.push({name, value: {from: at, to: at}, names: 0, list})
    },
    endList: (to: number) => {
      const last = fields.pop()
      if (last !== undefined) fields.push({...last, value: {from: last.value.from, to}, names: inList})
      list = undefined
    },
  }
}
