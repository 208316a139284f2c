import {parseJson} from '../core/json-text.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Schema} from '../core/schema.ts'
import {parseSchema} from '../core/schema-file.ts'
import {diskSentence} from '../storage/disk-problem.ts'
import {readPlainFile} from '../storage/plain-file.ts'

export type JsonInput = {readonly kind: 'dataset'} | {readonly kind: 'schema'; readonly schema: Schema}

/** Larger datasets are more than one string can hold. Bytes. */
const LARGEST = 500 << 20

/** The text of a JSON file that somebody gave. */
export async function readJsonFile(path: string): Promise<Result<string>> {
  try {
    const read = await readPlainFile(path, {
      most: LARGEST,
      tooLarge: size => `It is ${Math.ceil(size / 1024 / 1024)} MB large; a file of up to 500 MB can be read. Export fewer articles at a time.`,
    })
    return read.ok ? ok(read.value.toString('utf8')) : read
  } catch (error) {
    return refused(diskSentence('It could not be read', error))
  }
}

/** Tells by its `format` field or its shape whether a JSON file is a dataset or a schema. */
export function readJsonInput(text: string): Result<JsonInput> {
  const json = parseJson(text)
  if (!json.ok) return json
  const value = json.value
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('This JSON file is neither a dataset nor a schema. Choose a file that Claimlight exported.')
  if ('layers' in value && !('format' in value)) {
    const schema = parseSchema(value)
    return schema.ok ? ok({kind: 'schema', schema: schema.value}) : schema
  }
  if (!('format' in value))
    return refused('This JSON file is neither a dataset (it has no "format") nor a schema (it has no "layers"). Choose a file that Claimlight exported.')
  return ok({kind: 'dataset'})
}
