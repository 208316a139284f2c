import {readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {languageTag} from '../core/article/article-language.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {Schema, WantedMapping} from '../core/schema/schema.ts'
import {LONGEST_NOTE} from '../core/schema/kept-version.ts'
import {mappingsShape} from '../core/schema/schema-file.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {versionKept} from '../hub/codebook-file.ts'
import {createHub} from '../hub/hub.ts'
import {PRESETS, readPresets} from '../hub/schema-presets.ts'
import type {CodebookOf, SchemaEffect} from '../ipc/schema-api.ts'
import {touchedWords, usedBy} from '../ipc/schema-api.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {openJsonFile} from '../storage/texts/json-file.ts'
import {readJsonInput} from './json-input.ts'
import {localOwner} from './local-owner.ts'
import type {SchemaQuestion} from './schema-shown.ts'
import {readProject} from './read-project.ts'
import {answerOnSchema} from './schema-shown.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

const OPTIONS = {
  show: {type: 'boolean'},
  version: {type: 'string'},
  versions: {type: 'boolean'},
  set: {type: 'string'},
  restore: {type: 'string'},
  diff: {type: 'string'},
  codebook: {type: 'string'},
  draft: {type: 'string'},
  language: {type: 'string'},
  preset: {type: 'string'},
  map: {type: 'string'},
  'dry-run': {type: 'boolean'},
  note: {type: 'string'},
  postgres: {type: 'string'},
} as const

/** Takes a schema that comes with the app, or a file, into a project, or says what that would do; shows the one in force; without a project it lists those that come with the app. */
export async function schema(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: OPTIONS})
  const [path, second, ...others] = positionals
  const taken = values.set ?? values.preset ?? values.restore
  const {diff, show, codebook, versions} = values
  if (others.length > 0 || (second !== undefined && diff === undefined))
    return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'schema'}))
  if (path === undefined) {
    if (Object.keys(values).length > 0) return terminal.fail(2, message('Say which PROJECT this is about. See claimlight --help.'))
    return listPresets(terminal, root)
  }
  if (diff !== undefined && second === undefined)
    return terminal.fail(2, message('Say with --diff V1 V2 which two versions to compare. See claimlight --help.'))
  const wishes = [values.set, values.preset, values.restore, diff, show, codebook, versions].filter(wish => wish !== undefined)
  if (wishes.length > 1)
    return terminal.fail(
      2,
      message('Use one of {options}. See claimlight --help.', {options: '--show, --versions, --set, --restore, --preset, --diff, --codebook'}),
    )
  if (values.version !== undefined && show === undefined && codebook === undefined)
    return terminal.fail(2, message('{options} go with {option}. See claimlight --help.', {options: '--version N', option: '--show, --codebook'}))
  if (values.draft !== undefined && codebook === undefined)
    return terminal.fail(2, message('{options} go with {option}. See claimlight --help.', {options: '--draft ID', option: '--codebook'}))
  if (values.draft !== undefined && values.version !== undefined)
    return terminal.fail(2, message('Use one of {options}. See claimlight --help.', {options: '--version, --draft'}))
  const language = values.language === undefined ? undefined : languageTag(values.language)
  if (values.language !== undefined && codebook === undefined)
    return terminal.fail(2, message('{options} go with {option}. See claimlight --help.', {options: '--language TAG', option: '--codebook'}))
  if (values.language !== undefined && language === undefined)
    return terminal.fail(2, message('"{code}" is no language code. Write one such as en, ar or zh-Hans.', {code: values.language}))
  const question = questionIn({show, version: values.version, draft: values.draft, versions, codebook, language, diff, second})
  if (question !== undefined) {
    if ([values.map, values['dry-run'], values.note].some(value => value !== undefined))
      return terminal.fail(2, message('{options} go with {option}. See claimlight --help.', {options: '--map, --note, --dry-run', option: '--set'}))
    return answerOnSchema({path, postgres: values.postgres, question}, terminal, name => schemaNamed(name, root))
  }
  if (taken === undefined) return terminal.fail(2, message('Say with --set which schema to take: a file, or a name that claimlight schema lists.'))
  return take({path, taken, values}, terminal, root)
}

type Given = {
  readonly path: string
  readonly taken: string
  readonly values: {readonly restore?: string; readonly map?: string; readonly note?: string; readonly 'dry-run'?: boolean; readonly postgres?: string}
}

