import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Schema} from './schema.ts'
import {primaryFeature} from './schema.ts'

const LAYERS = 'schema.layers'

/** A key that cannot be typed, or that does two things. */
export const keyProblem = (schema: Schema): Message | undefined => keyUntyped(schema) ?? keyTwice(schema) ?? labelKeyTwice(schema)

/** A key is typed as one letter or digit, in whatever script. */
function keyUntyped({layers}: Schema): Message | undefined {
  const choices = layers.flatMap(({features}) => features.flatMap(feature => ('choices' in feature ? feature.choices : [])))
  const found = choices.find(({key}) => key !== undefined && !/^[\p{L}\p{N}]$/u.test(key))
  return (
    found &&
    message('{place}: the key "{key}" of the label "{label}" is no letter or digit. Write one that is.', {
      place: LAYERS,
      key: found.key ?? '',
      label: found.value.slice(0, 40),
    })
  )
}

/** A letter that marks words, takes a stance or goes to a feature does one of these, whatever is selected. */
function keyTwice({layers}: Schema): Message | undefined {
  const twice = (key: string, one: Message, other: Message): Message =>
    message('{place}: the key "{key}" {one}, and {other}. Give one of them another key.', {place: LAYERS, key, one, other})
  const marks = (name: string): Message => message('marks words as {name}', {name}, 'what a key does')
  const takes = (value: string): Message => message('takes the stance {value}', {value}, 'what a key does')
  const goes = (name: string): Message => message('goes to the feature {name}', {name}, 'what a key does')
  const marking = new Map(layers.map(({key, name}) => [key, marks(name)]))
  const stances = layers.flatMap(({features}) => features.flatMap(feature => (feature.kind === 'stances' ? feature.choices.flatMap(keyed) : [])))
  for (const {key, value} of stances) {
    const other = marking.get(key.toLowerCase())
    if (other !== undefined) return twice(key, takes(value), other)
  }
  const taken = new Map([...stances.map(({key, value}) => [key.toLowerCase(), takes(value)] as const), ...marking])
  for (const layer of layers) {
    const letters = new Map(layer.features.flatMap(keyed).map(({key, name}) => [key, goes(name)] as const))
    for (const {key, value} of (primaryFeature(layer)?.choices ?? []).flatMap(keyed)) {
      const other = taken.get(key.toLowerCase()) ?? letters.get(key.toLowerCase())
      if (other !== undefined) return twice(key, message('chooses the label {value}', {value}, 'what a key does'), other)
    }
  }
  for (const {key, name} of layers.flatMap(({features}) => features.flatMap(keyed))) {
    const other = taken.get(key)
    if (other !== undefined) return twice(key, goes(name), other)
  }
  return undefined
}

/** Of what may have no key, it and its key. */
const keyed = <T extends {readonly key?: string}>(named: T): readonly (T & {readonly key: string})[] =>
  named.key === undefined ? [] : [{...named, key: named.key}]

/** While a field has the focus, a key chooses one of its labels. */
function labelKeyTwice({layers}: Schema): Message | undefined {
  for (const {name, choices} of layers.flatMap(({features}) => features.flatMap(feature => ('choices' in feature ? feature : [])))) {
    const seen = new Map<string, string>()
    for (const {key, value} of choices) {
      if (key === undefined) continue
      const other = seen.get(key.toLowerCase())
      if (other !== undefined)
        return message('{place}: the key "{key}" chooses the labels {one} and {other} of {feature}. Give each a key of its own.', {
          place: LAYERS,
          key,
          one: other,
          other: value,
          feature: name,
        })
      seen.set(key.toLowerCase(), value)
    }
  }
  return undefined
}
