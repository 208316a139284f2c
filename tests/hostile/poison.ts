import * as encoding from 'lib0/encoding'
import {readUpdate} from '../../src/project/update-reader.ts'

/** One struct of an update as it is written, whether Yjs could have made it or not. `bytes` is one that was read from an update. */
export type RawStruct =
  | {readonly kind: 'gc' | 'skip' | 'deleted'; readonly length: number; readonly parent?: RawParent}
  | {readonly kind: 'map'; readonly parent: RawParent; readonly key?: string}
  | {readonly kind: 'text'; readonly text: Uint8Array; readonly parent: RawParent; readonly key?: string}
  | {readonly kind: 'values'; readonly values: readonly unknown[]; readonly parent: RawParent; readonly key?: string}
  | {readonly kind: 'any'; readonly encoded: Uint8Array; readonly parent: RawParent; readonly key?: string}
  | {readonly kind: 'bytes'; readonly bytes: Uint8Array}

/** A part of the document by its name, an item, or the place beside an item. */
export type RawParent = string | {readonly client: number; readonly clock: number} | {readonly beside: {readonly client: number; readonly clock: number}}

export type RawClient = {readonly client: number; readonly clock: number; readonly structs: readonly RawStruct[]}
export type RawDeletes = {readonly client: number; readonly ranges: readonly (readonly [clock: number, length: number])[]}
export type RawUpdate = {readonly clients: readonly RawClient[]; readonly deletes: readonly RawDeletes[]}

/** The bytes of an update, exactly as given: nothing is checked, sorted or joined. */
export function rawUpdate({clients = [], deletes = []}: Partial<RawUpdate>): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeVarUint(to, clients.length)
  for (const {client, clock, structs} of clients) {
    encoding.writeVarUint(to, structs.length)
    writeNumber(to, client)
    writeNumber(to, clock)
    for (const struct of structs) writeStruct(to, struct)
  }
  encoding.writeVarUint(to, deletes.length)
  for (const {client, ranges} of deletes) {
    writeNumber(to, client)
    encoding.writeVarUint(to, ranges.length)
    for (const [clock, length] of ranges) {
      writeNumber(to, clock)
      writeNumber(to, length)
    }
  }
  return encoding.toUint8Array(to)
}

/** Beyond 2^53 too, where the library would loop. */
function writeNumber(to: encoding.Encoder, number: number): void {
  let left = BigInt(number)
  for (; left > 127n; left >>= 7n) encoding.writeUint8(to, Number(left & 127n) | 128)
  encoding.writeUint8(to, Number(left))
}

function writeStruct(to: encoding.Encoder, struct: RawStruct): void {
  switch (struct.kind) {
    case 'gc':
    case 'skip':
      encoding.writeUint8(to, struct.kind === 'gc' ? 0 : 10)
      return writeNumber(to, struct.length)
    case 'bytes':
      return encoding.writeUint8Array(to, struct.bytes)
    case 'deleted':
      writePlace(to, 1, struct.parent ?? 'annotations', undefined)
      return writeNumber(to, struct.length)
    case 'map':
      writePlace(to, 7, struct.parent, struct.key)
      return encoding.writeVarUint(to, 1)
    case 'text':
      writePlace(to, 4, struct.parent, struct.key)
      return encoding.writeVarUint8Array(to, struct.text)
    case 'values':
      writePlace(to, 8, struct.parent, struct.key)
      encoding.writeVarUint(to, struct.values.length)
      for (const value of struct.values) encoding.writeAny(to, value as never)
      return
    case 'any':
      writePlace(to, 8, struct.parent, struct.key)
      encoding.writeVarUint(to, 1)
      return encoding.writeUint8Array(to, struct.encoded)
    default:
      return struct satisfies never
  }
}

function writePlace(to: encoding.Encoder, content: number, parent: RawParent, key: string | undefined): void {
  const beside = typeof parent === 'object' && 'beside' in parent ? parent.beside : undefined
  encoding.writeUint8(to, content | (key === undefined ? 0 : 0x20) | (beside === undefined ? 0 : 0x80))
  if (beside !== undefined) {
    writeNumber(to, beside.client)
    return writeNumber(to, beside.clock)
  }
  if (typeof parent === 'string') {
    encoding.writeVarUint(to, 1)
    encoding.writeVarString(to, parent)
  } else if ('client' in parent) {
    encoding.writeVarUint(to, 0)
    writeNumber(to, parent.client)
    writeNumber(to, parent.clock)
  }
  if (key !== undefined) encoding.writeVarString(to, key)
}

const CLIENT = 77

