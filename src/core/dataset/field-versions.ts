import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {DatasetDocument} from './dataset-document.ts'
import {isSpanEntry} from './entry-kind.ts'
import type {ListName} from './dataset-lists.ts'

/** Since which version of the format what stands where: each of these since the second, all else since the first. */
const OF_SECOND = {
  dataset: ['rounds', 'versions', 'worklists'],
  schema: ['mappings', 'guideline', 'examples'],
  layer: ['of', 'from', 'to', 'guideline', 'examples', 'translations'],
  feature: ['guideline', 'examples', 'translations', 'required', 'when', 'countsForAgreement', 'role'],
  label: ['guideline', 'examples', 'retired', 'translations', 'parent'],
  kind: ['choices', 'yes-no'],
  articles: ['otherSources', 'story'],
  annotations: ['parts', 'said', 'late', 'stillRight'],
  removedAnnotations: ['parts', 'said', 'late', 'stillRight'],
  readMarks: ['late'],
} as const

const isLater = (place: string): Message =>
  message('{place} is of version 2 of the format, but the file says 1. Write 2 as "version", or take it out.', {place})

const fieldOf = (place: keyof typeof OF_SECOND, value: object): string | undefined => OF_SECOND[place].find(field => field in value)

/** What stands in an element of a file of version 1 that only later ones know, at this place. */
export function laterInElement(place: string, list: ListName, element: object): Message | undefined {
  const field = list in OF_SECOND ? fieldOf(list as 'annotations', element) : undefined
  if (field !== undefined) return isLater(`${place}.${field}`)
  if ('owner' in element && String(element.owner).startsWith('round:'))
    return message('{place} names a round, which is of version 2 of the format, but the file says 1. Write 2 as "version", or take it out.', {
      place: `${place}.owner`,
    })
  const isSaid = list === 'annotations' || list === 'removedAnnotations'
  return isSaid && !isSpanEntry(element as DatasetDocument['annotations'][number])
    ? message('{place} is of no words, which datasets of version 1 do not know. Write 2 as "version".', {place})
    : undefined
}

/** The same of all but its lists. */
export function laterInHead(head: Pick<DatasetDocument, 'schema' | 'rounds'>): Message | undefined {
  const {schema} = head
  const field = fieldOf('dataset', head) ?? prefixed('schema', fieldOf('schema', schema))
  return field === undefined
    ? schema.layers.map((layer, at) => laterInLayer(layer, `schema.layers[${at}]`)).find(problem => problem !== undefined)
    : isLater(field)
}

function laterInLayer(layer: DatasetDocument['schema']['layers'][number], place: string): Message | undefined {
  const field = fieldOf('layer', layer)
  if (field !== undefined) return isLater(`${place}.${field}`)
  for (const [at, feature] of layer.features.entries()) {
    const where = `${place}.features[${at}]`
    if (OF_SECOND.kind.some(kind => kind === feature.kind)) return isLater(`${where}.kind`)
    const label = 'choices' in feature ? feature.choices.findIndex(choice => fieldOf('label', choice) !== undefined) : -1
    const found =
      fieldOf('feature', feature) ?? ('choices' in feature && label !== -1 ? `choices[${label}].${fieldOf('label', feature.choices[label] ?? {})}` : undefined)
    if (found !== undefined) return isLater(`${where}.${found}`)
  }
  return undefined
}

const prefixed = (place: string, field: string | undefined): string | undefined => field && `${place}.${field}`
