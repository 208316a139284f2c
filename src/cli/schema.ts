import {readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {languageTag} from '../core/article/article-language.ts'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {Schema, WantedMapping} from '../core/schema/schema.ts'
import {LONGEST_NOTE} from '../core/schema/kept-version.ts'
import {mappingsShape} from '../core/schema/schema-file.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {versionKept} from '../hub/codebook-file.ts'
import type {Hub} from '../hub/hub.ts'
import {createHub} from '../hub/hub.ts'
import {PRESETS, readPresets} from '../hub/schema-presets.ts'
import type {CodebookOf, SchemaEffect} from '../ipc/schema-api.ts'
import {touchedWords, usedBy} from '../ipc/schema-api.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {openJsonFile} from '../storage/texts/json-file.ts'
import {readJsonInput} from './json-input.ts'
import {localOwner} from './local-owner.ts'
import type {DraftTaken} from './schema-drafts.ts'
import {discardDraft, draftTaken, settleDraft} from './schema-drafts.ts'
import type {SchemaQuestion} from './schema-shown.ts'
import {readProject} from './read-project.ts'
import {answerOnSchema} from './schema-shown.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

const OPTIONS = {
  show: {type: 'boolean'},
  version: {type: 'string'},
  versions: {type: 'boolean'},
  drafts: {type: 'boolean'},
  publish: {type: 'string'},
  discard: {type: 'string'},
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

type Values = {readonly [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'boolean' ? boolean : string}

/** What is asked for at a time, one of them. */
const WISHES = ['show', 'versions', 'drafts', 'set', 'restore', 'preset', 'publish', 'discard', 'diff', 'codebook'] as const satisfies readonly (keyof Values)[]

/** Takes a schema that comes with the app, a file, an earlier version or a draft into a project, or says what that would do; shows what there is; without a project it lists those that come with the app. */
export async function schema(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: OPTIONS})
  const [path, second, ...others] = positionals
  const {diff} = values
  if (others.length > 0 || (second !== undefined && diff === undefined))
    return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'schema'}))
  if (path === undefined) {
    if (Object.keys(values).length > 0) return terminal.fail(2, message('Say which PROJECT this is about. See claimlight --help.'))
    return listPresets(terminal, root)
  }
  if (diff !== undefined && second === undefined)
    return terminal.fail(2, message('Say with --diff V1 V2 which two versions to compare. See claimlight --help.'))
  const problem = wishProblem(values)
  if (problem !== undefined) return terminal.fail(2, problem)
  const language = values.language === undefined ? undefined : languageTag(values.language)
  if (values.language !== undefined && language === undefined)
    return terminal.fail(2, message('"{code}" is no language code. Write one such as en, ar or zh-Hans.', {code: values.language}))
  const question = questionIn(values, {language, second})
  if (question !== undefined) return answerOnSchema({path, postgres: values.postgres, question}, terminal, name => schemaNamed(name, root))
  if (values.discard !== undefined) return discard(path, values.discard, values, terminal, root)
  const taken = values.set ?? values.preset ?? values.restore ?? values.publish
  if (taken === undefined) return terminal.fail(2, message('Say with --set which schema to take: a file, or a name that claimlight schema lists.'))
  return take({path, taken, values}, terminal, root)
}

/** What does not go with what it is asked with. */
function wishProblem(values: Values): Message | undefined {
  const wishes = WISHES.filter(wish => values[wish] !== undefined)
  if (wishes.length > 1) return message('Use one of {options}. See claimlight --help.', {options: WISHES.map(wish => `--${wish}`).join(', ')})
  const [wish] = wishes
  const only = (options: readonly (keyof Values)[], written: string, ...of: readonly (typeof WISHES)[number][]): Message | undefined =>
    options.some(option => values[option] !== undefined) && !of.some(each => each === wish)
      ? message('{options} go with {option}. See claimlight --help.', {options: written, option: of.map(each => `--${each}`).join(', ')})
      : undefined
  if (values.draft !== undefined && values.version !== undefined)
    return message('Use one of {options}. See claimlight --help.', {options: '--version, --draft'})
  return (
    only(['version'], '--version N', 'show', 'codebook') ??
    only(['draft'], '--draft ID', 'show', 'codebook') ??
    only(['language'], '--language TAG', 'codebook') ??
    only(['map'], '--map', 'set', 'preset', 'restore', 'publish') ??
    only(['dry-run', 'note'], '--note, --dry-run', 'set', 'preset', 'restore', 'publish')
  )
}

