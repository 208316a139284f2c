import type {Annotation, Features} from './annotation.ts'
import {featureProblem} from './new-annotation.ts'
import type {Feature, Schema} from './schema.ts'
import {layerNamed} from './schema.ts'

/** Which features of an annotation its other mentions are given, and which texts stay with it: those are about this one place. */
export function carriedFeatures(schema: Schema, {layer, features}: Annotation): {readonly carried: readonly Feature[]; readonly staying: readonly Feature[]} {
  const filled = (layerNamed(schema, layer)?.features ?? []).filter(({name}) => features[name] !== undefined && features[name] !== '')
  // What somebody wrote into a choice is no label of it.
  const carried = filled.filter(({kind, name}) => kind !== 'text' && featureProblem(schema, layer, name, features[name] ?? '') === undefined)
  return {carried, staying: filled.filter(feature => !carried.includes(feature))}
}

export const valuesOf = (features: Features, of: readonly Feature[]): Features =>
  Object.fromEntries(of.flatMap(({name}) => (features[name] === undefined ? [] : [[name, features[name]]])))
