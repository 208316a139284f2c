import type {ByteSource} from '../../../core/json/byte-source.ts'
import {openJson} from '../../../core/json/json-file.ts'
import {readValue} from '../../../core/json/json-values.ts'
import type {Result} from '../../../core/result.ts'
import {refused} from '../../../core/result.ts'
import {parseNewSchema} from '../../../core/schema/schema-file.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {schemaIn} from '../../../core/schema/schema-in-json.ts'
import {finished} from '../../../core/steps.ts'
import {say} from '../../ui/say.ts'

/** The schema of a file: of one that is a schema, by the rule of the command line and refused in its words, or of a dataset that holds one. */
export function readSchemaFile(bytes: Uint8Array): Result<Schema> {
  const opened = finished(openJson(inMemory(bytes)))
  if (!opened.ok) return opened
  const file = opened.value
  if (file === undefined) return refused(NO_SCHEMA)
  if (file.fields.has('layers')) return schemaIn(file)
  const inDataset = file.fields.get('schema')
  if (!file.fields.has('format') || inDataset === undefined) return refused(NO_SCHEMA)
  const read = readValue(file, 'schema', inDataset.value, inDataset.names)
  return read.ok ? parseNewSchema(read.value) : read
}

const NO_SCHEMA = say('This JSON file is neither a schema (it has no "layers") nor a dataset with one. Choose a file that Claimlight exported.')

function inMemory(all: Uint8Array): ByteSource {
  const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
  const text = (from: number, to: number): string | undefined => {
    try {
      return decoder.decode(all.subarray(from, to))
    } catch {
      return undefined
    }
  }
  return {size: all.length, bytes: (from, to) => all.subarray(from, to), text}
}
