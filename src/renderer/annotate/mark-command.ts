import type {Annotation} from '../../core/annotation/annotation.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Extent} from '../../core/text/extent.ts'
import {sameExtent} from '../../core/text/extent.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, selectedAnnotation} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {addAnnotation} from './edit-annotations.ts'
import {select} from './select.ts'
import {tell} from '../ui/say.ts'

/** Marks the selected words, or those of the selected annotation, in a layer; where they are marked so already, that is selected. */
export const markCommand = (layer: string): Command =>
  about(
    workspace => {
      const article = editable(workspace)
      const span = spanToMark(workspace, layer)
      return article === undefined || span === undefined ? undefined : {article, span}
    },
    (workspace, {article, span}) => {
      const there = workspace.view.get().selection === undefined ? sameWords(article, span).find(each => each.layer === layer) : undefined
      if (there !== undefined) return select(workspace, there.id)
      const made = addAnnotation(workspace, article, layer, span)
      if (!made.ok) workspace.toasts.show({text: tell(made.error), tone: 'error', here: true})
    },
  )

/** The words that are selected, or else those of the selected annotation, in a second layer. The schema may have lost the layer since it was offered. */
function spanToMark(workspace: Workspace, layer: string): Extent | undefined {
  if (layerNamed(workspace.project.schema(), layer) === undefined) return undefined
  const annotation = selectedAnnotation(workspace)
  return (
    workspace.view.get().selection ?? (annotation === undefined || annotation.layer === layer ? undefined : workspace.current()?.highlights.get(annotation.id))
  )
}

const sameWords = (article: OpenArticle, extent: Extent): readonly Annotation[] =>
  article
    .listed()
    .map(({annotation}) => annotation)
    .filter(({selector}) => selector !== undefined && sameExtent(selector, extent))