async function take({path, taken: name, values}: Given, terminal: Terminal, root: string): Promise<ExitCode> {
  const wanted = values.restore === undefined ? await schemaNamed(name, root) : await earlierVersion(path, values)
  if (!wanted.ok) return terminal.fail(1, wanted.error)
  if ((values.note?.length ?? 0) > LONGEST_NOTE)
    return terminal.fail(2, message('A note has at most {most, number} characters. Shorten it.', {most: LONGEST_NOTE}))
  const mappings = values.map === undefined ? ok([]) : await mappingsIn(values.map)
  if (!mappings.ok) return terminal.fail(1, mappings.error)
  const opened = values.postgres === undefined ? await openProjectFolder(path, {mode: 'write'}) : await openCommonProject(path, values.postgres, {copy: true})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), indexesTexts: false})
  try {
    const requests = hub.requests(person, 'browser')
    if (values['dry-run'] === true) return sayEffect(await requests.weighSchema(wanted.value, mappings.value), terminal)
    const taken = await requests.takeSchema(wanted.value, mappings.value, values.note === undefined ? {} : {note: values.note})
    if (!taken.ok) return terminal.fail(1, taken.error)
    terminal.say(message('“{name}” is in force, as version {version}.', {name: taken.value.name, version: `${taken.value.version}`}))
    return 0
  } finally {
    await hub.close()
  }
}

/** A version that was in force, as it was. */
async function earlierVersion(path: string, {restore = '', postgres}: Given['values']): Promise<Result<Schema>> {
  const opened = await readProject(path, postgres)
  if (!opened.ok) return opened
  const found = versionKept(opened.value.project, restore)
  await opened.value.folder.close()
  return found
}

type Asked = {
  readonly show: boolean | undefined
  readonly version: string | undefined
  readonly draft: string | undefined
  readonly versions: boolean | undefined
  readonly language: string | undefined
  readonly codebook: string | undefined
  readonly diff: string | undefined
  readonly second: string | undefined
}

function questionIn({show, version, draft, versions, codebook, language, diff, second}: Asked): SchemaQuestion | undefined {
  if (show === true) return {kind: 'show', ...(version !== undefined && {version})}
  if (versions === true) return {kind: 'versions'}
  if (codebook !== undefined) return {kind: 'codebook', file: codebook, of: codebookOf(version, draft), ...(language !== undefined && {language})}
  return diff === undefined || second === undefined ? undefined : {kind: 'diff', from: diff, to: second}
}

function codebookOf(version: string | undefined, draft: string | undefined): CodebookOf {
  if (draft !== undefined) return {kind: 'draft', draft}
  return version === undefined ? {kind: 'in-force'} : {kind: 'version', version}
}

/** What taking it would do; fails where it would be refused. */
function sayEffect(effect: Result<SchemaEffect>, terminal: Terminal): ExitCode {
  if (!effect.ok) return terminal.fail(1, effect.error)
  const {name, version, uses, changes} = effect.value
  const {tell} = terminal.language
  for (const {words, touched} of changes) terminal.say(touched === undefined ? words : `${tell(words)}\t${tell(touchedWords(touched))}`)
  for (const use of uses) terminal.say(`${use.to === undefined ? 'no place' : `→ ${use.to}`}\t${tell(use.what)}\t${tell(usedBy(use))}`)
  if (uses.some(({to}) => to === undefined))
    return terminal.fail(1, message('It would be refused: map what has no place, or add it to the schema. Nothing was changed.'))
  terminal.say(message('“{name}” would come into force, as version {version}. Nothing was changed.', {name, version: `${version}`}))
  return 0
}

const MAPPING = '[{"layer": "claim", "feature": "tone", "label": "sharp", "to": "harsh"}]'

/** A list of what is read as what: `[{"layer": …, "feature": …, "label": …, "to": …}]`. */
async function mappingsIn(path: string): Promise<Result<readonly WantedMapping[]>> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return refused(message('There is no file "{path}" that can be read.', {path}))
  const parsed = mappingsShape.safeParse(jsonValue(text))
  if (parsed.success) return ok(parsed.data)
  return refused(message('{path} is no mapping. Write a list such as {example}.', {path, example: MAPPING}))
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
    return refused(
      message('There is no schema and no file "{wanted}". Choose one of {schemas}, or a .json file.', {
        wanted,
        schemas: presets.value.map(({id}) => id).join(', '),
      }),
    )
  const file = await openJsonFile(wanted)
  if (!file.ok) return file
  try {
    const input = readJsonInput(file.value)
    if (!input.ok) return input
    return input.value.kind === 'schema'
      ? ok(input.value.schema)
      : refused(message('This file is a dataset. Take it with claimlight import into an empty project.'))
  } finally {
    await file.value.close()
  }
}
