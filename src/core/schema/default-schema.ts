import file from '../../../resources/schemas/default.json' with {type: 'json'}
import type {Schema} from './schema.ts'
import {parseNewSchema} from './schema-file.ts'

/** In force in a project that has not taken another: one of the schemas that come with the app. */
export const DEFAULT_SCHEMA: Schema = defaultSchema()

function defaultSchema(): Schema {
  const parsed = parseNewSchema(file)
  if (!parsed.ok) throw new Error(`The schema of new projects is not sound. ${parsed.error}`)
  return parsed.value
}
