import type {FeatureValue} from './annotation.ts'
import {featureProblem} from './new-annotation.ts'
import type {Message} from '../language/message.ts'
import type {Schema} from '../schema/schema.ts'
import {layerNamed} from '../schema/schema.ts'

/** What an annotation says that its schema has no place for: its layer, or something in a feature, by its place there. */
export type LabelProblem = {readonly of: 'layer'} | {readonly of: 'feature'; readonly path: readonly PropertyKey[]; readonly problem: Message}

/** Labels of an earlier version of the schema may have gone since; the judgement stays. `read`: a feature as it was written. */
export function* labelProblems<V>(
  {layer, features, schemaVersion}: {readonly layer: string; readonly features: {readonly [name: string]: V}; readonly schemaVersion: number},
  schema: Schema,
  read: (written: V) => FeatureValue,
): Generator<LabelProblem> {
  if (schemaVersion !== schema.version) return
  if (layerNamed(schema, layer) === undefined) {
    yield {of: 'layer'}
    return
  }
  for (const name in features) {
    const problem = featureProblem(schema, layer, name, read(features[name] as V))
    if (problem !== undefined) yield {of: 'feature', path: [name, ...problem.path], problem: problem.problem}
  }
}
