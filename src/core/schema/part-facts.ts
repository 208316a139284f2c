import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Choice, Feature, Layer, LayerKind, Schema} from './schema.ts'
import {kindOfLayer, layerNamed} from './schema.ts'

const ABOUT: Readonly<Record<LayerKind, Message>> = {
  span: message('marks words', {}, 'a kind of annotation'),
  article: message('about the whole article', {}, 'a kind of annotation'),
  relation: message('goes from one annotation to another', {}, 'a kind of annotation'),
}
const TAKES: Readonly<Record<Feature['kind'], Message>> = {
  choice: message('one label', {}, 'what a feature takes'),
  choices: message('several labels', {}, 'what a feature takes'),
  text: message('text', {}, 'what a feature takes'),
  number: message('a number', {}, 'what a feature takes'),
  'yes-no': message('yes or no', {}, 'what a feature takes'),
  reference: message('a reference', {}, 'what a feature takes'),
  stances: message('stances', {}, 'what a feature takes'),
}

/** What there is to know of a layer beside its guideline, in few words each. */
export function layerFacts(layer: Layer, schema: Schema): readonly Sentence[] {
  const called = (names: readonly string[]): string => names.map(name => layerNamed(schema, name)?.label ?? name).join(', ')
  return [
    ABOUT[kindOfLayer(layer)],
    ...(layer.from === undefined ? [] : [message('from {layers}', {layers: called(layer.from)}, 'where a relation begins')]),
    ...(layer.to === undefined ? [] : [message('to {layers}', {layers: called(layer.to)}, 'where a relation goes')]),
    ...keyFact(layer),
  ]
}

/** The same of a feature. */
export const featureFacts = (feature: Feature, layer: Layer): readonly Sentence[] => [
  TAKES[feature.kind],
  ...(feature.required === true ? [message('required', {}, 'a feature')] : []),
  ...askedFact(feature, layer),
  ...keyFact(feature),
  ...(feature.countsForAgreement === false ? [message('never compared between people')] : []),
]

/** The same of a label. What it is called in files comes first. */
export const labelFacts = ({value, key, retired}: Pick<Choice, 'value' | 'key' | 'retired'>): readonly Sentence[] => [
  value,
  ...keyFact({key}),
  ...(retired === true ? [message('retired: not chosen any more')] : []),
]

const keyFact = ({key}: {readonly key?: string | undefined}): readonly Sentence[] => (key === undefined ? [] : [message('key {key}', {key: key.toUpperCase()})])

function askedFact({when}: Feature, layer: Layer): readonly Sentence[] {
  if (when === undefined) return []
  const other = layer.features.find(({name}) => name === when.feature)
  const [first, ...others] = (typeof when.is === 'object' ? when.is : [when.is]).map((answer): Sentence => {
    if (typeof answer === 'boolean') return answer ? message('yes', {}, 'an answer') : message('no', {}, 'an answer')
    return (other !== undefined && 'choices' in other ? other.choices.find(({value}) => value === answer)?.label : undefined) ?? answer
  })
  if (first === undefined) return []
  const answers = others.reduce<Sentence>((answer, other) => message('{answer} or {other}', {answer, other}), first)
  return [message('asked when {feature} is {answers}', {feature: other?.label ?? when.feature, answers})]
}
