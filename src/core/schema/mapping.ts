import type {Mapping, Schema} from './schema.ts'

/** A layer, one of its features, as annotations name it, or a label in that. */
export type Word = {readonly layer: string; readonly feature?: string; readonly label?: string}

export const wordKey = ({layer, feature, label}: Word): string =>
  JSON.stringify(feature === undefined ? [layer] : label === undefined ? [layer, feature] : [layer, feature, label])

/** What one word was read as from each version on, the earliest first. */
type Changes = {readonly versions: readonly number[]; readonly to: readonly string[]}

/** Words that are kept as they were read, and how long: as those of schemas are. What somebody else wrote may be anything. UTF-16 units of its key. */
const MOST_READ = {words: 20_000, length: 400}

type Index = {
  /** By `wordKey`. */
  readonly changes: ReadonlyMap<string, Changes>
  readonly last: number
  /** What was read before: of hundreds of thousands of annotations each says one of a few words. */
  readonly read: Map<string, Word>
}

const NOTHING: Index = {changes: new Map(), last: 0, read: new Map()}

const indexOf = new WeakMap<readonly Mapping[], Index>()

function index({mappings}: Schema): Index {
  if (mappings === undefined) return NOTHING
  const known = indexOf.get(mappings)
  if (known !== undefined) return known
  const byWord = new Map<string, Map<number, string>>()
  let last = 0
  for (const mapping of mappings) {
    const key = wordKey(mapping)
    const of = byWord.get(key) ?? new Map<number, string>()
    byWord.set(key, of.set(mapping.version, mapping.to))
    last = Math.max(last, mapping.version)
  }
  const changes = new Map<string, Changes>()
  for (const [key, of] of byWord) {
    const sorted = [...of].sort(([one], [other]) => one - other)
    changes.set(key, {versions: sorted.map(([version]) => version), to: sorted.map(([, to]) => to)})
  }
  const found = {changes, last, read: new Map<string, Word>()}
  indexOf.set(mappings, found)
  return found
}

/** The last version from which on something is read in other words; 0 where nothing ever was. */
export const lastMapping = (schema: Schema): number => index(schema).last

/** Whether anything that was said under a version is read in other words now. */
export const isMappedSince = (schema: Schema, version: number): boolean => lastMapping(schema) > version

/** A layer as it was named under a version. */
export type Naming = {readonly version: number; readonly layer: string}

/** As which layer something of a version is read: the last that it was given until then, the earliest first. */
export function layerUnder(schema: Schema, namings: readonly Naming[], version: number): string {
  const last = namings.findLast(naming => naming.version <= version)
  return last === undefined ? (namings[0]?.layer ?? '') : readWord(schema, last, last.version, version).layer
}

/** A word of one version as it is read under a later one, under the schema's own where none is named: each version maps what the one before it had. */
export function readWord(schema: Schema, word: Word, from: number, upTo: number = schema.version): Word {
  const {changes, last, read} = index(schema)
  if (last <= from || upTo <= from) return word
  const key = `${from} ${upTo} ${wordKey(word)}`
  const known = read.get(key)
  if (known !== undefined) return known
  const found = followed(changes, word, from, upTo)
  if (key.length > MOST_READ.length) return found
  if (read.size >= MOST_READ.words) read.clear()
  read.set(key, found)
  return found
}

/** From one version that changes something of the word to the next: a schema may have thousands that do not. */
function followed(changes: Index['changes'], word: Word, from: number, upTo: number): Word {
  let read = word
  for (let version = from; ; ) {
    const {layer, feature, label} = read
    const of = [
      changes.get(wordKey({layer})),
      feature === undefined ? undefined : changes.get(wordKey({layer, feature})),
      label === undefined ? undefined : changes.get(wordKey(read)),
    ]
    const next = Math.min(...of.map(each => versionAfter(each, version)))
    if (next > upTo) return read
    const [toLayer, toFeature, toLabel] = of.map(each => wordAt(each, next))
    read = {
      layer: toLayer ?? layer,
      ...(feature !== undefined && {feature: toFeature ?? feature}),
      ...(label !== undefined && {label: toLabel ?? label}),
    }
    version = next
  }
}

/** Where in a word's changes the first after a version is. */
function placeAfter({versions}: Changes, version: number): number {
  let low = 0
  for (let high = versions.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((versions[middle] ?? 0) <= version) low = middle + 1
    else high = middle
  }
  return low
}

const versionAfter = (changes: Changes | undefined, version: number): number => changes?.versions[placeAfter(changes, version)] ?? Number.POSITIVE_INFINITY

function wordAt(changes: Changes | undefined, version: number): string | undefined {
  if (changes === undefined) return undefined
  const place = placeAfter(changes, version) - 1
  return changes.versions[place] === version ? changes.to[place] : undefined
}
