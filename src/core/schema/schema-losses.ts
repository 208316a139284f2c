import type {Annotation, AnnotationId, FeatureValue} from '../annotation/annotation.ts'
import {isLabels, isStances} from '../annotation/annotation.ts'
import {checkFeature} from '../annotation/new-annotation.ts'
import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {entityTypes, readType, typesIn, UNTYPED} from './entity-types.ts'
import type {Word} from './mapping.ts'
import {readWord} from './mapping.ts'
import type {Choice, Feature, Layer, Schema} from './schema.ts'
import {featureNamed, keyOf, kindOfLayer, layerNamed} from './schema.ts'
import {toldApart} from './told-apart.ts'
import {saysLabel} from './touched.ts'

/**
 * Something that annotations, or entities by their type, could say under a schema and could not under the next. `word`: what it is, where it can be read as something else; `places`: as
 * what, and `to`: as which of them it is. `holds`: whether an annotation says it, in the words of the schema before; `isType`: whether a type of entities is it, likewise.
 */
export type SchemaLoss = {
  readonly what: Sentence
  readonly word?: Word
  readonly places: readonly {readonly value: string; readonly label: string}[]
  readonly to?: string
  readonly holds: (annotation: Said, lookup?: (id: AnnotationId) => Annotation | undefined) => boolean
  readonly isType?: (type: string) => boolean
}

type Said = Pick<Annotation, 'layer' | 'features' | 'from' | 'to'>

type Between = {readonly before: Schema; readonly after: Schema}

/** What the next schema has no place for: layers, features and labels that are gone, features that take less than before, and types of entities. */
export const schemaLosses = (before: Schema, after: Schema): readonly SchemaLoss[] => withTypes({before, after}, lossesOfLayers(before, after))

/**
 * The types of entities are labels of a layer: one that goes as such a label goes where that goes. Where the whole layer or feature goes, each can be mapped by itself, and annotations
 * go with what is theirs. A schema without any types says nothing about those that entities have.
 */
function withTypes({before, after}: Between, losses: readonly SchemaLoss[]): readonly SchemaLoss[] {
  const [types, next] = [typesIn(before), entityTypes(after)]
  if (types === undefined || next.length === 0) return losses
  const isNext = (value: string): boolean => next.some(choice => choice.value === value)
  const gone = new Map(types.choices.filter(({value}) => !isNext(value)).map(choice => [choice.value, choice]))
  // What nobody gave a type needs none, and takes part where it is mapped.
  if (readType(after, UNTYPED) === UNTYPED) gone.delete(UNTYPED)
  const going = losses.map(loss => {
    const {layer, feature, label = ''} = loss.word ?? {}
    const isThis = layer === types.layer && feature === types.feature && gone.has(label)
    // Where it is a label of that feature still, and no type any more, entities go nowhere with it.
    if (!isThis || (loss.to !== undefined && !isNext(readType(after, label)))) return loss
    gone.delete(label)
    return {...loss, isType: (type: string) => type === label}
  })
  const places = next.map(({value, label}) => ({value, label}))
  const areGone = losses.some(
    ({word, to}) => to === undefined && word?.layer === types.layer && word.label === undefined && (word.feature ?? types.feature) === types.feature,
  )
  const alone = [...gone.values()].map(({value, label}): SchemaLoss => {
    const to = readType(after, value)
    const [what, isType] = [message('the type “{name}” of entities', {name: label}), (type: string) => type === value]
    const word = {layer: types.layer, feature: types.feature, label: value}
    return {what, ...(areGone ? {word, places, ...(isNext(to) && {to})} : {places: []}), holds: () => false, isType}
  })
  return [...going, ...alone]
}

const lossesOfLayers = (before: Schema, after: Schema): readonly SchemaLoss[] =>
  before.layers.flatMap(layer => {
    const word = {layer: layer.name}
    const to = readWord(after, word, before.version).layer
    const named = layerNamed(after, to)
    const kept = named !== undefined && kindOfLayer(named) === kindOfLayer(layer) ? named : undefined
    const places = after.layers.filter(each => kindOfLayer(each) === kindOfLayer(layer)).map(({name, label}) => ({value: name, label}))
    const gone: SchemaLoss = {what: message('the layer “{name}”', {name: layer.label}), word, places, holds: annotation => annotation.layer === layer.name}
    if (kept === undefined) return [gone]
    const within = layer.features.flatMap(feature => featureLosses({before, after}, layer, kept, feature))
    return [
      ...(to === layer.name ? [] : [{...gone, to}]),
      ...within,
      ...joinedFeatures({before, after}, layer, kept),
      ...lostEnds({before, after}, layer, kept),
    ]
  })

/** Relations that go where those of the layer may not go any more. */
function lostEnds({before, after}: Between, layer: Layer, kept: Layer): readonly SchemaLoss[] {
  if (kindOfLayer(layer) !== 'relation') return []
  return (['from', 'to'] as const).flatMap(end => {
    const allowed = kept[end]
    if (allowed === undefined) return []
    const ends = layer[end] ?? before.layers.flatMap(each => (kindOfLayer(each) === 'relation' ? [] : [each.name]))
    return ends
      .filter(name => !allowed.includes(readWord(after, {layer: name}, before.version).layer))
      .map(name => ({
        what: endWords(end, layer.label, layerNamed(before, name)?.label ?? name),
        places: [],
        holds: (annotation: Said, lookup?: (id: AnnotationId) => Annotation | undefined) =>
          annotation.layer === layer.name && lookup?.(annotation[end] ?? '')?.layer === name,
      }))
  })
}

