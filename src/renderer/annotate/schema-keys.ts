import type {Feature, Layer} from '../../core/schema.ts'
import type {KeyPress} from '../ui/shortcuts.ts'
import {matchesKey, parseAccelerator, thisPlatform} from '../ui/shortcuts.ts'
import type {Workspace} from '../workspace/workspace.ts'
import {editable, selectedAnnotation} from './annotate-commands.ts'
import {changeLayer} from './change-layer.ts'

/** What can be done with the selected annotation because the schema says so: go to one of its features, or make it one of another layer. */
export type SchemaDeed = {readonly id: string; readonly title: string; readonly keys: string | undefined; readonly run: () => void}

const featureTitle = ({label}: Feature): string => `${label}…`
const layerTitle = ({label}: Layer): string => `Change to ${label.toLocaleLowerCase()}`
const layerKeys = ({key}: Layer): string => `Shift+${key.toUpperCase()}`

export function schemaDeeds(workspace: Workspace): readonly SchemaDeed[] {
  const article = editable(workspace)
  const annotation = selectedAnnotation(workspace)
  if (article === undefined || annotation === undefined) return []
  const {layers} = workspace.project.schema()
  return [
    ...(layers.find(({name}) => name === annotation.layer)?.features ?? []).map(feature => ({
      id: `feature:${feature.name}`,
      title: featureTitle(feature),
      keys: feature.key?.toUpperCase(),
      run: () => workspace.panes.focusFeature?.(feature.name),
    })),
    ...layers
      .filter(({name}) => name !== annotation.layer)
      .map(layer => ({
        id: `layer:${layer.name}`,
        title: layerTitle(layer),
        keys: layerKeys(layer),
        run: () => {
          const changed = changeLayer(workspace, article, annotation, layer.name)
          if (!changed.ok) workspace.toasts.show({text: changed.error, tone: 'error', here: true})
        },
      })),
  ]
}

/** What a key press does to the selected annotation by the schema, where no command has that key. */
export function schemaDeedFor(workspace: Workspace, press: KeyPress): (() => void) | undefined {
  return schemaDeeds(workspace).find(({keys}) => {
    const accelerator = keys === undefined ? undefined : parseAccelerator(keys)
    return accelerator !== undefined && matchesKey(press, accelerator, thisPlatform())
  })?.run
}

/** All such keys of a schema with what they do, for the list of keys. */
export function schemaKeys({layers}: {readonly layers: readonly Layer[]}): readonly (readonly [keys: string, what: string])[] {
  const features = new Map(
    layers.flatMap(layer =>
      layer.features.flatMap(({key, label}) => (key === undefined ? [] : [[`${key} ${label}`, [key.toUpperCase(), label] as const] as const])),
    ),
  )
  return [...features.values(), ...layers.map(layer => [layerKeys(layer), layerTitle(layer)] as const)]
}
