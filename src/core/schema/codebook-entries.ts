import type {Sentence} from '../language/message.ts'
import {labelsInTree} from './label-tree.ts'
import type {Word} from './mapping.ts'
import {wordKey} from './mapping.ts'
import {featureFacts, labelFacts, layerFacts} from './part-facts.ts'
import type {Example, Feature, Layer, Schema} from './schema.ts'

/** Of the codebook itself, which no word names. */
export const WHOLE_KEY = '[]'

/** One part of a codebook as it is looked up: itself, a layer, a feature or a label. `over`: what it is of, the outermost first. `depth`: how far in it stands. */
export type CodebookEntry = {
  readonly key: string
  readonly label: string
  readonly over: readonly string[]
  readonly depth: number
  readonly facts: readonly Sentence[]
  readonly guideline?: string
  readonly examples?: readonly Example[]
  readonly retired?: true
}

/** All of them, each after what it is of. */
export function codebookEntries(schema: Schema): readonly CodebookEntry[] {
  const whole = {key: WHOLE_KEY, label: schema.name, over: [], depth: 0, facts: [], ...said(schema)}
  return [whole, ...schema.layers.flatMap(layer => [layerEntry(layer, schema), ...layer.features.flatMap(feature => featureEntries(feature, layer))])]
}

const layerEntry = (layer: Layer, schema: Schema): CodebookEntry => ({
  key: wordKey({layer: layer.name}),
  label: layer.label,
  over: [],
  depth: 0,
  facts: layerFacts(layer, schema),
  ...said(layer),
})

function featureEntries(feature: Feature, layer: Layer): readonly CodebookEntry[] {
  const word: Word = {layer: layer.name, feature: feature.name}
  const entry = {key: wordKey(word), label: feature.label, over: [layer.label], depth: 1, facts: featureFacts(feature, layer), ...said(feature)}
  const labels = 'choices' in feature ? labelsInTree(feature.choices) : []
  return [
    entry,
    ...labels.map(({choice, over}) => ({
      key: wordKey({...word, label: choice.value}),
      label: choice.label,
      over: [layer.label, feature.label, ...over.map(({label}) => label)],
      depth: 2 + over.length,
      facts: labelFacts(choice),
      ...said(choice),
      ...(choice.retired !== undefined && {retired: choice.retired}),
    })),
  ]
}

const said = ({guideline, examples}: Pick<Layer, 'guideline' | 'examples'>): Pick<CodebookEntry, 'guideline' | 'examples'> => ({
  ...(guideline !== undefined && {guideline}),
  ...(examples !== undefined && {examples}),
})
