import {namesEntities} from '../../core/schema/entity-types.ts'
import type {Choice, Layer, Schema} from '../../core/schema/schema.ts'
import {kindOfLayer, layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import {editable, selectedAnnotation} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {addAnnotation} from './edit-annotations.ts'
import {labelCommand} from './label-command.ts'

/**
 * What a digit does: it chooses the primary label of the selected annotation, or marks the selected words with that label: as an entity
 * where the schema has some, else in the first layer with such a label.
 */
export const digitCommand =
  (digit: string): Command =>
  (workspace, run) => {
    const article = editable(workspace)
    const schema = workspace.project.schema()
    const {selection} = workspace.view.get()
    const layer = selection === undefined ? layerNamed(schema, selectedAnnotation(workspace)?.layer ?? '') : layerToMark(schema, digit)
    const choice = layer === undefined ? undefined : choiceOf(layer, digit)
    if (article === undefined || layer?.primary === undefined || choice === undefined) return false
    if (selection === undefined) return labelCommand(choice.value)(workspace, run)
    const {name, primary} = layer
    run?.(() => void addAnnotation(workspace, article, name, selection, {[primary]: choice.value}))
    return true
  }

function layerToMark({layers}: Schema, digit: string): Layer | undefined {
  const having = layers.filter(layer => kindOfLayer(layer) === 'span' && choiceOf(layer, digit) !== undefined)
  return having.find(namesEntities) ?? having[0]
}

const choiceOf = (layer: Layer, digit: string): Choice | undefined => primaryFeature(layer)?.choices.find(({key}) => key === digit)