type Given = {readonly path: string; readonly taken: string; readonly values: Values}

async function take({path, taken: name, values}: Given, terminal: Terminal, root: string): Promise<ExitCode> {
  if ((values.note?.length ?? 0) > LONGEST_NOTE)
    return terminal.fail(2, message('A note has at most {most, number} characters. Shorten it.', {most: LONGEST_NOTE}))
  const wanted = await wantedSchema({path, taken: name, values}, root)
  if (!wanted.ok) return terminal.fail(1, wanted.error)
  const mapped = values.map === undefined ? ok([]) : await mappingsIn(values.map)
  if (!mapped.ok) return terminal.fail(1, mapped.error)
  const {schema: next, draft} = wanted.value
  const mappings = [...(draft?.mappings ?? []), ...mapped.value]
  return withHub(path, values, terminal, root, async (hub, requests) => {
    if (values['dry-run'] === true) return sayEffect(await requests.weighSchema(next, mappings), terminal)
    const taken = await requests.takeSchema(next, mappings, {...(values.note !== undefined && {note: values.note}), ...(draft && {base: draft.base})})
    if (!taken.ok) return terminal.fail(1, taken.error)
    if (draft !== undefined) await settleDraft(hub, draft, taken.value.version)
    terminal.say(message('“{name}” is in force, as version {version}.', {name: taken.value.name, version: `${taken.value.version}`}))
    return 0
  })
}

const discard = (path: string, wanted: string, values: Values, terminal: Terminal, root: string): Promise<ExitCode> =>
  withHub(path, values, terminal, root, async (hub, requests) => {
    const session = await requests.session()
    if (!session.ok) return terminal.fail(1, session.error)
    const {role} = session.value.person
    if (role !== 'curator' && role !== 'admin') return terminal.fail(1, message('Only a curator or an admin of this project may do that.'))
    const gone = await discardDraft(hub, wanted)
    if (!gone.ok) return terminal.fail(1, gone.error)
    terminal.say(message('The draft {id} is thrown away.', {id: gone.value}))
    return 0
  })

async function withHub(
  path: string,
  {postgres}: Values,
  terminal: Terminal,
  root: string,
  act: (hub: Hub, requests: ReturnType<Hub['requests']>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = postgres === undefined ? await openProjectFolder(path, {mode: 'write'}) : await openCommonProject(path, postgres, {copy: true})
  if (!opened.ok) return terminal.fail(3, opened.error)
  const {person, warnings} = await localOwner()
  for (const warning of [...warnings, ...opened.value.warnings]) terminal.complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root), indexesTexts: false})
  try {
    return await act(hub, hub.requests(person, 'browser'))
  } finally {
    await hub.close()
  }
}

async function wantedSchema({path, taken, values}: Given, root: string): Promise<Result<{readonly schema: Schema; readonly draft?: DraftTaken}>> {
  if (values.restore === undefined && values.publish === undefined) {
    const named = await schemaNamed(taken, root)
    return named.ok ? ok({schema: named.value}) : named
  }
  const opened = await readProject(path, values.postgres)
  if (!opened.ok) return opened
  const {project, folder} = opened.value
  const draft = values.publish === undefined ? undefined : draftTaken(project, values.publish)
  const kept = versionKept(project, values.restore ?? '')
  await folder.close()
  if (draft === undefined) return kept.ok ? ok({schema: kept.value}) : kept
  return draft.ok ? ok({schema: draft.value.schema, draft: draft.value}) : draft
}

type Asked = {readonly language: string | undefined; readonly second: string | undefined}

function questionIn({show, version, draft, versions, drafts, codebook, diff}: Values, {language, second}: Asked): SchemaQuestion | undefined {
  if (show === true) return {kind: 'show', ...(version !== undefined && {version}), ...(draft !== undefined && {draft})}
  if (versions === true) return {kind: 'versions'}
  if (drafts === true) return {kind: 'drafts'}
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
