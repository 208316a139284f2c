import {fromTo} from '../../core/text/from-to.ts'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {stancesOf} from '../../core/annotation/annotation.ts'
import {attributedHolder, attributionOf, sameHolder} from '../../core/annotation/attribution.ts'
import {identityOf} from '../../core/schema/entity-types.ts'
import {resolvedPointer} from '../../core/annotation/resolved-references.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed, primaryFeature} from '../../core/schema/schema.ts'
import {stanceChoices} from '../../core/schema/stance-choices.ts'
import type {Names} from '../state/names.ts'
import {say} from '../ui/say.ts'

/** One judgement of an annotation in words; of a stance, which one of its feature's it is, for colour. */
export type Remark = {readonly text: string; readonly nthStance?: number}

/** What an annotation says, in the order of its schema: the primary label first, then stances, then what it points at. A stance
 * reads "Favor: holder → target"; a holder other than the attribution gives is shown as such. */
export function remarks(annotation: Annotation, schema: Schema, names: Names, lookup: (id: string) => Annotation | undefined): readonly Remark[] {
  const quoteOf = (id: string): string | undefined => lookup(id)?.selector?.quote
  const attributed = resolvedPointer(attributedHolder(schema, annotation, lookup), names.resolve)
  const layer = layerNamed(schema, annotation.layer)
  if (layer === undefined) return []
  const primary = primaryFeature(layer)
  const value = primary === undefined ? undefined : annotation.features[primary.name]
  const label = primary?.choices.find(choice => choice.value === value)?.label
  const found: Remark[] = typeof value !== 'string' ? [] : [{text: label ?? unknownLabel(value)}]
  const choices = stanceChoices(layer)
  for (const stance of stancesOf(annotation)) {
    const nthStance = choices.findIndex(choice => choice.value === stance.value)
    const label = choices[nthStance]?.label
    const isAttributed = sameHolder(resolvedPointer(stance.holder, names.resolve), attributed)
    const named = names.holder(stance.holder)
    const holder = isAttributed ? named : say('{holder}, not as attributed,', {holder: named})
    found.push({text: say('{stance}: {what}', {stance: label ?? unknownLabel(stance.value), what: fromTo(holder, names.target(stance.target))}), nthStance})
  }
  const identity = identityOf(schema, annotation)
  if (identity !== undefined) found.push({text: names.reference(identity, quoteOf)})
  const source = attributionOf(schema, annotation)
  if (source !== undefined) found.push({text: say('by {source}', {source: names.reference(source, quoteOf)})})
  return found
}

/** What was said in words that the schema in force does not have: kept, and shown as what it is. */
const unknownLabel = (value: string): string => say('{label} (not in the schema)', {label: value})
