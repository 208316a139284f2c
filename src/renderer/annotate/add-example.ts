import type {SpanAnnotation} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {isBlindOn} from '../../core/round/blindness.ts'
import {addedField} from '../../core/schema/added-example.ts'
import type {DraftPart, SchemaDraft} from '../../core/schema/draft.ts'
import {shownLabel} from '../../core/schema/draft-keys.ts'
import type {Example} from '../../core/schema/schema.ts'
import {LONGEST_QUOTE, MOST_EXAMPLES} from '../../core/schema/schema-file.ts'
import {inQuotation} from '../../core/text/in-quotation.ts'
import {goToScreen} from '../state/shown-screen.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'
import {onSpan, showDialog} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'

/** Of a draft that is opened only when something is to stand in it. */
export const NEW_DRAFT = ''

/** One that would go on from the schema in force. */
export const newDraft = (workspace: Workspace): SchemaDraft => {
  const schema = workspace.writtenSchema()
  return {id: NEW_DRAFT, origin: {...workspace.act(), from: 'in-force', base: schema.version, schema}, edits: new Map()}
}

/** The words of an annotation, and where they are. */
export const exampleOf = (article: ArticleId, {selector: {quote, start, end}}: SpanAnnotation): Omit<Example, 'kind'> => ({quote, article, span: {start, end}})

/** Shows where an annotation is to be an example. */
export const exampleCommand: Command = about(
  workspace => (workspace.mayManage() ? onSpan(workspace) : undefined),
  (workspace, {article, annotation}) => {
    const problem = isBlindOn(workspace.project.rounds.all(), article.id)
      ? say('What is marked in this article is not shown to others while its round is closed. Add it as an example once the round is open.')
      : annotation.selector.quote.length > LONGEST_QUOTE
        ? say('An example has at most {most, number} characters, and this annotation more. Mark less of it.', {most: LONGEST_QUOTE})
        : undefined
    if (problem === undefined) showDialog(workspace, {kind: 'example', annotation: annotation.id})
    else workspace.toasts.show({text: problem, here: true})
  },
)

/** Why a part takes no more examples. */
export const fullProblem = ({fields: {examples}}: DraftPart): string | undefined =>
  Array.isArray(examples) && examples.length >= MOST_EXAMPLES
    ? say('There are {most, number} examples, as many as there can be. Take one out to add another.', {most: MOST_EXAMPLES})
    : undefined

/** Adds an example to a part of a draft, in a step that can be taken back there. */
export function addExample(workspace: Workspace, draft: SchemaDraft, part: DraftPart, example: Example): void {
  const {project, draftUndo, toasts} = workspace
  const {at} = workspace.act()
  const id = draft.id === NEW_DRAFT ? workspace.newId() : draft.id
  // That it began is no step of its own.
  if (draft.id === NEW_DRAFT) project.drafts.open(id, draft.origin)
  draftUndo.together(() => project.drafts.set(id, part.id, {[addedField(workspace.newId())]: {example, at}}))
  toasts.show({
    text: say('Added to the examples of “{name}”, in a draft.', {name: inQuotation(shownLabel(part))}),
    tone: 'success',
    action: {
      label: say('Show the draft'),
      run: () => {
        workspace.view.update(before => ({...before, codebook: {draft: id, part: part.id}}))
        goToScreen(workspace, 'schema')
      },
    },
  })
}
