import type {Language} from '../core/language/language.ts'
import {codebookOf} from '../core/schema/codebook.ts'
import type {CodebookFormat} from '../core/schema/codebook-format.ts'
import {codebookMarkdown} from '../core/schema/codebook-markdown.ts'
import {codebookPage} from '../core/schema/codebook-page.ts'
import type {Schema} from '../core/schema/schema.ts'
import {refiCodebook} from './refi-qda/refi-codebook.ts'

/** What a codebook is written from. `drafted`: nobody has brought the schema into force. `project`: its id. `language`: that of the words that are in no schema. */
export type Codebook = {readonly schema: Schema; readonly drafted: boolean; readonly project: string; readonly language: Language}

export const CODEBOOK_WRITERS: Readonly<Record<CodebookFormat, (codebook: Codebook) => string>> = {
  html: ({schema, drafted, language}) => codebookPage(codebookOf(schema, {drafted}), language),
  md: ({schema, drafted, language}) => codebookMarkdown(codebookOf(schema, {drafted}), language),
  qdc: ({schema, project, language}) => refiCodebook(schema, project, language),
}
