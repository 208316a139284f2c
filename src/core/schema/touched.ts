import type {Annotation, FeatureValue} from '../annotation/annotation.ts'
import {isLabels, isStances} from '../annotation/annotation.ts'
import type {Schema} from './schema.ts'
import {featureNamed, keyOf, layerNamed} from './schema.ts'
import type {SchemaDifference} from './schema-diff.ts'

/** Whether an annotation, in the words of the earlier version, says what a difference is about. What is new, and an order, is said by none. */
export function isTouchedBy({kind, of, at}: SchemaDifference, before: Schema): (annotation: Pick<Annotation, 'layer' | 'features'>) => boolean {
  const {layer: name, feature, label} = at
  if (kind === 'added' || kind === 'moved' || of === 'schema' || name === undefined) return () => false
  if (feature === undefined) return ({layer}) => layer === name
  const layer = layerNamed(before, name)
  const known = layer && featureNamed(layer, feature)
  const key = known === undefined ? feature : keyOf(known)
  const says = (value: FeatureValue | undefined): boolean => value !== undefined && (label === undefined || saysLabel(value, label))
  return ({layer: of, features}) => of === name && says(features[key])
}

/** Whether a value has this label, or a stance of it. */
export const saysLabel = (value: FeatureValue | undefined, label: string): boolean =>
  isStances(value) ? value.some(stance => stance.value === label) : isLabels(value) ? value.includes(label) : value === label