/** Two updates of a few bytes each, after which Yjs counts beyond what it can write down. */
export const beyondCounting = (): readonly Uint8Array[] => [
  rawUpdate({clients: [{client: CLIENT, clock: 0, structs: [{kind: 'gc', length: 2 ** 55}]}]}),
  rawUpdate({clients: [{client: CLIENT, clock: 2 ** 55, structs: [{kind: 'gc', length: 2 ** 55 + 2 ** 54}]}]}),
]

/** Maps nested in each other, from `from` to `to` levels deep, the first under `key` in the part `root`. */
export const nestedMaps = (given: {depth: number; from?: number; root?: string; key?: string; client?: number}): Uint8Array => {
  const {depth, from = 0, root = 'annotations', key = 'deep', client = CLIENT} = given
  const structs = Array.from({length: depth - from}, (_, at): RawStruct => {
    const clock = from + at
    return {kind: 'map', parent: clock === 0 ? root : {client, clock: clock - 1}, key}
  })
  return rawUpdate({clients: [{client, clock: from, structs}]})
}

export const deletion = (clock = 0, length = 1, client = CLIENT): Uint8Array => rawUpdate({deletes: [{client, ranges: [[clock, length]]}]})

/** Removals in so many places that do not touch, two bytes each. */
export const deletions = (count: number, client = CLIENT): Uint8Array =>
  rawUpdate({deletes: [{client, ranges: Array.from({length: count}, (_, at) => [2 * at, 1] as const)}]})

/** A list in a list in a list, as one value. */
export const nestedValue = (depth: number, parent: RawParent = 'annotations'): Uint8Array => {
  const encoded = new Uint8Array(2 * depth + 1)
  for (let at = 0; at < depth; at++) encoded.set([117, 1], 2 * at)
  encoded[2 * depth] = 126
  return rawUpdate({clients: [{client: CLIENT, clock: 0, structs: [{kind: 'any', encoded, parent, key: 'deep'}]}]})
}

/** Work of a made-up window that begins after changes nobody has: it waits for ever. */
export const behindGap = (clock = 1000, client = CLIENT, key = 'later'): Uint8Array =>
  rawUpdate({clients: [{client, clock, structs: [{kind: 'values', values: ['x'], parent: 'annotations', key}]}]})

/** One of each kind of update that Yjs cannot have made. Each has a name, for the title of a test. */
export const impossible = (): readonly (readonly [name: string, update: Uint8Array])[] => {
  const of = (...structs: RawStruct[]): Uint8Array => rawUpdate({clients: [{client: CLIENT, clock: 0, structs}]})
  const value = (text: string): RawStruct => ({kind: 'values', values: [text], parent: 'annotations', key: 'k'})
  return [
    ['counts beyond what can be counted', beyondCounting()[0] as Uint8Array],
    ['begins beyond what can be counted', beyondCounting()[1] as Uint8Array],
    ['skips more than there can be', of(value('a'), {kind: 'skip', length: 2 ** 40}, value('b'))],
    ['stands for more deleted changes than there can be', of({kind: 'deleted', length: 2 ** 32})],
    ['holds nothing', of({kind: 'gc', length: 0})],
    ['holds no values', of({kind: 'values', values: [], parent: 'annotations', key: 'k'})],
    ['holds an empty text', of({kind: 'text', text: new Uint8Array(), parent: 'annotations', key: 'k'})],
    ['holds a text that is none', of({kind: 'text', text: Uint8Array.of(0xff, 0xfe), parent: 'annotations', key: 'k'})],
    ['names a window that cannot be', rawUpdate({clients: [{client: 2 ** 40, clock: 0, structs: [value('a')]}]})],
    ['names a window twice', rawUpdate({clients: [1, 2].map(clock => ({client: CLIENT, clock: clock - 1, structs: [value('a')]}))})],
    ['deletes what cannot be', deletion(0, 2 ** 50)],
    ['refers to what cannot be', of({kind: 'map', parent: {client: 2 ** 50, clock: 0}, key: 'k'})],
    ['nests maps too deep', nestedMaps({depth: 3500})],
    ['nests maps far too deep', nestedMaps({depth: 20_000})],
    ['nests maps beside each other too deep', besideEachOther(400)],
    [
      'stands in itself',
      of(
        {kind: 'map', parent: {client: CLIENT, clock: 0}, key: 'k'},
        ...Array.from({length: 70}, (): RawStruct => ({kind: 'map', parent: 'annotations', key: 'k'})),
      ),
    ],
    ['refers to what its window did later', of({kind: 'map', parent: {beside: {client: CLIENT, clock: 1}}}, value('a'))],
    ['nests a value too deep', nestedValue(200)],
    ['nests a value far too deep', nestedValue(200_000)],
    ['is cut short', of(value('cut short')).subarray(0, 12)],
  ]
}

