import {offeredChoices} from './offered-choices.ts'
import type {Choice, Layer, Schema} from './schema.ts'

/** The stances that annotations of a layer can hold. */
export const stanceChoices = (layer: Layer): readonly Choice[] => layer.features.flatMap(feature => (feature.kind === 'stances' ? feature.choices : []))

/** Every stance that is offered in some layer, in the order of the schema, each value once: as the first layer has it. */
export function allStanceChoices({layers}: Schema): readonly Choice[] {
  const found = new Map<string, Choice>()
  for (const choice of offeredChoices(layers.flatMap(stanceChoices))) if (!found.has(choice.value)) found.set(choice.value, choice)
  return [...found.values()]
}

export const canHoldStance = (layer: Layer, value: string): boolean => stanceChoices(layer).some(choice => choice.value === value)
