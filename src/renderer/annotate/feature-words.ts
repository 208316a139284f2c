import {fromTo} from '../../core/text/from-to.ts'
import type {FeatureValue, Stance} from '../../core/annotation/annotation.ts'
import {isLabels, isReference, isStances} from '../../core/annotation/annotation.ts'
import type {Feature, Schema} from '../../core/schema/schema.ts'
import {featureNamed, layerNamed, stancesFeature} from '../../core/schema/schema.ts'
import type {Names} from '../state/names.ts'
import {say} from '../ui/say.ts'

/** What it takes to say a value in words: the schema as it is now, and what records are called. */
export type Wording = {readonly schema: Schema; readonly names: Names; readonly quoteOf: (annotation: string) => string | undefined}

export const layerWords = ({schema}: Wording, layer: string): string => layerNamed(schema, layer)?.label ?? layer

export function featureOf({schema}: Wording, layer: string, name: string): Feature | undefined {
  const known = layerNamed(schema, layer)
  return known && featureNamed(known, name)
}

/** A value as the window shows it; one that the schema does not know any more as it is written. */
export function valueWords({names, quoteOf}: Wording, feature: Feature | undefined, value: FeatureValue): string {
  if (isReference(value)) return names.reference(value, quoteOf)
  if (isStances(value)) return ''
  const choices = feature !== undefined && 'choices' in feature ? feature.choices : []
  if (isLabels(value)) return value.map(label => choices.find(choice => choice.value === label)?.label ?? label).join(', ')
  if (typeof value === 'boolean') return value ? say('Yes') : say('No')
  return choices.find(choice => choice.value === value)?.label ?? String(value)
}

/** "Favor: holder → target". */
export function stanceWords({schema, names}: Wording, layer: string, {value, holder, target}: Stance): string {
  const label = stancesFeature(layerNamed(schema, layer))?.choices.find(choice => choice.value === value)?.label
  return say('{stance}: {what}', {stance: label ?? value, what: fromTo(names.holder(holder), names.target(target))})
}
