import {kindOfLayer} from './schema.ts'
import type {Choice, Example, Feature, Layer, Schema} from './schema.ts'
import {labelsInTree} from './label-tree.ts'

/** A codebook as it is printed: headings with what is said below them. `depth`: 1 is the title. */
export type CodebookPart =
  | {readonly kind: 'heading'; readonly depth: 1 | 2 | 3; readonly text: string}
  /** Short facts of a layer or a feature: "key C", "required". */
  | {readonly kind: 'facts'; readonly facts: readonly string[]}
  /** Markdown, as somebody wrote it. */
  | {readonly kind: 'guideline'; readonly text: string}
  | {readonly kind: 'examples'; readonly examples: readonly Example[]}
  | {readonly kind: 'labels'; readonly labels: readonly CodebookLabel[]}

/** `depth`: of how many other labels it is a kind. */
export type CodebookLabel = Pick<Choice, 'label' | 'value' | 'key' | 'guideline' | 'examples' | 'retired'> & {readonly depth: number}

/** Where its words are, as short as it can be found again by. */
export const placeOfExample = ({article, span}: Example): string | undefined =>
  article === undefined ? undefined : `article ${article.slice(0, 12)}${span === undefined ? '' : `, ${span.start}–${span.end}`}`

const KIND: Readonly<Record<Feature['kind'], string>> = {
  choice: 'one label',
  choices: 'several labels',
  text: 'text',
  number: 'number',
  'yes-no': 'yes or no',
  reference: 'reference',
  stances: 'stances',
}
const ABOUT = {span: 'marks words', article: 'about the whole article', relation: 'goes from one annotation to another'} as const

/** All that a schema says to those who code by it: layers, features and labels, with their guidelines. */
export function codebookOf(schema: Schema): readonly CodebookPart[] {
  return [
    {kind: 'heading', depth: 1, text: schema.name},
    {kind: 'facts', facts: [`Version ${schema.version}`]},
    ...guideline(schema.description),
    ...said(schema),
    ...schema.layers.flatMap(layer => layerParts(layer, schema)),
  ]
}

function layerParts(layer: Layer, {layers}: Schema): readonly CodebookPart[] {
  const called = (name: string): string => layers.find(each => each.name === name)?.label ?? name
  const ends = (['from', 'to'] as const).flatMap(end => (layer[end] === undefined ? [] : [`${end} ${layer[end].map(called).join(', ')}`]))
  return [
    {kind: 'heading', depth: 2, text: layer.label},
    {kind: 'facts', facts: [ABOUT[kindOfLayer(layer)], ...ends, `key ${layer.key.toUpperCase()}`]},
    ...said(layer),
    ...layer.features.flatMap(feature => featureParts(feature, layer)),
  ]
}

function featureParts(feature: Feature, layer: Layer): readonly CodebookPart[] {
  const {label, kind, key, required, countsForAgreement} = feature
  const facts = [
    KIND[kind],
    ...(required === true ? ['required'] : []),
    ...condition(feature, layer),
    ...(key === undefined ? [] : [`key ${key.toUpperCase()}`]),
    ...(countsForAgreement === false ? ['never compared between people'] : []),
  ]
  const labels = 'choices' in feature ? labelsInTree(feature.choices).map(({choice, over}) => codebookLabel(choice, over.length)) : []
  return [{kind: 'heading', depth: 3, text: label}, {kind: 'facts', facts}, ...said(feature), ...(labels.length > 0 ? [{kind: 'labels', labels} as const] : [])]
}

function condition({when}: Feature, layer: Layer): readonly string[] {
  if (when === undefined) return []
  const other = layer.features.find(({name}) => name === when.feature)
  const answers = (typeof when.is === 'object' ? when.is : [when.is]).map(answer => {
    if (typeof answer === 'boolean') return answer ? 'yes' : 'no'
    return (other !== undefined && 'choices' in other ? other.choices.find(({value}) => value === answer)?.label : undefined) ?? answer
  })
  return [`asked when ${other?.label ?? when.feature} is ${answers.join(' or ')}`]
}

const codebookLabel = ({parent: _parent, translations: _translations, ...label}: Choice, depth: number): CodebookLabel => ({...label, depth})

const said = ({guideline: text, examples}: Pick<Layer, 'guideline' | 'examples'>): readonly CodebookPart[] => [
  ...guideline(text),
  ...(examples === undefined ? [] : [{kind: 'examples', examples} as const]),
]

const guideline = (text: string | undefined): readonly CodebookPart[] => (text === undefined ? [] : [{kind: 'guideline', text}])
