import {namesEntities} from '../../core/schema/entity-types.ts'
import type {Choice, Layer, Schema} from '../../core/schema/schema.ts'
import {layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, selectedAnnotation} from './annotate-commands.ts'
import {addAnnotation, setFeature} from './edit-annotations.ts'

/**
 * What a digit does now: it chooses the primary label of the selected annotation, or marks the selected words with that label: as an entity
 * where the schema has some, else in the first layer with such a label. `undefined` where the digit means nothing.
 */
export function digitCommand(workspace: Workspace, digit: string): (() => void) | undefined {
  const article = editable(workspace)
  if (article === undefined) return undefined
  const schema = workspace.project.schema()
  const {selection} = workspace.view.get()
  const annotation = selection === undefined ? selectedAnnotation(workspace) : undefined
  const layer = selection === undefined ? layerNamed(schema, annotation?.layer ?? '') : layerToMark(schema, digit)
  const choice = layer === undefined ? undefined : choiceOf(layer, digit)
  if (layer?.primary === undefined || choice === undefined) return undefined
  const {name, primary} = layer
  if (selection !== undefined) return () => void addAnnotation(workspace, article, name, selection, {[primary]: choice.value})
  if (annotation === undefined) return undefined
  return () => setFeature(workspace, article, annotation.id, primary, annotation.features[primary] === choice.value ? undefined : choice.value)
}

function layerToMark({layers}: Schema, digit: string): Layer | undefined {
  const having = layers.filter(layer => choiceOf(layer, digit) !== undefined)
  return having.find(namesEntities) ?? having[0]
}

const choiceOf = (layer: Layer, digit: string): Choice | undefined => primaryFeature(layer)?.choices.find(({key}) => key === digit)
