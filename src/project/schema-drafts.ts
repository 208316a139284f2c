import type * as Y from 'yjs'
import * as z from 'zod'
import {isSame} from '../core/json/same.ts'
import {isDeeperThan} from '../core/json/json-depth.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {DraftEdits, DraftFields, DraftOrigin, PartId, SchemaDraft} from '../core/schema/draft.ts'
import {parseSchema} from '../core/schema/schema-file.ts'

/**
 * Drafts of the next schema, which curators edit together: each field of each layer, feature and label under a key of its own, `<draft>/<part>/<field>`, so that what two of them change at
 * once is both kept. What a draft goes on from stands under `<draft>/origin`.
 */
export interface SchemaDrafts {
  all(): readonly SchemaDraft[]
  get(id: string): SchemaDraft | undefined
  open(id: string, origin: DraftOrigin): void
  /** Sets a field of a part, `null` where the schema is to have none; `undefined` gives it back as the origin has it. */
  set(id: string, part: PartId, fields: DraftFields): void
  /** Makes a draft go on from another version, with these edits; what somebody wrote since it was `read` stays. */
  goOn(read: SchemaDraft, next: Pick<SchemaDraft, 'origin' | 'edits'>): void
  /** Throws it away. */
  discard(id: string): void
  observe(listener: () => void): () => void
}

const ORIGIN = 'origin'
/** UTF-16 units. */
const LONGEST_EDIT = 100_000
const LONGEST_ORIGIN = 1_500_000
/** Arrays and objects within each other: no schema has as many. */
const DEEPEST = 16
/** Of all drafts of a project: whoever opens it loads them. */
const MOST_DRAFTS = 100
const MOST_ENTRIES = 100_000
const LONGEST_DRAFTS = 16_000_000
/** Of one draft. */
const MOST_FIELDS = 50_000
const LONGEST_DRAFT = 4_000_000

const origin = z.strictObject({
  by: z.string().min(1).max(200),
  at: z.number().int().nonnegative(),
  from: z.enum(['in-force', 'version', 'preset', 'empty', 'project', 'file']),
  base: z.number().int().nonnegative(),
  schema: z.object({name: z.string(), version: z.number().int().nonnegative(), layers: z.array(z.unknown())}).loose(),
})

/** `undefined` for what is no origin, or one that only a newer Claimlight knows. */
export function parseOrigin(text: unknown): DraftOrigin | undefined {
  const read = typeof text === 'string' && text.length <= LONGEST_ORIGIN && !isDeeperThan(text, DEEPEST) ? origin.safeParse(jsonValue(text)).data : undefined
  if (read === undefined) return undefined
  const {name, version, layers} = read.schema
  if (layers.length === 0) return {...read, schema: {name, version, layers: []}}
  const parsed = parseSchema(read.schema)
  return parsed.ok ? {...read, schema: parsed.value} : undefined
}

const KEY = /^([\w-]{1,100})\/(?:origin|([\w-]{1,100})\/([A-Za-z]{1,40}))$/

/** Where the field stands that is under a key; `undefined` for an origin. */
export function draftPlace(key: string): {readonly draft: string; readonly part: PartId; readonly field: string} | undefined {
  const [, draft, part, field] = KEY.exec(key) ?? []
  return draft === undefined || part === undefined || field === undefined ? undefined : {draft, part, field}
}

/** Whether something of a draft may stand under a key. */
export function isDraftEntry(key: string, value: unknown): boolean {
  const [found, , part] = KEY.exec(key) ?? []
  if (found === undefined) return false
  if (part === undefined) return parseOrigin(value) !== undefined
  return typeof value === 'string' && value.length <= LONGEST_EDIT && isField(value)
}

const isField = (text: string): boolean => !isDeeperThan(text, DEEPEST) && jsonValue(text) !== undefined

type Size = {readonly entries: number; readonly length: number}
const NONE: Size = {entries: 0, length: 0}
const isWithin = ({entries, length}: Size, most: Size): boolean => entries <= most.entries && length <= most.length
const isNoMore = (one: Size, other: Size): boolean => one.entries <= other.entries && one.length <= other.length

/**
 * Whether drafts, by key the UTF-16 units that each holds, are as many and as long as a project has, or at least no more than before. `devices`: how many may
 * each have filled that by themselves.
 */
