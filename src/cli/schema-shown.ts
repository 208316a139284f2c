import {extname, resolve} from 'node:path'
import {codebookOf} from '../core/schema/codebook.ts'
import {markdownOf, pageOf} from '../core/schema/codebook-files.ts'
import type {Schema} from '../core/schema/schema.ts'
import type {SchemaDifference} from '../core/schema/schema-diff.ts'
import {schemaDiff} from '../core/schema/schema-diff.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** What is asked of the schema of a project, which nobody changes by it: also while the project is open elsewhere. */
export type SchemaQuestion =
  | {readonly kind: 'show'}
  | {readonly kind: 'codebook'; readonly file: string}
  | {readonly kind: 'diff'; readonly from: string; readonly to: string}

const CODEBOOKS = {'.md': markdownOf, '.html': pageOf} as const
const isCodebook = (extension: string): extension is keyof typeof CODEBOOKS => extension in CODEBOOKS

/** `named`: a schema that comes with the app, or a file. */
export async function answerOnSchema(
  {path, postgres, question}: {readonly path: string; readonly postgres: string | undefined; readonly question: SchemaQuestion},
  {say, fail}: Terminal,
  named: (name: string) => Promise<Result<Schema>>,
): Promise<ExitCode> {
  const extension = question.kind === 'codebook' ? extname(question.file).toLowerCase() : ''
  if (question.kind === 'codebook' && !isCodebook(extension)) return fail(2, 'A codebook is written as .html or .md. Give FILE one of these endings.')
  const opened = await readProject(path, postgres)
  if (!opened.ok) return fail(3, opened.error)
  const {folder, project} = opened.value
  try {
    const [inForce, problem] = [project.schema(), project.schemaProblem()]
    if (problem !== undefined) return fail(1, `The schema of this project cannot be read: ${problem}`)
    if (question.kind === 'show') say(JSON.stringify(withoutMappings(inForce), null, 2))
    else if (question.kind === 'diff') {
      const [from, to] = [await versionOf(question.from, inForce, named), await versionOf(question.to, inForce, named)]
      if (!from.ok) return fail(1, from.error)
      if (!to.ok) return fail(1, to.error)
      for (const difference of schemaDiff(from.value, to.value)) say(lineOf(difference))
    } else if (isCodebook(extension)) {
      await writeFileWhole(resolve(question.file), CODEBOOKS[extension](codebookOf(inForce)))
      say(`The codebook of “${inForce.name}”, version ${inForce.version}, is in ${question.file}.`)
    }
    return 0
  } catch (error) {
    return fail(1, sentenceOf(error))
  } finally {
    await folder.close()
  }
}

/** What this project has mapped says nothing elsewhere. */
function withoutMappings({mappings: _mappings, ...schema}: Schema): Schema {
  return schema
}

/** The version in force by its number, or a schema kept elsewhere: earlier versions are in no project. */
async function versionOf(wanted: string, inForce: Schema, named: (name: string) => Promise<Result<Schema>>): Promise<Result<Schema>> {
  if (!/^\d+$/.test(wanted)) return named(wanted)
  if (Number(wanted) === inForce.version) return ok(inForce)
  return refused(
    `Version ${wanted} is not kept in the project, whose schema is of version ${inForce.version}. Name a file in its place: claimlight schema PROJECT --show > FILE writes one before a change.`,
  )
}

const placeOf = ({at: {layer, feature, label}}: SchemaDifference): string => [layer, feature, label].filter(part => part !== undefined).join(' · ')

/** Kind, part, place and what there is to say of it, with tabs between. */
function lineOf(difference: SchemaDifference): string {
  const {kind, of} = difference
  return [kind, of, placeOf(difference), detailOf(difference)].map(column => column.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')
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
