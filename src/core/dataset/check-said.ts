import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import {differences} from '../annotation/differences.ts'
import {readWordings} from '../annotation/wording.ts'
import {isMappedSince} from '../schema/mapping.ts'
import type {Schema} from '../schema/schema.ts'
import type {AnnotationEntry} from './dataset-document.ts'
import {snapshotAnnotation, snapshotFeatures, wordingOf} from './read-dataset.ts'

/** What is wrong with how an annotation is said to have been said: it has to give what stands beside it, in the words of the schema. `place`: its own. */
export function* saidProblems(place: string, entry: AnnotationEntry, schema: Schema): Generator<Message> {
  const {schemaVersion, layer, features} = entry
  const at = `${place}.said`
  if (entry.said === undefined && !isMappedSince(schema, schemaVersion)) return
  const said = entry.said ?? [{version: schemaVersion, layer, features}]
  const inOrder = said.every(({version}, at) => version > (said[at - 1]?.version ?? 0) && version <= schema.version)
  if (!inOrder)
    yield message('{place} must go from version to version in order, up to {version} at most. Correct the versions.', {place: at, version: schema.version})
  else if (said.every(({layer}) => layer === undefined)) yield message('{place} must name a layer. Add it.', {place: at})
  else {
    const [read, given] = [readWordings(schema, said.map(wordingOf)), {layer: entry.layer, features: snapshotFeatures(entry.features)}]
    const made = snapshotAnnotation(entry, offset => offset)
    if (differences({...made, ...read}, {...made, ...given}).length === 0) return
    if (entry.said === undefined)
      yield message(
        '{place}: layer and features are not as the mappings of the schema read them. Write what these make of them, and how it was said in "said".',
        {place},
      )
    else
      yield message('{place} gives other labels than layer and features, by the mappings of the schema. Correct one of them, or take "said" out.', {place: at})
  }
}
