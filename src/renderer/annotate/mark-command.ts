import type {Annotation} from '../../core/annotation/annotation.ts'
import type {Layer} from '../../core/schema/schema.ts'
import type {Span} from '../../core/text/span.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, selectedAnnotation} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {addAnnotation} from './edit-annotations.ts'
import {select} from './select.ts'

/** Marks the selected words, or those of the selected annotation, in a layer; where they are marked so already, that is selected. */
export const markCommand = (workspace: Workspace, {name}: Layer): Pick<Command, 'enabled' | 'run'> => ({
  enabled: () => editable(workspace) !== undefined && spanToMark(workspace, name) !== undefined,
  run: () => {
    const article = editable(workspace)
    const span = spanToMark(workspace, name)
    if (article === undefined || span === undefined) return
    const there = workspace.view.get().selection === undefined ? sameWords(article, span).find(({layer}) => layer === name) : undefined
    if (there !== undefined) return select(workspace, there.id)
    const made = addAnnotation(workspace, article, name, span)
    if (!made.ok) workspace.toasts.show({text: made.error, tone: 'error', here: true})
  },
})

/** The words that are selected, or else those of the selected annotation, in a second layer. */
function spanToMark(workspace: Workspace, layer: string): Span | undefined {
  const annotation = selectedAnnotation(workspace)
  return (
    workspace.view.get().selection ?? (annotation === undefined || annotation.layer === layer ? undefined : workspace.current()?.highlights.get(annotation.id))
  )
}

const sameWords = (article: OpenArticle, span: Span): readonly Annotation[] =>
  article
    .listed()
    .map(({annotation}) => annotation)
    .filter(({selector}) => selector.start === span.start && selector.end === span.end)
