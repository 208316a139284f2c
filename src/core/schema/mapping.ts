import type {Mapping, Schema} from './schema.ts'

/** A layer, one of its features, as annotations name it, or a label in that. */
export type Word = {readonly layer: string; readonly feature?: string; readonly label?: string}

export const wordKey = ({layer, feature, label}: Word): string =>
  JSON.stringify(feature === undefined ? [layer] : label === undefined ? [layer, feature] : [layer, feature, label])

/** The mappings of one version, from what they are of. */
type Step = {readonly version: number; readonly to: ReadonlyMap<string, string>}

const stepsOf = new WeakMap<readonly Mapping[], readonly Step[]>()

function steps({mappings}: Schema): readonly Step[] {
  if (mappings === undefined) return []
  const known = stepsOf.get(mappings)
  if (known !== undefined) return known
  const versions = new Map<number, Map<string, string>>()
  for (const mapping of mappings) {
    const to = versions.get(mapping.version) ?? new Map<string, string>()
    versions.set(mapping.version, to.set(wordKey(mapping), mapping.to))
  }
  const found = [...versions].map(([version, to]) => ({version, to})).sort((a, b) => a.version - b.version)
  stepsOf.set(mappings, found)
  return found
}

/** The last version from which on something is read in other words; 0 where nothing ever was. */
export const lastMapping = (schema: Schema): number => steps(schema).at(-1)?.version ?? 0

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
  let read = word
  for (const {version, to} of steps(schema)) {
    if (version <= from || version > upTo) continue
    const {layer, feature, label} = read
    read = {
      layer: to.get(wordKey({layer})) ?? layer,
      ...(feature !== undefined && {feature: to.get(wordKey({layer, feature})) ?? feature}),
      ...(label !== undefined && {label: to.get(wordKey(read)) ?? label}),
    }
  }
  return read
}
