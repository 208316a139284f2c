import type {Annotation, Features, FeatureValue} from './annotation.ts'
import {isReference} from './annotation.ts'
import {featureProblem} from './new-annotation.ts'
import type {Feature, Schema} from '../schema/schema.ts'
import {keyOf, layerNamed} from '../schema/schema.ts'

/**
 * Which features of an annotation its other mentions are given, and which stay with it: texts, which are about this one place, and
 * for mentions in other articles what points at an annotation of its own.
 */
export function carriedFeatures(
  schema: Schema,
  {layer, features}: Annotation,
  to: 'here' | 'elsewhere' = 'here',
): {readonly carried: readonly Feature[]; readonly staying: readonly Feature[]} {
  const said = (feature: Feature): FeatureValue | undefined => features[keyOf(feature)]
  const filled = (layerNamed(schema, layer)?.features ?? []).filter(feature => said(feature) !== undefined && said(feature) !== '')
  // What somebody wrote into a choice is no label of it.
  const isBound = (value: FeatureValue | undefined): boolean => to === 'elsewhere' && isReference(value) && value.kind === 'mention'
  const carried = filled.filter(
    feature => feature.kind !== 'text' && featureProblem(schema, layer, feature.name, said(feature) ?? '') === undefined && !isBound(said(feature)),
  )
  return {carried, staying: filled.filter(feature => !carried.includes(feature))}
}

export const valuesOf = (features: Features, of: readonly Feature[]): Features =>
  Object.fromEntries(of.map(keyOf).flatMap(key => (features[key] === undefined ? [] : [[key, features[key]]])))