const endWords = (end: 'from' | 'to', layer: string, other: string): Message =>
  end === 'from' ? message('“{layer}” from “{other}”', {layer, other}) : message('“{layer}” to “{other}”', {layer, other})

function featureLosses({before, after}: Between, layer: Layer, kept: Layer, feature: Feature): readonly SchemaLoss[] {
  const key = keyOf(feature)
  const word = {layer: layer.name, feature: key}
  const to = readWord(after, word, before.version).feature ?? key
  const there = featureNamed(kept, to)
  const next = to === key || there?.kind === feature.kind ? there : undefined
  const named = {feature: feature.label, layer: layer.label}
  const saidBy = ({layer: of, features}: Said): FeatureValue | undefined => (of === layer.name ? features[key] : undefined)
  const places = kept.features.flatMap(each => (each.kind === feature.kind ? {value: keyOf(each), label: each.label} : []))
  const gone: SchemaLoss = {what: message('“{feature}” of “{layer}”', named), word, places, holds: annotation => saidBy(annotation) !== undefined}
  const moved: readonly SchemaLoss[] = next === undefined || to === key ? [] : [{...gone, to}]
  if (next !== undefined && 'choices' in feature && 'choices' in next && next.kind === feature.kind) {
    const [was, is] = [toldApart(feature.choices), toldApart(next.choices)]
    const within = {after, from: before.version, word, places: next.choices.map(choice => ({value: choice.value, label: is(choice)}))}
    return [...moved, ...feature.choices.flatMap(choice => labelLoss(within, {...choice, label: was(choice)}, named, saidBy))]
  }
  const lost = (value: FeatureValue): boolean =>
    partsOf(value).some(
      part => checkFeature(before, layer.name, feature.name, part).ok && !(next !== undefined && checkFeature(after, kept.name, next.name, part).ok),
    )
  const holds: SchemaLoss['holds'] = annotation => {
    const value = saidBy(annotation)
    return value !== undefined && lost(value)
  }
  if (next === undefined) return [{...gone, holds}]
  if (!takesLess(feature, next)) return moved
  const what =
    feature.kind === next.kind
      ? message('what “{feature}” of “{layer}” could hold', named)
      : message(
          'what “{feature}” of “{layer}” holds, if it is answered otherwise from now on (leave that, and add a feature for the new answers beside it)',
          named,
        )
  return [...moved, {what, places: [], holds}]
}

/** A label that stays is no loss, nor one that stays and is read as another all the same. */
function labelLoss(
  {after, from, word, places}: {readonly after: Schema; readonly from: number; readonly word: Word; readonly places: SchemaLoss['places']},
  {value, label}: Choice,
  named: {readonly feature: string; readonly layer: string},
  saidBy: (annotation: Said) => FeatureValue | undefined,
): readonly SchemaLoss[] {
  if (places.some(place => place.value === value)) return []
  const to = readWord(after, {...word, label: value}, from).label ?? value
  const loss: SchemaLoss = {
    what: message('“{label}” in “{feature}” of “{layer}”', {label, ...named}),
    word: {...word, label: value},
    places,
    holds: annotation => saysLabel(saidBy(annotation), value),
  }
  return [places.some(place => place.value === to) ? {...loss, to} : loss]
}

/** Where two features are read as one, what is said in both cannot be. */
function joinedFeatures({before, after}: Between, layer: Layer, kept: Layer): readonly SchemaLoss[] {
  const read = layer.features.map(feature => {
    const key = keyOf(feature)
    return {feature, key, to: readWord(after, {layer: layer.name, feature: key}, before.version).feature ?? key}
  })
  return read.flatMap(({feature, key, to}, at) =>
    read
      .slice(at + 1)
      .filter(other => other.to === to && featureNamed(kept, to) !== undefined && feature.kind !== 'choices')
      .map(other => ({
        what: message('“{feature}” where “{other}” of “{layer}” is said too', {feature: feature.label, other: other.feature.label, layer: layer.label}),
        places: [],
        holds: (annotation: Said) => annotation.layer === layer.name && annotation.features[key] !== undefined && annotation.features[other.key] !== undefined,
      })),
  )
}

/** Each label and stance by itself: that another beside it never had a place takes it from none. */
const partsOf = (value: FeatureValue): readonly FeatureValue[] =>
  isLabels(value) ? value.map(label => [label]) : isStances(value) ? value.map(stance => [stance]) : [value]

function takesLess(feature: Feature, next: Feature): boolean {
  if (feature.kind === 'reference' && next.kind === 'reference') return feature.to.some(kind => !next.to.includes(kind))
  if (feature.kind === 'number' && next.kind === 'number')
    return (
      (next.min ?? Number.NEGATIVE_INFINITY) > (feature.min ?? Number.NEGATIVE_INFINITY) ||
      (next.max ?? Number.POSITIVE_INFINITY) < (feature.max ?? Number.POSITIVE_INFINITY)
    )
  return feature.kind !== next.kind
}
