import type {Annotation, FeatureValue} from '../annotation/annotation.ts'
import {isLabels, isStances} from '../annotation/annotation.ts'
import {checkFeature} from '../annotation/new-annotation.ts'
import type {Feature, Layer, Schema} from './schema.ts'
import {featureNamed, keyOf, kindOfLayer, layerNamed} from './schema.ts'
import {leavesRoom, schemaShape} from './schema-file.ts'

/** Something that annotations could say under a schema and could not under the next. `holds`: whether one says it. */
export type SchemaLoss = {readonly what: string; readonly holds: (annotation: Annotation) => boolean}

/** What the next schema has no place for: layers, features and labels that are gone, and features that take less than before. */
export const schemaLosses = (before: Schema, after: Schema): readonly SchemaLoss[] =>
  before.layers.flatMap(layer => {
    const kept = layerNamed(after, layer.name)
    if (kept === undefined || kindOfLayer(kept) !== kindOfLayer(layer))
      return [{what: `the layer “${layer.label}”`, holds: annotation => annotation.layer === layer.name}]
    return layer.features.flatMap(feature => featureLosses(before, after, layer, feature))
  })

function featureLosses(before: Schema, after: Schema, layer: Layer, feature: Feature): readonly SchemaLoss[] {
  const next = featureNamed(layerNamed(after, layer.name) as Layer, keyOf(feature))
  const where = `“${feature.label}” of “${layer.label}”`
  const saidBy = (annotation: Annotation): FeatureValue | undefined => (annotation.layer === layer.name ? annotation.features[keyOf(feature)] : undefined)
  const lost = (value: FeatureValue): boolean =>
    partsOf(value).some(part => checkFeature(before, layer.name, feature.name, part).ok && !checkFeature(after, layer.name, feature.name, part).ok)
  if ('choices' in feature && next !== undefined && 'choices' in next && next.kind === feature.kind)
    return feature.choices
      .filter(({value}) => !next.choices.some(choice => choice.value === value))
      .map(({value, label}) => ({what: `“${label}” in ${where}`, holds: annotation => says(saidBy(annotation), value)}))
  if (next !== undefined && !takesLess(feature, next)) return []
  return [
    {
      what: next === undefined ? where : `what ${where} could hold`,
      holds: annotation => {
        const value = saidBy(annotation)
        return value !== undefined && lost(value)
      },
    },
  ]
}

/** Each label and stance by itself: that another beside it never had a place takes it from none. */
const partsOf = (value: FeatureValue): readonly FeatureValue[] =>
  isLabels(value) ? value.map(label => [label]) : isStances(value) ? value.map(stance => [stance]) : [value]

const says = (value: FeatureValue | undefined, label: string): boolean =>
  isStances(value) ? value.some(stance => stance.value === label) : isLabels(value) ? value.includes(label) : value === label

function takesLess(feature: Feature, next: Feature): boolean {
  if (feature.kind === 'reference' && next.kind === 'reference') return feature.to.some(kind => !next.to.includes(kind))
  if (feature.kind === 'number' && next.kind === 'number')
    return (
      (next.min ?? Number.NEGATIVE_INFINITY) > (feature.min ?? Number.NEGATIVE_INFINITY) ||
      (next.max ?? Number.POSITIVE_INFINITY) < (feature.max ?? Number.POSITIVE_INFINITY)
    )
  return feature.kind !== next.kind
}

/** The schema as it comes into force: its version counts up, whatever it was called where it came from. The one in force where nothing differs. */
export function nextVersion(inForce: Schema, taken: Schema): Schema {
  const next = {...taken, version: Math.max(taken.version, inForce.version + 1)}
  return JSON.stringify({...next, version: inForce.version}) === JSON.stringify(inForce) ? inForce : next
}

/** Whether it may take the place of the one in force without anybody looking at what annotations say: nothing is lost, and its version counts on. */
export function goesOn(inForce: Schema, next: Schema): boolean {
  // In one order of their keys. What has no such shape goes on from nothing.
  const [before, after] = [schemaShape.safeParse(inForce).data, schemaShape.safeParse(next).data]
  if (before === undefined || after === undefined) return false
  if (after.version === before.version) return nextVersion(before, after) === before
  return leavesRoom(after) && after.version > before.version && schemaLosses(before, after).length === 0
}
