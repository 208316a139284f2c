import type {Annotation} from '../../core/annotation.ts'
import {isReference, stancesOf} from '../../core/annotation.ts'
import {attributedHolder, sameHolder} from '../../core/attribution.ts'
import {resolvedPointer} from '../../core/resolved-references.ts'
import type {Schema} from '../../core/schema.ts'
import {featureNamed, layerNamed} from '../../core/schema.ts'
import type {Names} from './names.ts'

/** One judgement of an annotation in words, with the stance value where it is one, for colour. */
export type Remark = {readonly text: string; readonly stance?: string}

/** What an annotation says, in the order of its schema: the primary label first, then stances, then what it points at. A stance
 * reads "Favor: holder → target"; a holder other than the attribution gives is shown as such. */
export function remarks(annotation: Annotation, schema: Schema, names: Names, lookup: (id: string) => Annotation | undefined): readonly Remark[] {
  const quoteOf = (id: string): string | undefined => lookup(id)?.selector.quote
  const attributed = resolvedPointer(attributedHolder(annotation, lookup), names.resolve)
  const layer = layerNamed(schema, annotation.layer)
  if (layer === undefined) return []
  const primary = layer.primary === undefined ? undefined : featureNamed(layer, layer.primary)
  const label = primary?.kind === 'choice' ? primary.choices.find(choice => choice.value === annotation.features[primary.name])?.label : undefined
  const found: Remark[] = label === undefined ? [] : [{text: label}]
  for (const stance of stancesOf(annotation)) {
    const feature = layer.features.find(each => each.kind === 'stances')
    const value = feature?.kind === 'stances' ? feature.choices.find(choice => choice.value === stance.value)?.label : undefined
    const holder = `${names.holder(stance.holder)}${sameHolder(resolvedPointer(stance.holder, names.resolve), attributed) ? '' : ', not as attributed,'}`
    found.push({text: `${value ?? stance.value}: ${holder} → ${names.target(stance.target)}`, stance: stance.value})
  }
  for (const name of ['entityId', 'attributionSource']) {
    const reference = annotation.features[name]
    if (isReference(reference)) found.push({text: name === 'entityId' ? names.reference(reference, quoteOf) : `by ${names.reference(reference, quoteOf)}`})
  }
  return found
}
