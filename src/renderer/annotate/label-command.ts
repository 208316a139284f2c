import {layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import {onSelected} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {setFeature} from './edit-annotations.ts'

/** Chooses the primary label of the selected annotation, or takes it back. */
export const labelCommand = (value: string): Command =>
  about(
    workspace => {
      const on = onSelected(workspace)
      const layer = on && layerNamed(workspace.project.schema(), on.annotation.layer)
      const primary = layer && primaryFeature(layer)
      return on === undefined || !primary?.choices.some(choice => choice.value === value) ? undefined : {...on, name: primary.name}
    },
    (workspace, {article, annotation, name}) => setFeature(workspace, article, annotation.id, name, annotation.features[name] === value ? undefined : value),
  )
