import type {Annotation} from '../../core/annotation/annotation.ts'
import type {Layer} from '../../core/schema/schema.ts'
import {kindOfLayer, layerNamed} from '../../core/schema/schema.ts'
import {canHoldStance} from '../../core/schema/stance-choices.ts'
import type {Span} from '../../core/text/span.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, selectedAnnotation, showDialog} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {addAnnotation, toggleStance} from './edit-annotations.ts'
import {tell} from '../ui/say.ts'

/** Who is to hold the stance: an annotation that is there, or one that is to be made of the selected words. */
type Holder = {readonly article: OpenArticle} & ({readonly annotation: Annotation} | {readonly layer: Layer; readonly selection: Span})

/**
 * Takes a stance towards the current target with the selected annotation, or marks the selected words to take it: one key from a selection
 * to an annotation with a stance. Without a current target it asks for one first and then goes on.
 */
export const stanceCommand = (value: string): Command =>
  about(
    workspace => holderOf(workspace, value),
    (workspace, holder) => {
      const {target} = workspace.view.get()
      const {article} = holder
      if (target === undefined) return showDialog(workspace, {kind: 'target', thenStance: value})
      if ('annotation' in holder) return void toggleStance(workspace, article, holder.annotation, target, value)
      article.set.transact(() => {
        const made = addAnnotation(workspace, article, holder.layer.name, holder.selection)
        if (made.ok) toggleStance(workspace, article, made.value, target, value)
        else workspace.toasts.show({text: tell(made.error), tone: 'error', here: true})
      })
    },
  )

function holderOf(workspace: Workspace, value: string): Holder | undefined {
  const article = editable(workspace)
  if (article === undefined) return undefined
  const {selection} = workspace.view.get()
  const schema = workspace.project.schema()
  if (selection !== undefined) {
    const layer = schema.layers.find(each => kindOfLayer(each) === 'span' && canHoldStance(each, value))
    return layer && {article, layer, selection}
  }
  const annotation = selectedAnnotation(workspace)
  const layer = annotation && layerNamed(schema, annotation.layer)
  return annotation !== undefined && layer !== undefined && canHoldStance(layer, value) ? {article, annotation} : undefined
}
