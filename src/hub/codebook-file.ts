import {catalogueOf} from '../core/language/catalogues.ts'
import {languageIn} from '../core/language/language.ts'
import {languageFor} from '../core/language/languages.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {CodebookFormat} from '../core/schema/codebook-format.ts'
import {draftedSchema} from '../core/schema/drafted-schema.ts'
import type {Schema} from '../core/schema/schema.ts'
import {parseSchema} from '../core/schema/schema-file.ts'
import {schemaInLanguage} from '../core/schema/schema-languages.ts'
import {CODEBOOK_WRITERS} from '../formats/codebook-writers.ts'
import type {CodebookFile, CodebookOf} from '../ipc/schema-api.ts'
import type {Project} from '../project/project.ts'
import {draftNamed} from './draft-named.ts'

type Given = {readonly project: Project; readonly projectId: string}

/** A codebook as a file. `languages`: those of its reader, the best first (BCP 47); without any it has the words that it was written in. */
export async function codebookFile(given: Given, of: CodebookOf, format: CodebookFormat, languages: readonly string[]): Promise<Result<CodebookFile>> {
  const found = schemaOf(given.project, of)
  if (!found.ok) return found
  const tag = languageFor(languages)
  const language = languageIn(tag, await catalogueOf(tag), 'written')
  const schema = schemaInLanguage(found.value, languages)
  const drafted = of.kind === 'draft'
  return ok({
    name: `codebook-${drafted ? 'draft-' : ''}${schema.version}.${format}`,
    text: CODEBOOK_WRITERS[format]({schema, drafted, project: given.projectId, language}),
    schema: schema.name,
    version: schema.version,
  })
}

function schemaOf(project: Project, of: CodebookOf): Result<Schema> {
  if (of.kind === 'version') return versionKept(project, of.version)
  if (of.kind === 'draft') return draftIn(project, of.draft)
  const problem = project.schemaProblem()
  return problem === undefined ? ok(project.schema()) : refused(message('The schema of this project cannot be read: {problem}', {problem}))
}

/** A version that was in force. */
export function versionKept({versions}: Pick<Project, 'versions'>, wanted: string): Result<Schema> {
  const kept = versions.all()
  const found = kept.find(({version}) => `${version}` === wanted)
  if (found?.schema !== undefined) return ok(found.schema)
  if (found !== undefined)
    return refused(message('Version {wanted} is kept in a form that only a newer Claimlight reads. Update Claimlight to see it.', {wanted}))
  return refused(
    message('The project keeps no version {wanted} of its schema. Choose one of {kept}.', {wanted, kept: kept.map(({version}) => version).join(', ')}),
  )
}

/** What a draft would bring into force. */
function draftIn(project: Pick<Project, 'drafts'>, wanted: string): Result<Schema> {
  const found = draftNamed(project, wanted)
  if (!found.ok) return found
  const parsed = parseSchema(draftedSchema(found.value).schema)
  return parsed.ok ? parsed : refused(message('This draft is no whole schema yet: {problem}', {problem: parsed.error}))
}
