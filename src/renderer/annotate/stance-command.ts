import type {Annotation} from '../../core/annotation/annotation.ts'
import type {Layer} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {canHoldStance} from '../../core/schema/stance-choices.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, selectedAnnotation, showDialog} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {addAnnotation, toggleStance} from './edit-annotations.ts'

/** Takes a stance towards the current target with the selected annotation, or marks the selected words to take it. */
export const stanceCommand = (workspace: Workspace, value: string): Pick<Command, 'enabled' | 'run'> => ({
  enabled: () =>
    editable(workspace) !== undefined && (workspace.view.get().selection === undefined ? held(workspace, value) : layerFor(workspace, value)) !== undefined,
  run: () => giveStance(workspace, value),
})

/** One key from a selection to an annotation with a stance. Without a current target it asks for one first and then goes on. */
export function giveStance(workspace: Workspace, value: string): void {
  const article = editable(workspace)
  if (article === undefined) return
  const {target, selection} = workspace.view.get()
  if (target === undefined) return showDialog(workspace, {kind: 'target', thenStance: value})
  if (selection === undefined) {
    const annotation = held(workspace, value)
    if (annotation !== undefined) toggleStance(workspace, article, annotation, target, value)
    return
  }
  const layer = layerFor(workspace, value)
  if (layer === undefined) return
  article.set.transact(() => {
    const made = addAnnotation(workspace, article, layer.name, selection)
    if (made.ok) toggleStance(workspace, article, made.value, target, value)
    else workspace.toasts.show({text: made.error, tone: 'error', here: true})
  })
}

/** The selected annotation, if its layer can hold this stance. */
function held(workspace: Workspace, value: string): Annotation | undefined {
  const annotation = selectedAnnotation(workspace)
  const layer = annotation && layerNamed(workspace.project.schema(), annotation.layer)
  return layer !== undefined && canHoldStance(layer, value) ? annotation : undefined
}

/** The first layer that can hold this stance. */
const layerFor = (workspace: Workspace, value: string): Layer | undefined => workspace.project.schema().layers.find(layer => canHoldStance(layer, value))
