import type {Features, FeatureValue} from '../annotation/annotation.ts'
import {chosenLabels} from '../annotation/annotation.ts'
import {withParents} from './label-tree.ts'
import type {Answer, Condition, Feature, Layer} from './schema.ts'
import {featureNamed, keyOf} from './schema.ts'

/** The answers that a condition waits for. */
export const answersOf = ({is}: Condition): readonly Answer[] => (isSeveral(is) ? is : [is])

const isSeveral = (is: Condition['is']): is is readonly Answer[] => Array.isArray(is)

/**
 * Whether a feature is asked of an annotation: always without `when`, else where that feature is asked itself and answered so. A label answers for
 * those that it is a kind of, too. What stands in a feature that is not asked stays there.
 */
export function isAsked(layer: Layer, {when}: Feature, features: Features): boolean {
  if (when === undefined) return true
  const other = featureNamed(layer, when.feature)
  if (other === undefined || !isAsked(layer, other, features)) return false
  const answers = answersOf(when)
  return said(other, features[other.name]).some(answer => answers.includes(answer))
}

function said(feature: Feature, value: FeatureValue | undefined): readonly Answer[] {
  if (typeof value === 'boolean') return [value]
  const labels = chosenLabels(value)
  return 'choices' in feature ? labels.flatMap(label => withParents(feature.choices, label)) : labels
}

/** The features that an annotation of this layer has to say something in, and does not. */
export const missingFeatures = (layer: Layer, features: Features): readonly Feature[] =>
  layer.features.filter(feature => feature.required === true && isAsked(layer, feature, features) && isNothing(features[keyOf(feature)]))

const isNothing = (value: FeatureValue | undefined): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
