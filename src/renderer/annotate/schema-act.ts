import type {SchemaCommandId} from '../../ipc/commands.ts'
import {isAsked} from '../../core/schema/conditions.ts'
import {kindOf, kindProblem} from '../../core/annotation/annotation-kind.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {onSelected} from './annotate-commands.ts'
import {changeLayer} from './change-layer.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {labelCommand} from './label-command.ts'
import {makeCommand} from './make-command.ts'
import {onText} from './on-text.ts'
import {stanceCommand} from './stance-command.ts'
import {tell} from '../ui/say.ts'

/** What somebody can do because the schema says so: to words that are selected, or to the selected annotation. */
export type SchemaAct =
  | {readonly kind: 'mark'; readonly layer: string}
  | {readonly kind: 'stance'; readonly value: string}
  | {readonly kind: 'label'; readonly value: string}
  | {readonly kind: 'feature'; readonly feature: string}
  | {readonly kind: 'layer'; readonly layer: string}

/** As the native menu names it. */
export function actOf(id: SchemaCommandId): SchemaAct {
  const name = id.slice(id.indexOf(':') + 1)
  return id.startsWith('mark:') ? {kind: 'mark', layer: name} : {kind: 'stance', value: name}
}

export const schemaCommand = (act: SchemaAct): Command => onText(commandOf(act))

function commandOf(act: SchemaAct): Command {
  switch (act.kind) {
    case 'mark':
      return makeCommand(act.layer)
    case 'stance':
      return stanceCommand(act.value)
    case 'label':
      return labelCommand(act.value)
    case 'feature':
      return featureCommand(act.feature)
    case 'layer':
      return changeCommand(act.layer)
    default:
      return act satisfies never
  }
}

/** Goes to a feature of the selected annotation, where it is asked for. */
const featureCommand = (name: string): Command =>
  about(
    workspace => {
      const on = onSelected(workspace)
      const layer = on && layerNamed(workspace.project.schema(), on.annotation.layer)
      return layer?.features.find(feature => feature.name === name && isAsked(layer, feature, on?.annotation.features ?? {}))
    },
    workspace => workspace.panes.focusFeature?.(name),
  )

/** Makes the selected annotation one of another layer. */
const changeCommand = (to: string): Command =>
  about(
    workspace => {
      const on = onSelected(workspace)
      const layer = layerNamed(workspace.project.schema(), to)
      return on === undefined || layer === undefined || on.annotation.layer === to || kindProblem(layer, kindOf(on.annotation)) !== undefined ? undefined : on
    },
    (workspace, {article, annotation}) => {
      const changed = changeLayer(workspace, article, annotation, to)
      if (!changed.ok) workspace.toasts.show({text: tell(changed.error), tone: 'error', here: true})
    },
  )
