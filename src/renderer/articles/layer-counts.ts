import type {Schema} from '../../core/schema/schema.ts'
import type {Hue} from '../ui/hue.ts'
import {say} from '../ui/say.ts'

/** A number of annotations in words, with the hue of what it counts. */
export type LayerCount = {readonly text: string; readonly hue: Hue}

/** How much is marked in an article: in the schema's first layer, under its label, and in all others, those that the schema does not have among them. */
export function layerCounts({layers}: Schema, counts: ReadonlyMap<string, number>): readonly LayerCount[] {
  const [first] = layers
  const inFirst = (first && counts.get(first.name)) ?? 0
  const others = [...counts.values()].reduce((sum, count) => sum + count, 0) - inFirst
  return [
    ...(first === undefined || inFirst === 0
      ? []
      : [{text: say('{layer} {annotations, number}', {layer: first.label, annotations: inFirst}), hue: first.look.hue}]),
    ...(others === 0 ? [] : [{text: say('{others, plural, one {# other} other {# others}}', {others}), hue: 'slate' as const}]),
  ]
}
