import {inCodeUnits} from '../code-unit-order.ts'
import {counted} from '../counted.ts'
import {missingFeatures} from '../schema/conditions.ts'
import type {Schema} from '../schema/schema.ts'
import {featureNamed, layerNamed} from '../schema/schema.ts'
import type {Annotation} from './annotation.ts'
import {unfitFeatures} from './new-annotation.ts'

/** Counts what annotations of one article leave out that the schema in force requires, and what they say from an earlier schema that it has no place for. */
export interface SchemaGaps {
  note(annotation: Annotation): void
  /** A sentence for each, without what is not there. */
  sentences(): readonly string[]
}

export function schemaGaps(schema: Schema): SchemaGaps {
  const missing = new Map<string, number>()
  const gone = new Map<string, number>()
  const count = (where: Map<string, number>, what: string): void => void where.set(what, (where.get(what) ?? 0) + 1)
  return {
    note: ({layer: name, features, schemaVersion}) => {
      const layer = layerNamed(schema, name)
      // Of what was made under the schema in force, each is a problem by itself.
      const isEarlier = schemaVersion !== schema.version
      if (layer === undefined) {
        if (isEarlier) count(gone, `the layer “${name}”`)
        return
      }
      for (const feature of missingFeatures(layer, features)) count(missing, `“${feature.label}” of “${layer.label}”`)
      if (!isEarlier) return
      for (const [key] of unfitFeatures(schema, name, features)) count(gone, `what “${featureNamed(layer, key)?.label ?? key}” of “${layer.label}” says`)
    },
    sentences: () => [
      ...inOrder(missing).map(([what, many]) => `${counted(many, 'annotation')} without ${what}, which the schema requires. Fill it in.`),
      ...inOrder(gone).map(
        ([what, many]) => `${counted(many, 'annotation')} from an earlier schema: the one in force does not know ${what}, which is kept and exported.`,
      ),
    ],
  }
}

const inOrder = (counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] => [...counts].sort(([a], [b]) => inCodeUnits(a, b))
