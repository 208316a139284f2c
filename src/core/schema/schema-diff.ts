import {inCodeUnits} from '../code-unit-order.ts'
import {isSame} from '../json/same.ts'
import type {Word} from './mapping.ts'
import {readWord} from './mapping.ts'
import type {Choice, Feature, Layer, Schema} from './schema.ts'

/** What differs is of the schema itself, a layer, a feature or a label. */
export type SchemaPart = 'schema' | 'layer' | 'feature' | 'label'

type Place = Partial<Word>

/**
 * One difference between two versions, as values: what says it in words is elsewhere. `at`: the place in the earlier version, in the later one of what was added; nothing for the schema itself.
 * `to`: what it is read as since, which is new where it was only given another name. `moved`: of those that stay, the order is another.
 */
export type SchemaDifference =
  | {readonly kind: 'added' | 'removed'; readonly of: SchemaPart; readonly at: Place; readonly label: string}
  | {readonly kind: 'mapped'; readonly of: SchemaPart; readonly at: Place; readonly label: string; readonly to: string; readonly isNew: boolean}
  | {readonly kind: 'changed'; readonly of: SchemaPart; readonly at: Place; readonly field: string; readonly before: unknown; readonly after: unknown}
  | {readonly kind: 'moved'; readonly of: SchemaPart; readonly at: Place}

/** The same for two differences that are of the same. */
export const differenceKey = (difference: SchemaDifference): string => {
  const {kind, of, at} = difference
  return JSON.stringify([kind, of, at.layer ?? '', at.feature ?? '', at.label ?? '', difference.kind === 'changed' ? difference.field : ''])
}

/** A layer, a feature or a label, under the name by which records know it. */
type Part = {readonly name: string; readonly label: string; readonly fields: {readonly [field: string]: unknown}}

/** Everything in which two versions of a schema differ, but for their numbers and mappings, from the top down. */
export function schemaDiff(before: Schema, after: Schema): readonly SchemaDifference[] {
  const own = ({name, description, guideline, examples}: Schema): Part => ({name: '', label: name, fields: {name, description, guideline, examples}})
  const layers = between(before.layers.map(layerPart), after.layers.map(layerPart), {
    of: 'layer',
    at: name => ({layer: name}),
    read: name => readWord(after, {layer: name}, before.version).layer,
  })
  const within = layers.kept.flatMap(([name, later]) => featureDifferences({before, after}, layerIn(before, name), layerIn(after, later)))
  return [...changes('schema', {}, own(before), own(after)), ...layers.differences, ...within]
}

function featureDifferences({before, after}: {readonly before: Schema; readonly after: Schema}, layer: Layer, later: Layer): readonly SchemaDifference[] {
  const at = (feature: string): Word => ({layer: layer.name, feature})
  const read = (feature: string): string => readWord(after, at(feature), before.version).feature ?? feature
  const {differences, kept} = between(layer.features.map(featurePart), later.features.map(featurePart), {of: 'feature', at, read})
  const labels = kept.flatMap(([name, other]) => {
    const [was, is] = [choicesOf(layer.features.find(each => each.name === name)), choicesOf(later.features.find(each => each.name === other))]
    const place = (label: string): Word => ({...at(name), label})
    return between(was.map(choicePart), is.map(choicePart), {
      of: 'label',
      at: place,
      read: label => readWord(after, place(label), before.version).label ?? label,
      isSplit: label => isSplitSince(after, place(label), before.version),
    }).differences
  })
  return [...differences, ...labels]
}

/** Whether a label became several after a version. */
export function isSplitSince({mappings = []}: Schema, {layer, feature, label}: Place, version: number): boolean {
  return mappings.some(each => each.split !== undefined && each.version > version && each.layer === layer && each.feature === feature && each.label === label)
}

/** `isSplit`: that it is read as another is no matter of its name. */
type Comparing = {
  readonly of: SchemaPart
  readonly at: (name: string) => Word
  readonly read: (name: string) => string
  readonly isSplit?: (name: string) => boolean
}

/** `kept`: what stays, or only has another name now, with that. */
function between(
  before: readonly Part[],
  after: readonly Part[],
  {of, at, read, isSplit}: Comparing,
): {readonly differences: readonly SchemaDifference[]; readonly kept: readonly (readonly [string, string])[]} {
  const [were, are] = [new Map(before.map(part => [part.name, part])), new Map(after.map(part => [part.name, part]))]
  const kept: [string, string][] = []
  const named = new Set<string>()
  const differences = before.flatMap((part): readonly SchemaDifference[] => {
    const {name, label} = part
    const same = are.get(name)
    if (same !== undefined) {
      kept.push([name, name])
      return changes(of, at(name), part, same)
    }
    const to = read(name)
    const other = are.get(to)
    if (other === undefined) return [{kind: 'removed', of, at: at(name), label}]
    const split = isSplit?.(name) === true
    const isNew = !split && !were.has(to) && !named.has(to)
    if (!split) named.add(to)
    if (isNew) kept.push([name, to])
    return [{kind: 'mapped', of, at: at(name), label, to, isNew}, ...(isNew ? changes(of, at(name), part, other) : [])]
  })
  const added = after
    .filter(({name}) => !were.has(name) && !named.has(name))
    .map(({name, label}): SchemaDifference => ({kind: 'added', of, at: at(name), label}))
  const order = kept.map(([, later]) => after.findIndex(({name}) => name === later))
  const isMoved = order.some((place, nth) => nth > 0 && place < (order[nth - 1] ?? 0))
  const {layer, feature} = at('')
  const over = of === 'layer' ? {} : of === 'feature' ? {layer} : {layer, ...(feature !== undefined && {feature})}
  return {differences: [...differences, ...added, ...(isMoved ? [{kind: 'moved', of, at: over} as const] : [])], kept}
}

function changes(of: SchemaPart, at: Place, {fields: before}: Part, {fields: after}: Part): readonly SchemaDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(inCodeUnits)
  return names
    .filter(field => !isSame(before[field], after[field]))
    .map(field => ({kind: 'changed', of, at, field, before: before[field], after: after[field]}))
}

function layerPart({name, features: _features, ...fields}: Layer): Part {
  return {name, label: fields.label, fields: {...fields, look: `${fields.look.hue} ${fields.look.line}`}}
}

function featurePart(feature: Feature): Part {
  const {name, ...rest} = feature
  const {choices: _choices, ...fields} = {choices: undefined, ...rest}
  const {when} = rest
  return {name, label: rest.label, fields: {...fields, ...(when !== undefined && {when: {feature: when.feature, is: when.is}})}}
}

function choicePart({value, ...fields}: Choice): Part {
  return {name: value, label: fields.label, fields}
}

const choicesOf = (feature: Feature | undefined): readonly Choice[] => (feature !== undefined && 'choices' in feature ? feature.choices : [])

function layerIn({layers}: Schema, name: string): Layer {
  const layer = layers.find(each => each.name === name)
  if (layer === undefined) throw new Error(`There is no layer ${name} in this version of the schema.`)
  return layer
}
