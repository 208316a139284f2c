import {joined, number} from './update-bytes.ts'
import {updateSteps} from './update-reader.ts'

/** Bytes that a document takes without anybody having to wait. */
export const SLICE = 96 * 1024

/** Whether a slice may end between these two changes of a window; the second is absent at their end. */
type Ending = (client: number, clock: number, next: number | undefined) => boolean

const always: Ending = () => true

/** The changes of one window, and how far they are taken. */
type Line = {
  readonly client: number
  readonly clocks: number[]
  /** Where each change begins in the bytes. */
  readonly from: number[]
  end: number
  /** What changes need first of other windows, as client and clock by turns. */
  readonly needs: Map<number, readonly number[]>
  /** The next change to take, and the first that is not in a slice yet. */
  next: number
  sliced: number
}

/**
 * The same update as several, each a small piece of work, the last with all that it takes out: applied in their order they make what the whole
 * makes, and none waits for a later one. One that is small, or too odd to be cut, is given back as it is. `undefined`: a rest, where there are
 * others to serve.
 */
export function* updateSlices(update: Uint8Array, size = SLICE, mayEnd: Ending = always): Generator<Uint8Array | undefined, void, undefined> {
  const read = update.byteLength <= size ? undefined : yield* linesOf(update)
  if (read === undefined) {
    yield update
    return
  }
  let bytes = 0
  for (const {line, at} of inCausalOrder(read.lines)) {
    bytes += (line.from[at + 1] ?? line.end) - (line.from[at] ?? 0)
    if (bytes < size || !mayEnd(line.client, line.clocks[at] ?? 0, line.clocks[at + 1])) continue
    yield nextSlice(update, read.lines)
    bytes = 0
  }
  if (bytes > 0) yield nextSlice(update, read.lines)
  yield deletions(read.deleted)
}

type Deleted = ReadonlyMap<number, readonly Uint8Array[]>

type Lines = {readonly lines: ReadonlyMap<number, Line>; readonly deleted: Deleted}

function* linesOf(update: Uint8Array): Generator<undefined, Lines | undefined, undefined> {
  const lines = new Map<number, Line>()
  const deleted = new Map<number, Uint8Array[]>()
  let line: Line | undefined
  let isOdd = false
  const isWhole = yield* updateSteps(update, {
    onClient: client => {
      isOdd ||= lines.has(client)
      line = {client, clocks: [], from: [], end: 0, needs: new Map(), next: 0, sliced: 0}
      lines.set(client, line)
    },
    onStruct: ({client, clock, from, at, references}) => {
      if (line === undefined) return
      let needs: number[] | undefined
      for (let n = 0; n < references.length; n += 2) {
        const [other = client, needed = 0] = [references[n], references[n + 1]]
        if (other !== client) needs = [...(needs ?? []), other, needed]
      }
      if (needs !== undefined) line.needs.set(line.from.length, needs)
      line.clocks.push(clock)
      line.from.push(from)
      line.end = at
    },
    onDeleted: (client, clock, length) => {
      const range = joined([number(clock), number(length)])
      const known = deleted.get(client)
      if (known === undefined) deleted.set(client, [range])
      else known.push(range)
    },
  })
  return isWhole && !isOdd ? {lines, deleted} : undefined
}

/** Takes each change once, after what it needs. What needs itself in a circle, or something that is not there, is taken all the same. */
function* inCausalOrder(lines: ReadonlyMap<number, Line>): Generator<{readonly line: Line; readonly at: number}, void, undefined> {
  const missing = (line: Line): Line | undefined => {
    const needs = line.needs.get(line.next) ?? []
    for (let n = 0; n < needs.length; n += 2) {
      const other = lines.get(needs[n] ?? 0)
      if (other !== undefined && (other.clocks[other.next] ?? Number.POSITIVE_INFINITY) <= (needs[n + 1] ?? 0)) return other
    }
    return undefined
  }
  for (const first of lines.values()) {
    const stack = [first]
    const waiting = new Set(stack)
    for (let line = stack.at(-1); line !== undefined; line = stack.at(-1)) {
      const isDone = line.next >= line.from.length
      const needed = isDone ? undefined : missing(line)
      if (needed !== undefined && !waiting.has(needed)) {
        stack.push(needed)
        waiting.add(needed)
        continue
      }
      if (!isDone) yield {line, at: line.next++}
      if (isDone || (stack.length > 1 && needed === undefined)) {
        stack.pop()
        waiting.delete(line)
      }
    }
  }
}

/** What was taken since the last slice. */
function nextSlice(update: Uint8Array, lines: ReadonlyMap<number, Line>): Uint8Array {
  const parts = [...lines.values()].filter(({next, sliced}) => next > sliced)
  const pieces = parts.flatMap(({client, clocks, from, end, next, sliced}) => [
    number(next - sliced),
    number(client),
    number(clocks[sliced] ?? 0),
    update.subarray(from[sliced] ?? 0, from[next] ?? end),
  ])
  for (const line of parts) line.sliced = line.next
  return joined([number(parts.length), ...pieces, number(0)])
}

const deletions = (deleted: Deleted): Uint8Array =>
  joined([number(0), number(deleted.size), ...[...deleted].flatMap(([client, ranges]) => [number(client), number(ranges.length), ...ranges])])
