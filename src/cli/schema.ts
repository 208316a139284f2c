import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Schema} from '../core/schema/schema.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {createHub} from '../hub/hub.ts'
import {PRESETS, readPresets} from '../hub/schema-presets.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {openJsonFile, readJsonInput} from './json-input.ts'
import {localOwner} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

/** Takes a schema that comes with the app, or a file, into a project; without a project it lists those that come with the app. */
export async function schema(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {preset: {type: 'string'}, postgres: {type: 'string'}}})
  const [path] = positionals
  if (positionals.length > 1) return terminal.fail(2, 'schema takes one PROJECT. See claimlight --help.')
  if (path === undefined) {
    if (values.preset !== undefined) return terminal.fail(2, 'Say into which PROJECT the schema is to be taken. See claimlight --help.')
    return listPresets(terminal, root)
  }
  if (values.preset === undefined) return terminal.fail(2, 'Say with --preset which schema to take: a name that claimlight schema lists, or a file.')
  const wanted = await schemaNamed(values.preset, root)
  if (!wanted.ok) return terminal.fail(1, wanted.error)
  const opened = values.postgres === undefined ? await openProjectFolder(path, {mode: 'write'}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), indexesTexts: false})
  try {
    const taken = await hub.requests(person, 'browser').takeSchema(wanted.value)
    if (!taken.ok) return terminal.fail(1, taken.error)
    terminal.say(`“${taken.value.name}” is in force, as version ${taken.value.version}.`)
    return 0
  } finally {
    await hub.close()
  }
}

async function listPresets(terminal: Terminal, root: string): Promise<ExitCode> {
  const presets = await readPresets(join(root, ...PRESETS))
  if (!presets.ok) return terminal.fail(1, presets.error)
  for (const {id, schema} of presets.value) terminal.say(`${id}\t${schema.name}\t${schema.description ?? ''}`)
  return 0
}

/** One that comes with the app, else what is in a file. */
async function schemaNamed(wanted: string, root: string): Promise<Result<Schema>> {
  const presets = await readPresets(join(root, ...PRESETS))
  if (!presets.ok) return presets
  const preset = presets.value.find(({id}) => id === wanted)
  if (preset !== undefined) return ok(preset.schema)
  if ((await stat(wanted).catch(() => undefined))?.isFile() !== true)
    return refused(`There is no schema and no file "${wanted}". Choose one of ${presets.value.map(({id}) => id).join(', ')}, or a .json file.`)
  const file = await openJsonFile(wanted)
  if (!file.ok) return file
  try {
    const input = readJsonInput(file.value)
    if (!input.ok) return input
    return input.value.kind === 'schema' ? ok(input.value.schema) : refused('This file is a dataset. Take it with claimlight import into an empty project.')
  } finally {
    await file.value.close()
  }
}
