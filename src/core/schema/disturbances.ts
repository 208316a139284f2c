import {isSame} from '../json/same.ts'
import type {Feature, Schema, Translations} from './schema.ts'
import {featureNamed, layerNamed} from './schema.ts'
import type {SchemaDifference} from './schema-diff.ts'
import {schemaDiff} from './schema-diff.ts'

/** What only explains: whoever has read it and whoever has not were given the same to choose from. */
const EXPLAINS: ReadonlySet<string> = new Set(['guideline', 'examples', 'description', 'look'])

/**
 * What of a change must wait while people work blind: all by which two of them would choose from something else. Guidelines and examples do not, nor what stands in a feature that never
 * counts for agreement, before and after.
 */
export const disturbances = (before: Schema, after: Schema): readonly SchemaDifference[] =>
  schemaDiff(before, after).filter(difference => !isHarmless(difference, before, after))

function isHarmless(difference: SchemaDifference, before: Schema, after: Schema): boolean {
  const {kind, of, at} = difference
  if (of === 'schema') return true
  if (kind === 'changed' && (EXPLAINS.has(difference.field) || isExplained(difference))) return true
  if (at.layer === undefined || at.feature === undefined) return false
  const [was, is] = [featureAt(before, at.layer, at.feature), featureAt(after, at.layer, at.feature)]
  if (is?.countsForAgreement !== false) return false
  if (of === 'feature' && kind === 'added') return is.required !== true
  if (was?.countsForAgreement !== false || kind === 'removed' || kind === 'mapped') return false
  return of !== 'feature' || kind !== 'changed' || difference.field !== 'required'
}

/** Of the words in other languages, only the guidelines are others. */
function isExplained({field, before, after}: Extract<SchemaDifference, {kind: 'changed'}>): boolean {
  return field === 'translations' && isSame(labelsIn(before), labelsIn(after))
}

const labelsIn = (translations: unknown): object =>
  Object.fromEntries(Object.entries((translations ?? {}) as Translations).flatMap(([tag, {label}]) => (label === undefined ? [] : [[tag, label]])))

function featureAt(schema: Schema, layer: string, feature: string): Feature | undefined {
  const named = layerNamed(schema, layer)
  return named && featureNamed(named, feature)
}
