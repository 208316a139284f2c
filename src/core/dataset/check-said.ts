import {differences} from '../annotation/differences.ts'
import {readWordings} from '../annotation/wording.ts'
import {isMappedSince} from '../schema/mapping.ts'
import type {Schema} from '../schema/schema.ts'
import type {AnnotationEntry} from './dataset-document.ts'
import {snapshotAnnotation, snapshotFeatures, wordingOf} from './read-dataset.ts'

/** What is wrong with how an annotation is said to have been said: it has to give what stands beside it, in the words of the schema. */
export function* saidProblems(entry: AnnotationEntry, schema: Schema): Generator<string> {
  const {schemaVersion, layer, features} = entry
  if (entry.said === undefined && !isMappedSince(schema, schemaVersion)) return
  const said = entry.said ?? [{version: schemaVersion, layer, features}]
  const inOrder = said.every(({version}, at) => version > (said[at - 1]?.version ?? 0) && version <= schema.version)
  if (!inOrder) yield `said must go from version to version in order, up to ${schema.version} at most. Correct the versions.`
  else if (said.every(({layer}) => layer === undefined)) yield 'said must name a layer. Add it.'
  else {
    const [read, given] = [readWordings(schema, said.map(wordingOf)), {layer: entry.layer, features: snapshotFeatures(entry.features)}]
    const made = snapshotAnnotation(entry, offset => offset)
    if (differences({...made, ...read}, {...made, ...given}).length === 0) return
    if (entry.said === undefined)
      yield 'layer and features are not as the mappings of the schema read them. Write what these make of them, and how it was said in said.'
    else yield 'said gives other labels than layer and features, by the mappings of the schema. Correct one of them, or take said out.'
  }
}