export function hasRoomForDrafts(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, devices = 1): boolean {
  const [was, is] = [draftSizes(before), draftSizes(after)]
  const [allBefore, allAfter] = [summed(was), summed(is)]
  if (is.size > devices * MOST_DRAFTS && is.size > was.size) return false
  if (!isWithin(allAfter, {entries: devices * MOST_ENTRIES, length: devices * LONGEST_DRAFTS}) && !isNoMore(allAfter, allBefore)) return false
  const most = {entries: devices * MOST_FIELDS, length: devices * LONGEST_DRAFT}
  return [...is].every(([id, size]) => isWithin(size, most) || isNoMore(size, was.get(id) ?? NONE))
}

function draftSizes(lengths: ReadonlyMap<string, number>): ReadonlyMap<string, Size> {
  const sizes = new Map<string, Size>()
  for (const [key, length] of lengths) {
    const id = key.slice(0, key.indexOf('/'))
    const known = sizes.get(id) ?? NONE
    sizes.set(id, {entries: known.entries + 1, length: known.length + length})
  }
  return sizes
}

const summed = (sizes: ReadonlyMap<string, Size>): Size =>
  [...sizes.values()].reduce((sum, each) => ({entries: sum.entries + each.entries, length: sum.length + each.length}), NONE)

export function schemaDrafts(map: Y.Map<unknown>, transact: (change: () => void) => void): SchemaDrafts {
  let cache: readonly SchemaDraft[] | undefined
  map.observe(() => {
    cache = undefined
  })
  /** Each is read once: it is a whole schema, and stays while its draft is edited. */
  let origins = new Map<string, DraftOrigin | undefined>()
  const all = (): readonly SchemaDraft[] => {
    if (cache !== undefined) return cache
    const known = origins
    origins = new Map()
    cache = readDrafts(map, text => {
      const read = known.has(text) ? known.get(text) : parseOrigin(text)
      origins.set(text, read)
      return read
    })
    return cache
  }
  const write = (key: string, value: unknown): void => {
    const text = JSON.stringify(value)
    if (map.get(key) !== text) map.set(key, text)
  }
  const writeOrigin = (id: string, {schema: {mappings: _mappings, ...schema}, ...rest}: DraftOrigin): void => write(`${id}/${ORIGIN}`, {...rest, schema})
  const set = (id: string, part: PartId, fields: DraftFields): void => {
    for (const [field, value] of Object.entries(fields)) {
      const key = `${id}/${part}/${field}`
      if (value !== undefined) write(key, value)
      else if (map.has(key)) map.delete(key)
    }
  }
  return {
    all,
    get: wanted => all().find(({id}) => id === wanted),
    open: (id, from) => transact(() => writeOrigin(id, from)),
    set: (id, part, fields) => transact(() => set(id, part, fields)),
    goOn: ({id, edits: read}, next) =>
      transact(() => {
        for (const [part, fields] of read)
          for (const [field, value] of Object.entries(fields)) {
            const key = `${id}/${part}/${field}`
            if (map.get(key) === JSON.stringify(value) && next.edits.get(part)?.[field] === undefined) map.delete(key)
          }
        for (const [part, fields] of next.edits)
          set(id, part, Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isSame(read.get(part)?.[field], value))))
        writeOrigin(id, next.origin)
      }),
    discard: id =>
      transact(() => {
        for (const key of [...map.keys()]) if (key.startsWith(`${id}/`)) map.delete(key)
      }),
    observe: listener => {
      const listen = (): void => listener()
      map.observe(listen)
      return () => map.unobserve(listen)
    },
  }
}

function readDrafts(map: Y.Map<unknown>, read: (text: string) => DraftOrigin | undefined): readonly SchemaDraft[] {
  const origins = new Map<string, DraftOrigin>()
  const edits = new Map<string, Map<PartId, Record<string, unknown>>>()
  for (const [key, value] of map) {
    const [, id = '', part, field = ''] = KEY.exec(key) ?? []
    if (id === '') continue
    if (part === undefined) {
      const from = typeof value === 'string' ? read(value) : undefined
      if (from !== undefined) origins.set(id, from)
      continue
    }
    const of: Map<PartId, Record<string, unknown>> = edits.get(id) ?? new Map()
    edits.set(id, of)
    of.set(part, {...of.get(part), ...(typeof value === 'string' && isField(value) && {[field]: jsonValue(value)})})
  }
  return [...origins]
    .map(([id, from]): SchemaDraft => ({id, origin: from, edits: (edits.get(id) ?? new Map()) as DraftEdits}))
    .sort((one, other) => one.origin.at - other.origin.at || (one.id < other.id ? -1 : 1))
}
