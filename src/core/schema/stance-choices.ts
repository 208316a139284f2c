import {offeredChoices} from './offered-choices.ts'
import type {Word} from './mapping.ts'
import type {Choice, Layer, Schema} from './schema.ts'

/** The stances that annotations of a layer can hold. */
export const stanceChoices = (layer: Layer): readonly Choice[] => layer.features.flatMap(feature => (feature.kind === 'stances' ? feature.choices : []))

/** Every stance that is offered in some layer, in the order of the schema, each value once: as the first layer has it. */
export function allStanceChoices({layers}: Schema): readonly Choice[] {
  const found = new Map<string, Choice>()
  for (const choice of offeredChoices(layers.flatMap(stanceChoices))) if (!found.has(choice.value)) found.set(choice.value, choice)
  return [...found.values()]
}

/** A stance as the first layer that has it names it. */
export function wordOfStance({layers}: Schema, value: string): Word | undefined {
  for (const layer of layers)
    for (const feature of layer.features)
      if (feature.kind === 'stances' && feature.choices.some(choice => choice.value === value)) return {layer: layer.name, feature: feature.name, label: value}
  return undefined
}

export const canHoldStance = (layer: Layer, value: string): boolean => stanceChoices(layer).some(choice => choice.value === value)
