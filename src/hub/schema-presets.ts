import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {parseNewSchema} from '../core/schema/schema-file.ts'
import type {SchemaPreset} from '../ipc/schema-api.ts'
import {sentenceOf} from './sentence-of.ts'

/** Where the schemas lie that come with the app, below the root of what is installed. */
export const PRESETS = ['resources', 'schemas'] as const

/** The schemas of a folder, one file each, in the order of their names. */
export async function readPresets(folder: string): Promise<Result<readonly SchemaPreset[]>> {
  try {
    const files = (await readdir(folder)).filter(name => name.endsWith('.json'))
    const presets: SchemaPreset[] = []
    for (const file of files) {
      const schema = parseNewSchema(JSON.parse(await readFile(join(folder, file), 'utf8')))
      if (!schema.ok) return refused(message('{file}: {problem}', {file, problem: schema.error}))
      presets.push({id: file.slice(0, -'.json'.length), schema: schema.value})
    }
    return ok(presets.sort((a, b) => a.schema.name.localeCompare(b.schema.name, 'en')))
  } catch (error) {
    return refused(message('The schemas that come with Claimlight could not be read: {why}', {why: sentenceOf(error)}))
  }
}
