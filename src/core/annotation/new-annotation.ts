import type {AnnotationId, AnnotationOrigin, AnnotatorId, ArticleAnnotation, Features, FeatureValue, SpanAnnotation} from './annotation.ts'
import {kindProblem} from './annotation-kind.ts'
import {isLabels, isReference, isStances} from './annotation.ts'
import {listed} from '../language/listed.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
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
export function draftProblem(schema: Schema, name: string, kind: LayerKind, features: Features): Message | undefined {
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
export type FeatureProblem = {readonly path: readonly PropertyKey[]; readonly problem: Message}

export function featureProblem(schema: Schema, layerName: string, name: string, value: FeatureValue): FeatureProblem | undefined {
  const layer = layerNamed(schema, layerName)
  if (layer === undefined) return {path: [], problem: noLayer(schema, layerName)}
  const feature = featureNamed(layer, name)
  if (feature !== undefined) return valueProblem(feature, value)
  const features = listed(layer.features.map(each => each.name))
  return {
    path: [],
    problem: message('The layer {layer} has no feature "{feature}". Its features are: {features}.', {layer: layerName, feature: name, features}),
  }
}

function valueProblem(feature: Feature, value: FeatureValue): FeatureProblem | undefined {
  switch (feature.kind) {
    case 'choice':
      return labelProblem(feature, feature.choices, value, [])
    case 'choices':
      return labelsProblem(feature, value)
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : fault(message('{feature} must be true or false. Write it as one of these.', {feature: feature.name}))
    case 'text':
      return typeof value === 'string' ? undefined : fault(message('{feature} must be a text. Write it as one.', {feature: feature.name}))
    case 'number':
      return numberProblem(feature, value)
    case 'reference':
      if (isReference(value) && feature.to.includes(value.kind)) return undefined
      return fault(message('{feature} must point at: {targets}. Choose one of these.', {feature: feature.name, targets: listed(feature.to)}))
    case 'stances': {
      if (!isStances(value)) return fault(message('{feature} must be a list of stances. Write it as one.', {feature: feature.name}))
      const seen = new Set<string>()
      for (const [index, stance] of value.entries()) {
        if (seen.has(stance.id)) return fault(message('Two stances have the id "{id}". Give each its own.', {id: stance.id}), [index, 'id'])
        seen.add(stance.id)
        const wrong = labelProblem(feature, feature.choices, stance.value, [index, 'value'])
        if (wrong !== undefined) return wrong
      }
      return undefined
    }
    default:
      return feature satisfies never
  }
}

function labelsProblem(feature: Extract<Feature, {kind: 'choices'}>, value: FeatureValue): FeatureProblem | undefined {
  const {name} = feature
  if (!isLabels(value)) return fault(message('{feature} must be a list of its labels, one at least. Write it as one, or leave it out.', {feature: name}))
  const seen = new Set<string>()
  for (const [index, label] of value.entries()) {
    if (seen.has(label)) return fault(message('{label} stands twice in {feature}. Take one out.', {label: shown(label), feature: name}), [index])
    seen.add(label)
    const wrong = labelProblem(feature, feature.choices, label, [index])
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function labelProblem(feature: Feature, choices: readonly Choice[], value: FeatureValue, path: readonly PropertyKey[]): FeatureProblem | undefined {
  if (choices.some(choice => choice.value === value)) return undefined
  const told = {label: shown(value), feature: feature.name, labels: listed(choices.map(choice => choice.value))}
  return fault(message('{label} is not a label of {feature}. Choose one of: {labels}.', told), path)
}

function numberProblem({name, min, max}: Extract<Feature, {kind: 'number'}>, value: FeatureValue): FeatureProblem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault(message('{feature} must be a number. Write it as one.', {feature: name}))
  if (min !== undefined && value < min)
    return fault(message('{feature} is {value}, but must be at least {least}. Choose a number in range.', {feature: name, value, least: min}))
  if (max !== undefined && value > max)
    return fault(message('{feature} is {value}, but must be at most {most}. Choose a number in range.', {feature: name, value, most: max}))
  return undefined
}

const fault = (said: Message, path: readonly PropertyKey[] = []): FeatureProblem => ({path, problem: said})

/** Long enough to recognise a value by. UTF-16 units. */
const LONGEST = 100

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? `${value}`
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const noLayer = (schema: Schema, layer: string): Message =>
  message('The schema "{schema}" has no layer "{layer}". Its layers are: {layers}.', {
    schema: schema.name,
    layer,
    layers: listed(schema.layers.map(each => each.name)),
  })