/** Each map stands beside an item in the one before, and so says of none what it stands in. */
function besideEachOther(depth: number): Uint8Array {
  const structs: RawStruct[] = [{kind: 'map', parent: 'annotations', key: 'deep'}]
  for (let clock = 1; clock < 2 * depth; clock += 2) {
    structs.push({kind: 'values', values: [0], parent: {client: CLIENT, clock: clock - 1}, key: 'x'})
    structs.push({kind: 'map', parent: {beside: {client: CLIENT, clock}}, key: 'x'})
  }
  return rawUpdate({clients: [{client: CLIENT, clock: 0, structs}]})
}

/** An update taken apart, so that its parts can be put together in another way. */
export function takenApart(update: Uint8Array): RawUpdate {
  const clients: {client: number; clock: number; structs: RawStruct[]}[] = []
  const deletes = new Map<number, [number, number][]>()
  readUpdate(update, {
    onClient: client => clients.push({client, clock: -1, structs: []}),
    onStruct: struct => {
      const last = clients.at(-1)
      if (last === undefined) return
      if (last.clock < 0) last.clock = struct.clock
      last.structs.push({kind: 'bytes', bytes: struct.bytes.slice(struct.from, struct.at)})
    },
    onDeleted: (client, clock, length) => {
      deletes.set(client, [...(deletes.get(client) ?? []), [clock, length]])
    },
  })
  return {clients, deletes: [...deletes].map(([client, ranges]) => ({client, ranges}))}
}

/** Numbers at which something may break. */
const NUMBERS = [0, 1, 2, 63, 127, 128, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53 - 1, 2 ** 53, 2 ** 55]

/** The update with one of its parts changed: moved, repeated, left out, counted otherwise, made of nothing. */
export function edited(update: Uint8Array, random: () => number): Uint8Array {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const {clients, deletes} = takenApart(update)
  const at = Math.floor(random() * Math.max(1, clients.length))
  const change = (make: (client: RawClient) => RawClient): Uint8Array =>
    rawUpdate({clients: clients.map((client, index) => (index === at ? make(client) : client)), deletes})
  const struct = (make: (structs: RawStruct[], place: number) => void): Uint8Array =>
    change(client => {
      const structs = client.structs.length === 0 ? [{kind: 'gc', length: 1} as const] : [...client.structs]
      make(structs, Math.floor(random() * structs.length))
      return {...client, structs}
    })
  const number = (): number => (random() < 0.5 ? pick(NUMBERS) : Math.floor(random() * 200))
  const edits: (() => Uint8Array)[] = [
    () => change(client => ({...client, clock: number()})),
    () => change(client => ({...client, client: random() < 0.5 ? number() : (pick(clients).client ?? 0)})),
    () => struct((structs, place) => structs.splice(place, 1)),
    () => struct((structs, place) => structs.splice(place, 0, structs[place] as RawStruct)),
    () => struct((structs, place) => structs.splice(place, 0, {kind: pick(['gc', 'skip', 'deleted'] as const), length: number()})),
    () => struct((structs, place) => structs.splice(place, 1, {kind: 'gc', length: number()})),
    () => struct(structs => structs.reverse()),
    () => struct((structs, place) => structs.splice(place, 1, byteChanged(structs[place], random))),
    () =>
      struct((structs, place) => {
        const near = {client: pick(clients).client, clock: number()}
        const parent: RawParent = random() < 0.5 ? near : {beside: near}
        structs.splice(place, 0, {kind: pick(['map', 'values'] as const), values: [number()], parent, key: String(number())})
      }),
    () => rawUpdate({clients, deletes: [...deletes, {client: pick(clients).client, ranges: [[number(), number()]]}]}),
    () => rawUpdate({clients: [...clients].reverse(), deletes}),
    () => {
      const deep = takenApart(nestedMaps({depth: 1 + Math.floor(random() * 100), client: 1 + Math.floor(random() * 1e6)}))
      return rawUpdate({clients: [...clients, ...deep.clients], deletes})
    },
    () => update.subarray(0, Math.floor(random() * update.length)),
    () => anyByteChanged(update, random),
  ]
  return clients.length === 0 ? anyByteChanged(update, random) : pick(edits)()
}

const byteChanged = (struct: RawStruct | undefined, random: () => number): RawStruct =>
  struct?.kind === 'bytes' ? {kind: 'bytes', bytes: anyByteChanged(struct.bytes, random)} : {kind: 'gc', length: 1}

function anyByteChanged(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice()
  copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return copy
}
