import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {labelsInTree} from './label-tree.ts'
import {featureFacts, labelFacts, layerFacts} from './part-facts.ts'
import type {Choice, Example, Feature, Layer, Schema} from './schema.ts'

/** A codebook as it is printed: headings with what is said below them. `depth`: 1 is the title. */
export type CodebookPart =
  | {readonly kind: 'heading'; readonly depth: 1 | 2 | 3; readonly text: string}
  /** Short facts of a layer or a feature: "key C", "required". */
  | {readonly kind: 'facts'; readonly facts: readonly Sentence[]}
  /** Markdown, as somebody wrote it. */
  | {readonly kind: 'guideline'; readonly text: string}
  | {readonly kind: 'examples'; readonly examples: readonly Example[]}
  | {readonly kind: 'labels'; readonly labels: readonly CodebookLabel[]}

/** `depth`: of how many other labels it is a kind. */
export type CodebookLabel = Pick<Choice, 'label' | 'guideline' | 'examples'> & {readonly facts: readonly Sentence[]; readonly depth: number}

/** Digits of an article's id that are enough to find it again. */
const SHORT_ID = 12

/** Where its words are. */
export function placeOfExample({article, span}: Example): Sentence | undefined {
  if (article === undefined) return undefined
  const id = article.slice(0, SHORT_ID)
  return span === undefined
    ? message('article {article}', {article: id})
    : message('article {article}, characters {start} to {end}', {article: id, start: `${span.start}`, end: `${span.end}`})
}

export const EXAMPLE_WORDS = {positive: message('Example'), negative: message('Counterexample')} as const

/** All that a schema says to those who code by it: layers, features and labels, with their guidelines. `drafted`: nobody has brought it into force. */
export function codebookOf(schema: Schema, {drafted = false}: {readonly drafted?: boolean} = {}): readonly CodebookPart[] {
  const version = `${schema.version}`
  return [
    {kind: 'heading', depth: 1, text: schema.name},
    {kind: 'facts', facts: [drafted ? message('Draft of version {version}', {version}) : message('Version {version}', {version})]},
    ...guideline(schema.description),
    ...said(schema),
    ...schema.layers.flatMap(layer => layerParts(layer, schema)),
  ]
}

const layerParts = (layer: Layer, schema: Schema): readonly CodebookPart[] => [
  {kind: 'heading', depth: 2, text: layer.label},
  {kind: 'facts', facts: layerFacts(layer, schema)},
  ...said(layer),
  ...layer.features.flatMap(feature => featureParts(feature, layer)),
]

function featureParts(feature: Feature, layer: Layer): readonly CodebookPart[] {
  const labels = 'choices' in feature ? labelsInTree(feature.choices).map(({choice, over}) => codebookLabel(choice, over.length)) : []
  return [
    {kind: 'heading', depth: 3, text: feature.label},
    {kind: 'facts', facts: featureFacts(feature, layer)},
    ...said(feature),
    ...(labels.length > 0 ? [{kind: 'labels', labels} as const] : []),
  ]
}

const codebookLabel = (choice: Choice, depth: number): CodebookLabel => ({
  label: choice.label,
  facts: labelFacts(choice),
  depth,
  ...(choice.guideline !== undefined && {guideline: choice.guideline}),
  ...(choice.examples !== undefined && {examples: choice.examples}),
})

const said = ({guideline: text, examples}: Pick<Layer, 'guideline' | 'examples'>): readonly CodebookPart[] => [
  ...guideline(text),
  ...(examples === undefined ? [] : [{kind: 'examples', examples} as const]),
]

const guideline = (text: string | undefined): readonly CodebookPart[] => (text === undefined ? [] : [{kind: 'guideline', text}])
