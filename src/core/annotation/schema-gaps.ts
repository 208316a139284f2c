import {inCodeUnits} from '../code-unit-order.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import {missingFeatures} from '../schema/conditions.ts'
import type {Schema} from '../schema/schema.ts'
import {featureNamed, layerNamed} from '../schema/schema.ts'
import type {Annotation} from './annotation.ts'
import {unfitFeatures} from './new-annotation.ts'

/** Counts what annotations of one article leave out that the schema in force requires, and what they say from an earlier schema that it has no place for. */
export interface SchemaGaps {
  note(annotation: Annotation): void
  /** A sentence for each, without what is not there. */
  sentences(): readonly Message[]
}

/** Where it is: the same for all annotations that leave out, or say, the same. */
type Place = {readonly layer: string; readonly feature?: string}
type Count = {readonly place: Place; many: number}

export function schemaGaps(schema: Schema): SchemaGaps {
  const missing = new Map<string, Count>()
  const gone = new Map<string, Count>()
  const count = (where: Map<string, Count>, place: Place): void => {
    const key = JSON.stringify([place.layer, place.feature])
    const known = where.get(key)
    if (known === undefined) where.set(key, {place, many: 1})
    else known.many++
  }
  return {
    note: ({layer: name, features, schemaVersion}) => {
      const layer = layerNamed(schema, name)
      // Of what was made under the schema in force, each is a problem by itself.
      const isEarlier = schemaVersion !== schema.version
      if (layer === undefined) {
        if (isEarlier) count(gone, {layer: name})
        return
      }
      for (const feature of missingFeatures(layer, features)) count(missing, {layer: layer.label, feature: feature.label})
      if (!isEarlier) return
      for (const [key] of unfitFeatures(schema, name, features)) count(gone, {layer: layer.label, feature: featureNamed(layer, key)?.label ?? key})
    },
    sentences: () => [...inOrder(missing).map(missingWords), ...inOrder(gone).map(goneWords)],
  }
}

const inOrder = (counts: ReadonlyMap<string, Count>): readonly Count[] => [...counts].sort(([a], [b]) => inCodeUnits(a, b)).map(([, counted]) => counted)

const missingWords = ({place: {layer, feature = ''}, many}: Count): Message =>
  message('{annotations, plural, one {# annotation} other {# annotations}} without “{feature}” of “{layer}”, which the schema requires. Fill it in.', {
    annotations: many,
    feature,
    layer,
  })

const goneWords = ({place: {layer, feature}, many}: Count): Message =>
  feature === undefined
    ? message(
        '{annotations, plural, one {# annotation} other {# annotations}} from an earlier schema: the one in force does not know the layer “{layer}”, which is kept and exported.',
        {annotations: many, layer},
      )
    : message(
        '{annotations, plural, one {# annotation} other {# annotations}} from an earlier schema: the one in force does not know what “{feature}” of “{layer}” says, which is kept and exported.',
        {annotations: many, feature, layer},
      )
