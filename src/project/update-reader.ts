import {finished} from '../core/steps.ts'
import type {ByteReader} from './byte-reader.ts'
import {byte, number, skip, text, value} from './byte-reader.ts'

/**
 * Reads an update (Yjs, v1) from end to end without making anything of it: no object per struct, no recursion, no room for
 * what a number in it promises. So it can be done with what anybody sends, and before each loading.
 */
export type StructReader = ByteReader & {
  client: number
  clock: number
  length: number
  kind: StructKind
  /** Where the struct begins in the bytes, and where its content does after what says where it stands; `at` is its end. */
  from: number
  contentFrom: number
  /** How deep the values of it are nested in each other. */
  depth: number
  /** What it stands in: a document's own part, the nested map with the id `parent`, or where the item `origin` stands. */
  place: 'root' | 'parent' | 'origin'
  parentClient: number
  parentClock: number
  originClient: number
  originClock: number
  /** Where the name of the document's part stands in the bytes, and the key that it stands under there or in its map; -1 for none. */
  rootFrom: number
  keyFrom: number
  /** How Yjs numbers kinds of content, and whether it stands before another item too, as in a list. */
  content: number
  isBetween: boolean
  /** What it refers to, as client and clock by turns; good until the next struct is read. */
  readonly references: number[]
  /** The largest number in its references to others. */
  farthest: number
  /** The latest change of its own window that it refers to; -1 for none. */
  ownReference: number
}

/** `foreign`: an item of a kind that no document of Claimlight holds (rich text, subdocuments). */
export type StructKind = 'gc' | 'skip' | 'deleted' | 'type' | 'value' | 'foreign'

export type UpdateVisitor = {
  /** The changes of one window begin, with this one. */
  onClient?: (client: number, clock: number) => void
  onStruct: (struct: StructReader) => void
  /** So many removals of the changes of one window follow; whether they are to be read. */
  onDeletedBy?: (client: number, ranges: number) => boolean
  onDeleted: (client: number, clock: number, length: number) => void
}

/** Changes that are read between two rests: about five milliseconds. */
const STEP = 8192

/** Whether the bytes are an update, in which case the visitor has seen all of it. */
export const readUpdate = (bytes: Uint8Array, visitor: UpdateVisitor): boolean => finished(updateSteps(bytes, visitor))

/** As {@link readUpdate}, resting now and then, for whoever has others to serve. */
export function* updateSteps(bytes: Uint8Array, visitor: UpdateVisitor): Generator<undefined, boolean, undefined> {
  const r = newReader(bytes)
  let read = 0
  for (let clients = number(r); clients > 0 && !r.broken; clients--) {
    let structs = number(r)
    r.client = number(r)
    r.clock = number(r)
    if (r.broken) break
    visitor.onClient?.(r.client, r.clock)
    for (; structs > 0 && !r.broken; structs--) {
      readStruct(r)
      if (r.broken) break
      visitor.onStruct(r)
      r.clock += r.length
      if (++read % STEP === 0) yield
    }
  }
  for (let clients = number(r); clients > 0 && !r.broken; clients--) {
    const client = number(r)
    let ranges = number(r)
    if (visitor.onDeletedBy?.(client, ranges) === false) return false
    for (; ranges > 0 && !r.broken; ranges--) {
      if (++read % STEP === 0) yield
      const clock = number(r)
      const length = number(r)
      if (!r.broken) visitor.onDeleted(client, clock, length)
    }
  }
  return !r.broken
}

const newReader = (bytes: Uint8Array): StructReader => ({
  bytes,
  at: 0,
  broken: false,
  client: 0,
  clock: 0,
  length: 0,
  kind: 'gc',
  from: 0,
  contentFrom: 0,
  depth: 0,
  place: 'root',
  parentClient: 0,
  parentClock: 0,
  originClient: 0,
  originClock: 0,
  rootFrom: -1,
  keyFrom: -1,
  content: 0,
  isBetween: false,
  references: [],
  farthest: 0,
  ownReference: -1,
})

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const CONTENT = 0x1f
const SKIP = 10

function readStruct(r: StructReader): void {
  r.from = r.at
  r.contentFrom = r.at
  r.depth = 0
  r.place = 'root'
  r.rootFrom = -1
  r.keyFrom = -1
  r.references.length = 0
  r.farthest = 0
  r.ownReference = -1
  const info = byte(r)
  r.content = info & CONTENT
  r.isBetween = (info & HAS_RIGHT_ORIGIN) !== 0
  if (info === SKIP) {
    r.kind = 'skip'
    r.length = number(r)
  } else if ((info & CONTENT) === 0) {
    r.kind = 'gc'
    r.length = number(r)
  } else {
    readPlace(r, info)
    r.contentFrom = r.at
    readContent(r, info & CONTENT)
  }
}

function readPlace(r: StructReader, info: number): void {
  if ((info & HAS_RIGHT_ORIGIN) !== 0 && (info & HAS_ORIGIN) === 0) readBeside(r)
  else if ((info & HAS_ORIGIN) !== 0) {
    readBeside(r)
    if ((info & HAS_RIGHT_ORIGIN) !== 0) reference(r, number(r), number(r))
  } else {
    if (number(r) === 1) {
      r.rootFrom = r.at
      text(r)
    } else {
      r.place = 'parent'
      r.parentClient = number(r)
      r.parentClock = number(r)
      reference(r, r.parentClient, r.parentClock)
    }
    if ((info & HAS_KEY) !== 0) {
      r.keyFrom = r.at
      text(r)
    }
  }
}

function readBeside(r: StructReader): void {
  r.place = 'origin'
  r.originClient = number(r)
  r.originClock = number(r)
  reference(r, r.originClient, r.originClock)
}

function reference(r: StructReader, client: number, clock: number): void {
  r.references.push(client, clock)
  r.farthest = Math.max(r.farthest, client, clock)
  if (client === r.client) r.ownReference = Math.max(r.ownReference, clock)
}

function readContent(r: StructReader, content: number): void {
  r.kind = 'value'
  r.length = 1
  switch (content) {
    case 1:
      r.kind = 'deleted'
      r.length = number(r)
      break
    case 2:
      r.kind = 'foreign'
      r.length = number(r)
      for (let left = r.length; left > 0 && !r.broken; left--) text(r)
      break
    case 3:
      skip(r, number(r))
      break
    case 4:
      r.length = text(r)
      break
    case 5:
      r.kind = 'foreign'
      text(r)
      break
    case 6:
      r.kind = 'foreign'
      text(r)
      text(r)
      break
    case 7:
      readType(r)
      break
    case 8:
      r.length = number(r)
      for (let left = r.length; left > 0 && !r.broken; left--) r.depth = Math.max(r.depth, value(r))
      break
    case 9:
      r.kind = 'foreign'
      text(r)
      r.depth = value(r)
      break
    default:
      r.broken = true
  }
}

/** Map and list are ours. */
function readType(r: StructReader): void {
  const type = number(r)
  r.kind = type <= 1 ? 'type' : 'foreign'
  if (type === 3 || type === 5) text(r)
  else if (type > 6) r.broken = true
}
