import {fromTo} from '../../core/text/from-to.ts'
import type {FeatureValue, Stance} from '../../core/annotation/annotation.ts'
import {isLabels, isReference, isStances} from '../../core/annotation/annotation.ts'
import type {Feature, Schema} from '../../core/schema/schema.ts'
import {featureNamed, layerNamed, stancesFeature} from '../../core/schema/schema.ts'
import type {Names} from '../state/names.ts'
import {names} from '../state/names.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/** What it takes to say a value in words: the schema as it is now, and what records are called. */
export type Naming = {readonly schema: Schema; readonly names: Names; readonly quoteOf: (annotation: string) => string | undefined}

export const namingIn = ({project, registry}: Workspace, {set}: OpenArticle): Naming => ({
  schema: project.schema(),
  names: names(project, registry),
  quoteOf: id => set.get(id)?.selector?.quote,
})

export const layerWords = ({schema}: Naming, layer: string): string => layerNamed(schema, layer)?.label ?? layer

export function featureOf({schema}: Naming, layer: string, name: string): Feature | undefined {
  const known = layerNamed(schema, layer)
  return known && featureNamed(known, name)
}

/** A value as the window shows it; one that the schema does not know any more as it is written. */
export function valueWords({names, quoteOf}: Naming, feature: Feature | undefined, value: FeatureValue): string {
  if (isReference(value)) return names.reference(value, quoteOf)
  if (isStances(value)) return ''
  const choices = feature !== undefined && 'choices' in feature ? feature.choices : []
  if (isLabels(value)) return value.map(label => choices.find(choice => choice.value === label)?.label ?? label).join(', ')
  if (typeof value === 'boolean') return value ? say('Yes') : say('No')
  return choices.find(choice => choice.value === value)?.label ?? String(value)
}

/** "Favor: holder → target". */
export function stanceWords({schema, names}: Naming, layer: string, {value, holder, target}: Stance): string {
  const label = stancesFeature(layerNamed(schema, layer))?.choices.find(choice => choice.value === value)?.label
  return say('{stance}: {what}', {stance: label ?? value, what: fromTo(names.holder(holder), names.target(target))})
}
