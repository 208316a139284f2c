import type {JsonFile} from '../core/json/json-file.ts'
import {openJson} from '../core/json/json-file.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Schema} from '../core/schema/schema.ts'
import {schemaIn} from '../core/schema/schema-in-json.ts'
import {finished} from '../core/steps.ts'
import type {FileSource} from '../storage/texts/file-source.ts'

export type JsonInput = {readonly kind: 'dataset'; readonly json: JsonFile} | {readonly kind: 'schema'; readonly schema: Schema}

/** Tells by its fields whether a JSON file is a dataset or a schema. */
export function readJsonInput({source}: Pick<FileSource, 'source'>): Result<JsonInput> {
  const opened = finished(openJson(source))
  if (!opened.ok) return opened
  const json = opened.value
  if (json === undefined) return refused(message('This JSON file is neither a dataset nor a schema. Choose a file that Claimlight exported.'))
  if (json.fields.has('format')) return ok({kind: 'dataset', json})
  if (!json.fields.has('layers'))
    return refused(
      message('This JSON file is neither a dataset (it has no "format") nor a schema (it has no "layers"). Choose a file that Claimlight exported.'),
    )
  const schema = schemaIn(json)
  return schema.ok ? ok({kind: 'schema', schema: schema.value}) : schema
}
