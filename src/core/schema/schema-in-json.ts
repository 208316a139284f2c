import type {JsonFile} from '../json/json-file.ts'
import {readValue} from '../json/json-values.ts'
import type {Result} from '../result.ts'
import type {Schema} from './schema.ts'
import {parseNewSchema} from './schema-file.ts'

/** Reads a file as a schema that is to come into force. */
export function schemaIn(json: JsonFile): Result<Schema> {
  const fields: [string, unknown][] = []
  for (const [name, {value, names}] of json.fields) {
    const read = readValue(json, name, value, names)
    if (!read.ok) return read
    fields.push([name, read.value])
  }
  return parseNewSchema(Object.fromEntries(fields))
}
