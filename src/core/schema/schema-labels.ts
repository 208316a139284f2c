import {languageTag} from '../article/article-language.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Schema} from './schema.ts'

const LAYERS = 'schema.layers'

/** UTF-16 units: what fits on a line of a window, and what somebody reads while coding. */
const LONGEST_LABEL = 500
export const LONGEST_GUIDELINE = 20_000

/** Words that are too long to be shown, and those that stand twice in one language: tags that differ only in how they are written are one. */
export function wordsProblem({layers, guideline: whole = ''}: Schema): Message | undefined {
  if (whole.length > LONGEST_GUIDELINE)
    return message('{place} has more than {most, number} characters. Shorten it.', {place: 'schema.guideline', most: LONGEST_GUIDELINE})
  for (const named of layers.flatMap(layer => [
    layer,
    ...layer.features,
    ...layer.features.flatMap(feature => ('choices' in feature ? feature.choices : [])),
  ])) {
    const which = 'value' in named ? `"${named.value.slice(0, 40)}"` : named.name
    const said = [named, ...Object.values(named.translations ?? {})]
    if (said.some(({label: words = ''}) => words.length > LONGEST_LABEL))
      return message('{place}: a label of {part} has more than {most, number} characters. Shorten it, and write the rest as guideline.', {
        place: LAYERS,
        part: which,
        most: LONGEST_LABEL,
      })
    if (said.some(({guideline: words = ''}) => words.length > LONGEST_GUIDELINE))
      return message('{place}: a guideline of {part} has more than {most, number} characters. Shorten it.', {
        place: LAYERS,
        part: which,
        most: LONGEST_GUIDELINE,
      })
    const tags = Object.keys(named.translations ?? {})
    const twice = tags.find((tag, at) => tags.some((other, before) => before < at && languageTag(other) === languageTag(tag)))
    if (twice !== undefined)
      return message('{place}: the words of {part} stand twice for the language {language}. Keep one of them.', {
        place: LAYERS,
        part: which,
        language: languageTag(twice) ?? twice,
      })
  }
  return undefined
}

/** What of a schema nobody could see in a window. */
export function labelUnseen({name, layers}: Schema): Message | undefined {
  if (name === '') return message('{place}: nothing of this name can be seen. Write one with letters.', {place: 'schema.name'})
  const labelled = layers.flatMap(layer => [layer, ...layer.features, ...layer.features.flatMap(feature => ('choices' in feature ? feature.choices : []))])
  const unseen = labelled.find(({label: shown, translations: others = {}}) => shown === '' || Object.values(others).some(({label: words}) => words === ''))
  if (unseen === undefined) return undefined
  return message('{place}: the label of {part} has nothing that can be seen. Write one with letters.', {
    place: LAYERS,
    part: 'value' in unseen ? `"${unseen.value.slice(0, 40)}"` : unseen.name,
  })
}
