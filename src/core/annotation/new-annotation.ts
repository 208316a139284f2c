import type {AnnotationId, AnnotationOrigin, AnnotatorId, ArticleAnnotation, Features, FeatureValue, SpanAnnotation} from './annotation.ts'
import {kindProblem} from './annotation-kind.ts'
import {isLabels, isReference, isStances} from './annotation.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Choice, Feature, LayerKind, Schema} from '../schema/schema.ts'
import {featureNamed, layerNamed} from '../schema/schema.ts'
import {selectorOf} from './selector.ts'
import type {Extent} from '../text/extent.ts'

export type AnnotationDraft = {readonly layer: string; readonly span: Extent; readonly features?: Features; readonly origin?: AnnotationOrigin}

/** An annotation of a span, or of its parts. Refuses one that cannot be marked, and a layer, feature or label that the schema does not have. */
export function newAnnotation(
  draft: AnnotationDraft,
  text: string,
  schema: Schema,
  by: AnnotatorId,
  given: {readonly id: AnnotationId; readonly at: number},
): Result<SpanAnnotation> {
  const {layer, span, features = {}, origin = 'human'} = draft
  const selector = selectorOf(text, span)
  if (!selector.ok) return selector
  const problem = draftProblem(schema, layer, 'span', features)
  if (problem !== undefined) return refused(problem)
  return ok({id: given.id, layer, selector: selector.value, features, by, at: given.at, origin, schemaVersion: schema.version})
}

/** An annotation of a whole article. Refuses as {@link newAnnotation}. */
export function newArticleAnnotation(
  {layer, features = {}, origin = 'human'}: Omit<AnnotationDraft, 'span'>,
  schema: Schema,
  by: AnnotatorId,
  given: {readonly id: AnnotationId; readonly at: number},
): Result<ArticleAnnotation> {
  const problem = draftProblem(schema, layer, 'article', features)
  return problem === undefined ? ok({id: given.id, layer, features, by, at: given.at, origin, schemaVersion: schema.version}) : refused(problem)
}

/** Why the schema has no place for a new annotation. */
export function draftProblem(schema: Schema, name: string, kind: LayerKind, features: Features): string | undefined {
  const layer = layerNamed(schema, name)
  if (layer === undefined) return noLayer(schema, name)
  const wrong = kindProblem(layer, kind)
  if (wrong !== undefined) return wrong
  for (const [feature, value] of Object.entries(features)) {
    const problem = featureProblem(schema, name, feature, value)
    if (problem !== undefined) return problem.problem
  }
  return undefined
}

/** Whether a layer's feature may have a value. Whether what a reference points at exists is not asked here. */
export function checkFeature(schema: Schema, layer: string, name: string, value: FeatureValue): Result<FeatureValue> {
  const problem = featureProblem(schema, layer, name, value)
  return problem === undefined ? ok(value) : refused(problem.problem)
}

/** What an annotation says that a layer of this schema has no place for. */
export const unfitFeatures = (schema: Schema, layer: string, features: Features): readonly (readonly [name: string, value: FeatureValue])[] =>
  Object.entries(features).filter(([name, value]) => !checkFeature(schema, layer, name, value).ok)

/** What is wrong with a feature's value, and the path to it within the value. */
export type FeatureProblem = {readonly path: readonly PropertyKey[]; readonly problem: string}

export function featureProblem(schema: Schema, layerName: string, name: string, value: FeatureValue): FeatureProblem | undefined {
  const layer = layerNamed(schema, layerName)
  if (layer === undefined) return {path: [], problem: noLayer(schema, layerName)}
  const feature = featureNamed(layer, name)
  if (feature !== undefined) return valueProblem(feature, value)
  return {path: [], problem: `The layer ${layerName} has no feature "${name}". Its features are: ${listed(layer.features.map(each => each.name))}.`}
}

function valueProblem(feature: Feature, value: FeatureValue): FeatureProblem | undefined {
  switch (feature.kind) {
    case 'choice':
      return labelProblem(feature, feature.choices, value, [])
    case 'choices':
      return labelsProblem(feature, value)
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : {path: [], problem: `${feature.name} must be true or false. Write it as one of these.`}
    case 'text':
      return typeof value === 'string' ? undefined : {path: [], problem: `${feature.name} must be a text. Write it as one.`}
    case 'number':
      return numberProblem(feature, value)
    case 'reference':
      if (isReference(value) && feature.to.includes(value.kind)) return undefined
      return {path: [], problem: `${feature.name} must point at: ${listed(feature.to)}. Choose one of these.`}
    case 'stances': {
      if (!isStances(value)) return {path: [], problem: `${feature.name} must be a list of stances. Write it as one.`}
      const seen = new Set<string>()
      for (const [index, stance] of value.entries()) {
        if (seen.has(stance.id)) return {path: [index, 'id'], problem: `Two stances have the id "${stance.id}". Give each its own.`}
        seen.add(stance.id)
        const problem = labelProblem(feature, feature.choices, stance.value, [index, 'value'])
        if (problem !== undefined) return problem
      }
      return undefined
    }
    default:
      return feature satisfies never
  }
}

function labelsProblem(feature: Extract<Feature, {kind: 'choices'}>, value: FeatureValue): FeatureProblem | undefined {
  if (!isLabels(value)) return {path: [], problem: `${feature.name} must be a list of its labels, one at least. Write it as one, or leave it out.`}
  const seen = new Set<string>()
  for (const [index, label] of value.entries()) {
    if (seen.has(label)) return {path: [index], problem: `${JSON.stringify(label)} stands twice in ${feature.name}. Take one out.`}
    seen.add(label)
    const problem = labelProblem(feature, feature.choices, label, [index])
    if (problem !== undefined) return problem
  }
  return undefined
}

function labelProblem(feature: Feature, choices: readonly Choice[], value: FeatureValue, path: readonly PropertyKey[]): FeatureProblem | undefined {
  if (choices.some(choice => choice.value === value)) return undefined
  return {path, problem: `${JSON.stringify(value)} is not a label of ${feature.name}. Choose one of: ${listed(choices.map(choice => choice.value))}.`}
}

function numberProblem({name, min, max}: Extract<Feature, {kind: 'number'}>, value: FeatureValue): FeatureProblem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return {path: [], problem: `${name} must be a number. Write it as one.`}
  if (min !== undefined && value < min) return {path: [], problem: `${name} is ${value}, but must be at least ${min}. Choose a number in range.`}
  if (max !== undefined && value > max) return {path: [], problem: `${name} is ${value}, but must be at most ${max}. Choose a number in range.`}
  return undefined
}

const noLayer = (schema: Schema, layer: string): string =>
  `The schema "${schema.name}" has no layer "${layer}". Its layers are: ${listed(schema.layers.map(each => each.name))}.`

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '))
