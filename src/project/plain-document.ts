import {DEEPEST} from './nesting.ts'
import type {StructReader} from './update-reader.ts'
import {updateSteps} from './update-reader.ts'
import type {Words} from './update-values.ts'
import {noWords, valuesIn} from './update-values.ts'

/** The maps of a document by their names, for whoever reads them alone: values, and maps of values. */
export type PlainDocument = ReadonlyMap<string, Map<string, unknown>>

/** From a change up to another, which is not in it. */
type Range = {readonly from: number; readonly until: number}

/** The changes of one window, as numbers of items, in their order; and which were taken out. */
type Line = {readonly client: number; next: number; readonly items: number[]; deleted: Range[]}

/** Each entry of a map that was ever written, as they came. Column by column: there are very many, and an object for each costs more than all that is done with them. */
type Items = {
  readonly lines: Map<number, Line>
  readonly line: Line[]
  /** The last of the changes that it counts as: more than one where several that are gone were joined. */
  readonly last: number[]
  /** Of what is gone, `GONE`; of a map, its `Fields`. */
  readonly value: unknown[]
  /** The map of the document that it stands in. */
  readonly root: (string | undefined)[]
  /** Under which key; `undefined` where it stands over another item. */
  readonly key: (string | undefined)[]
  /** That item, or the one that made the map that it stands in. */
  readonly otherLine: (Line | undefined)[]
  readonly otherClock: number[]
  /** The item that stands over it. */
  readonly over: (number | undefined)[]
}

/** What stands first under each key of a map. */
type Fields = Map<string, number>

const GONE = Symbol('gone')

/** Kinds of content, as Yjs numbers them. */
const [ANY, TYPE] = [8, 7]
const YMAP = 1

/**
 * What a document holds that consists of maps, read from its updates at a part of the work of making the document. `undefined` where these do not say it by themselves, so that Yjs
 * decides: where two wrote the same at once, where something waits for what is not there, where there is more than maps of values, or bytes that are no update.
 */
export function* plainDocument(updates: readonly Uint8Array[]): Generator<undefined, PlainDocument | undefined, undefined> {
  const items = noItems()
  const words = noWords()
  for (const update of updates) if (!(yield* readInto(items, update, words))) return undefined
  if (!isCausal(items)) return undefined
  const roots = linked(items)
  if (roots === undefined) return undefined
  for (const line of items.lines.values()) line.deleted = apart(line.deleted)
  return new Map([...roots].map(([name, fields]) => [name, settled(items, fields)]))
}

const noItems = (): Items => ({lines: new Map(), line: [], last: [], value: [], root: [], key: [], otherLine: [], otherClock: [], over: []})

/** Whether the update can be read like this so far. */
function* readInto(items: Items, update: Uint8Array, words: Words): Generator<undefined, boolean, undefined> {
  const {lines} = items
  const values = valuesIn(update, words)
  let line: Line | undefined
  let isOdd = false
  const isWhole = yield* updateSteps(update, {
    onClient: client => {
      line = lineOf(lines, client)
    },
    onStruct: struct => {
      isOdd ||= line === undefined || line.next !== struct.clock || !isPlain(struct)
      if (isOdd || line === undefined) return
      const {client, clock, length, kind, place, rootFrom, keyFrom, contentFrom} = struct
      line.items.push(items.line.length)
      line.next += length
      items.line.push(line)
      items.last.push(clock + length - 1)
      // The number of values, which is one, takes a byte.
      items.value.push(kind === 'type' ? new Map<string, number>() : kind === 'deleted' ? GONE : values.value(contentFrom + 1))
      items.root.push(place === 'root' ? values.text(rootFrom) : undefined)
      items.key.push(place === 'origin' ? undefined : values.text(keyFrom))
      const other = place === 'origin' ? struct.originClient : struct.parentClient
      items.otherLine.push(place === 'root' ? undefined : other === client ? line : lineOf(lines, other))
      items.otherClock.push(place === 'origin' ? struct.originClock : struct.parentClock)
      items.over.push(undefined)
    },
    onDeleted: (client, clock, length) => {
      if (!isOdd) lineOf(lines, client).deleted.push({from: clock, until: clock + length})
    },
  })
  return isWhole && !isOdd && !values.isOdd()
}

