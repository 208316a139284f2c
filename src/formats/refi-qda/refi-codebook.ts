import type {Language} from '../../core/language/language.ts'
import {EXAMPLE_WORDS} from '../../core/schema/codebook.ts'
import {labelsInTree} from '../../core/schema/label-tree.ts'
import {offeredChoices} from '../../core/schema/offered-choices.ts'
import {featureFacts} from '../../core/schema/part-facts.ts'
import type {Choice, Example, Feature, Layer, LayerLook, Schema} from '../../core/schema/schema.ts'
import {guidOf} from './guid.ts'
import {inAttribute, inElement} from './xml.ts'

/** A code of REFI-QDA. What is not `codable` only holds others, as a category. */
type Code = {
  readonly guid: string
  readonly name: string
  readonly codable: boolean
  readonly color: string
  readonly description: string
  readonly codes: readonly Code[]
}

/** As the window paints them on white. */
const COLOURS: Readonly<Record<LayerLook['hue'], string>> = {
  amber: '#B0751C',
  blue: '#3385D3',
  green: '#459158',
  violet: '#9670D3',
  rose: '#D4566A',
  teal: '#2C8F8F',
}

type Given = {readonly project: string; readonly language: Language; readonly schema: Schema}

/**
 * A schema as the codebook of other programs (REFI-QDA Codebook 1.0, https://www.qdasoftware.org): layers, below them the features that have labels, below these the labels.
 * What takes no labels stands in the description of its layer, and what is retired nowhere. No two codes have one name: some programs would make one of them.
 */
export function refiCodebook(schema: Schema, project: string, language: Language): string {
  const codes = withOwnNames(schema.layers.map(layer => layerCode(layer, {project, language, schema})))
  return `<?xml version="1.0" encoding="UTF-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Claimlight">
  <Codes>
${codes.map(code => codeXml(code, 2)).join('\n')}
  </Codes>
</CodeBook>
`
}

type WithLabels = Extract<Feature, {choices: readonly Choice[]}>
const hasLabels = (feature: Feature): feature is WithLabels => 'choices' in feature

/** Codes under one that is itself codable are kinds of it, for other programs: a layer with features only holds them. */
function layerCode(layer: Layer, given: Given): Code {
  const codes = layer.features.filter(hasLabels).map(feature => featureCode(feature, layer, given))
  const written = layer.features.filter(feature => !hasLabels(feature)).map(feature => writtenFeature(feature, layer, given.language))
  return {
    guid: guidOf(given.project, layer.name),
    name: layer.label,
    codable: codes.length === 0,
    color: COLOURS[layer.look.hue],
    description: [saidOf(layer, given.language), ...written].filter(said => said !== '').join('\n\n'),
    codes,
  }
}

const featureCode = (feature: WithLabels, layer: Layer, given: Given): Code => ({
  guid: guidOf(given.project, layer.name, feature.name),
  name: feature.label,
  codable: false,
  color: COLOURS[layer.look.hue],
  description: saidOf(feature, given.language),
  codes: labelCodes(feature, layer, given),
})

function labelCodes(feature: WithLabels, layer: Layer, {project, language}: Given): readonly Code[] {
  const placed = labelsInTree(offeredChoices(feature.choices))
  const under = (parent: string | undefined): readonly Code[] =>
    placed
      .filter(({over}) => over.at(-1)?.value === parent)
      .map(({choice}) => ({
        guid: guidOf(project, layer.name, feature.name, choice.value),
        name: choice.label,
        codable: true,
        color: COLOURS[layer.look.hue],
        description: saidOf(choice, language),
        codes: under(choice.value),
      }))
  return under(undefined)
}

/** A feature that takes text, a number, yes or no, or a reference. */
const writtenFeature = (feature: Feature, layer: Layer, {tell}: Language): string =>
  [`${feature.label} (${featureFacts(feature, layer).map(tell).join(' · ')})`, ...(feature.guideline === undefined ? [] : [feature.guideline])].join('\n')

const saidOf = ({guideline, examples = []}: Pick<Choice, 'guideline' | 'examples'>, language: Language): string =>
  [
    ...(guideline === undefined ? [] : [guideline.trim()]),
    ...(examples.length === 0 ? [] : [examples.map(example => exampleLine(example, language)).join('\n')]),
  ].join('\n\n')

function exampleLine({kind, quote, note}: Example, {say, tell}: Language): string {
  const values = {kind: tell(EXAMPLE_WORDS[kind]), quote}
  return note === undefined ? say('{kind}: “{quote}”', values) : say('{kind}: “{quote}” – {note}', {...values, note})
}

/** Of codes that are called alike, in any case, the later ones are told apart by what they stand under, else by a number. */
function withOwnNames(codes: readonly Code[]): readonly Code[] {
  const taken = new Set<string>()
  const take = (name: string): boolean => taken.size !== taken.add(name.toLowerCase().normalize('NFC')).size
  const own = (name: string, above: readonly string[]): string => {
    const clean = name.replaceAll(/\s+/g, ' ').trim()
    if (take(clean)) return clean
    for (let depth = 1; depth <= above.length; depth++) {
      const longer = `${clean} (${above.slice(-depth).join(' › ')})`
      if (take(longer)) return longer
    }
    for (let number = 2; ; number++) if (take(`${clean} ${number}`)) return `${clean} ${number}`
  }
  // Those further up first: what holds others keeps its name.
  const named = new Map<Code, string>()
  let row: readonly {readonly code: Code; readonly above: readonly string[]}[] = codes.map(code => ({code, above: []}))
  while (row.length > 0) {
    for (const {code, above} of row) named.set(code, own(code.name, above))
    row = row.flatMap(({code, above}) => code.codes.map(below => ({code: below, above: [...above, code.name]})))
  }
  const rename = (code: Code): Code => ({...code, name: named.get(code) ?? code.name, codes: code.codes.map(rename)})
  return codes.map(rename)
}

function codeXml({guid, name, codable, color, description, codes}: Code, depth: number): string {
  const indent = '  '.repeat(depth)
  const head = `${indent}<Code guid="${guid}" name="${inAttribute(name)}" isCodable="${codable}" color="${color}"`
  const lines = [
    ...(description === '' ? [] : [`${indent}  <Description>${inElement(description)}</Description>`]),
    ...codes.map(code => codeXml(code, depth + 1)),
  ]
  return lines.length === 0 ? `${head}/>` : [`${head}>`, ...lines, `${indent}</Code>`].join('\n')
}
