import type {Annotation} from '../../core/annotation/annotation.ts'
import {missingFeatures} from '../../core/schema/conditions.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'

/** What an annotation has still to say, by the labels of the schema. */
export function missingLabels(schema: Schema, {layer, features}: Annotation): readonly string[] {
  const known = layerNamed(schema, layer)
  return known === undefined ? [] : missingFeatures(known, features).map(({label}) => label)
}