function lineOf(lines: Map<number, Line>, client: number): Line {
  const known = lines.get(client)
  if (known !== undefined) return known
  const line: Line = {client, next: 0, items: [], deleted: []}
  lines.set(client, line)
  return line
}

/** Whether it is an entry of a map: a value, a map in a map of the document, or one that is gone. */
function isPlain({kind, content, length, place, keyFrom, isBetween, depth, bytes, contentFrom, clock, ownReference}: StructReader): boolean {
  if (isBetween || depth > DEEPEST || ownReference >= clock) return false
  if (place !== 'origin' && keyFrom < 0) return false
  if (kind === 'deleted') return length > 0
  if (kind === 'type') return content === TYPE && place === 'root' && bytes[contentFrom] === YMAP
  return kind === 'value' && content === ANY && length === 1
}

/** Whether all can come one after the other. Where it cannot, Yjs waits with what comes later of the same windows. */
function isCausal({lines, last, otherLine, otherClock}: Items): boolean {
  const windows = [...lines.values()].map(line => ({line, at: 0}))
  const has = new Map(windows.map(({line}) => [line, -1]))
  for (let isMore = true; isMore; ) {
    isMore = false
    for (const window of windows) {
      const {line} = window
      const before = window.at
      for (let n = line.items[window.at]; n !== undefined; n = line.items[++window.at]) {
        const other = otherLine[n]
        // What it needs of its own window comes before it.
        if (other !== undefined && other !== line && (has.get(other) ?? -1) < (otherClock[n] ?? 0)) break
      }
      if (window.at === before) continue
      has.set(line, last[line.items[window.at - 1] ?? 0] ?? 0)
      isMore = true
    }
  }
  return windows.every(({line, at}) => at === line.items.length)
}

/** Puts each where it stands. `undefined` where two stand at one place, neither over the other. */
function linked(items: Items): ReadonlyMap<string, Fields> | undefined {
  const roots = new Map<string, Fields>()
  for (const [n, key] of items.key.entries()) {
    const root = items.root[n]
    const other = items.otherLine[n]
    const under = other && itemAt(items, other, items.otherClock[n] ?? 0)
    if (key !== undefined) {
      const fields = root === undefined ? items.value[under ?? -1] : rootOf(roots, root)
      if (!(fields instanceof Map) || fields.has(key)) return undefined
      fields.set(key, n)
    } else if (under === undefined || items.last[under] !== items.otherClock[n] || items.over[under] !== undefined) return undefined
    else items.over[under] = n
  }
  return roots
}

function rootOf(roots: Map<string, Fields>, name: string): Fields {
  const known = roots.get(name) ?? new Map<string, number>()
  roots.set(name, known)
  return known
}

/** The item of a window that a change of it belongs to. */
function itemAt({last}: Items, {items}: Line, clock: number): number | undefined {
  const there = items[clock]
  if (there !== undefined && last[there] === clock) return there
  let low = 0
  for (let high = items.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((last[items[middle] ?? 0] ?? 0) < clock) low = middle + 1
    else high = middle
  }
  return items[low]
}

/** The same ranges in their order, with no two that touch. */
function apart(ranges: readonly Range[]): Range[] {
  const found: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last === undefined || last.until < range.from) found.push(range)
    else found[found.length - 1] = {from: last.from, until: Math.max(last.until, range.until)}
  }
  return found
}

/** The same map with what stands under each key in the end. */
function settled(items: Items, fields: Fields): Map<string, unknown> {
  const values: Map<string, unknown> = fields
  for (const [key, first] of fields) {
    let n = first
    for (let over = items.over[n]; over !== undefined; over = items.over[n]) n = over
    const value = items.value[n]
    if (value === GONE || isDeleted(items, n)) values.delete(key)
    else values.set(key, value instanceof Map ? settled(items, value as Fields) : value)
  }
  return values
}

/** An item that counts as more than one change is gone as it is. */
function isDeleted(items: Items, n: number): boolean {
  const {deleted = []} = items.line[n] ?? {}
  const last = items.last[n] ?? 0
  let low = 0
  for (let high = deleted.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((deleted[middle]?.until ?? 0) <= last) low = middle + 1
    else high = middle
  }
  return (deleted[low]?.from ?? Number.POSITIVE_INFINITY) <= last
}
