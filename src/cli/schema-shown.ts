import {extname} from 'node:path'
import {CODEBOOK_FORMATS, isCodebookFormat} from '../core/schema/codebook-format.ts'
import {iso} from '../core/iso-time.ts'
import type {KeptVersion} from '../core/schema/kept-version.ts'
import type {Schema} from '../core/schema/schema.ts'
import type {SchemaDifference} from '../core/schema/schema-diff.ts'
import {schemaDiff} from '../core/schema/schema-diff.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import {codebookFile, versionKept} from '../hub/codebook-file.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import type {CodebookOf} from '../ipc/schema-api.ts'
import type {Project} from '../project/project.ts'
import {namedFile} from '../storage/named-file.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import {readProject} from './read-project.ts'
import {draftTaken, listDrafts} from './schema-drafts.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** What is asked of the schema of a project, which nobody changes by it: also while the project is open elsewhere. */
export type SchemaQuestion =
  /** `version`: another than the one in force; `draft`: as one would be. */
  | {readonly kind: 'show'; readonly version?: string; readonly draft?: string}
  | {readonly kind: 'versions'}
  | {readonly kind: 'drafts'}
  /** `language`: BCP 47; in the words that the schema was written in without. */
  | {readonly kind: 'codebook'; readonly file: string; readonly of: CodebookOf; readonly language?: string}
  | {readonly kind: 'diff'; readonly from: string; readonly to: string}

/** `named`: a schema that comes with the app, or a file. */
export async function answerOnSchema(
  {path, postgres, question}: {readonly path: string; readonly postgres: string | undefined; readonly question: SchemaQuestion},
  terminal: Terminal,
  named: (name: string) => Promise<Result<Schema>>,
): Promise<ExitCode> {
  const {say, fail} = terminal
  const ending = question.kind === 'codebook' ? extname(question.file).slice(1).toLowerCase() : ''
  if (question.kind === 'codebook' && !isCodebookFormat(ending))
    return fail(
      2,
      message('A codebook is written as {endings}. Give FILE one of these endings.', {
        endings: Object.keys(CODEBOOK_FORMATS)
          .map(format => `.${format}`)
          .join(', '),
      }),
    )
  const opened = await readProject(path, postgres)
  if (!opened.ok) return fail(3, opened.error)
  const {folder, project} = opened.value
  try {
    const problem = project.schemaProblem()
    if (problem !== undefined) return fail(1, message('The schema of this project cannot be read: {problem}', {problem}))
    if (question.kind === 'versions') for (const each of project.versions.all()) say(versionLine(each, project.displayName))
    else if (question.kind === 'drafts') listDrafts(project, terminal)
    else if (question.kind === 'show') {
      const shown = shownIn(question, project)
      if (!shown.ok) return fail(1, shown.error)
      say(JSON.stringify(withoutMappings(shown.value), null, 2))
    } else if (question.kind === 'diff') {
      const [from, to] = [await versionOf(question.from, project, named), await versionOf(question.to, project, named)]
      if (!from.ok) return fail(1, from.error)
      if (!to.ok) return fail(1, to.error)
      for (const difference of schemaDiff(from.value, to.value)) say(lineOf(difference))
    } else if (isCodebookFormat(ending)) {
      const file = await namedFile(question.file)
      if (!file.ok) return fail(2, file.error)
      const made = await codebookFile({project, projectId: folder.projectId}, question.of, ending, question.language === undefined ? [] : [question.language])
      if (!made.ok) return fail(1, made.error)
      await writeFileWhole(file.value, made.value.text)
      const {schema, version} = made.value
      say(message('The codebook of “{name}”, version {version}, is in {file}.', {name: schema, version: `${version}`, file: question.file}))
    }
    return 0
  } catch (error) {
    return fail(1, sentenceOf(error))
  } finally {
    await folder.close()
  }
}

function shownIn({version, draft}: {readonly version?: string; readonly draft?: string}, project: Project): Result<Schema> {
  if (draft === undefined) return version === undefined ? ok(project.schema()) : versionKept(project, version)
  const taken = draftTaken(project, draft)
  return taken.ok ? ok(taken.value.schema) : taken
}

/** What this project has mapped says nothing elsewhere. */
function withoutMappings({mappings: _mappings, ...schema}: Schema): Schema {
  return schema
}

/** A version by its number, or a schema kept elsewhere. */
const versionOf = async (wanted: string, project: Project, named: (name: string) => Promise<Result<Schema>>): Promise<Result<Schema>> =>
  /^\d+$/.test(wanted) ? versionKept(project, wanted) : named(wanted)

/** Number, when, who, what it is called and why, with tabs between. */
const versionLine = ({version, schema, by, at, note}: KeptVersion, nameOf: (person: string) => string | undefined): string =>
  [`${version}`, at === undefined ? '–' : iso(at), by === undefined ? '–' : (nameOf(by) ?? by), schema?.name ?? '(of a newer Claimlight)', note ?? '']
    .map(oneLine)
    .join('\t')

const oneLine = (column: string): string => column.replaceAll(/[\t\r\n]+/g, ' ')

const placeOf = ({at: {layer, feature, label}}: SchemaDifference): string => [layer, feature, label].filter(part => part !== undefined).join(' · ')

/** Kind, part, place and what there is to say of it, with tabs between. */
function lineOf(difference: SchemaDifference): string {
  const {kind, of} = difference
  return [kind, of, placeOf(difference), detailOf(difference)].map(oneLine).join('\t')
}

function detailOf(difference: SchemaDifference): string {
  switch (difference.kind) {
    case 'changed':
      return `${difference.field}: ${shown(difference.before)} → ${shown(difference.after)}`
    case 'mapped':
      return `${difference.label} → ${difference.to}`
    case 'moved':
      return ''
    case 'added':
    case 'removed':
      return difference.label
  }
}

const shown = (value: unknown): string => (value === undefined ? '–' : (JSON.stringify(value) ?? '–'))
