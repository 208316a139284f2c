import {labelField, UNKEPT} from '../annotation/record-key.ts'
import {COMMON_NAME, everyObjectHas, isKey} from '../json/key.ts'
import {answersOf} from './conditions.ts'
import {DEEPEST} from './label-tree.ts'
import {wordKey} from './mapping.ts'
import {ROLE_TARGETS} from './roles.ts'
import type {Answer, Choice, Feature, Layer, Role, Schema} from './schema.ts'
import {featureNamed, kindOfLayer, STANCES} from './schema.ts'

/** What is wrong with a schema of the right shape: its place, what it is and what to do; the first problem only. */
export function schemaProblem({layers, version, mappings = []}: Schema): string | undefined {
  const name = firstTwice(layers.map(each => each.name))
  if (name !== undefined) return `schema.layers: two layers are named "${name}". Give each a name of its own.`
  const key = firstTwice(layers.map(each => each.key))
  if (key !== undefined) return `schema.layers: two layers have the key "${key}". Give each a key of its own.`
  for (const [index, layer] of layers.entries()) {
    const problem = layerProblem(layer, layers)
    if (problem !== undefined) return `schema.layers[${index}] (${layer.name}): ${problem}`
  }
  const early = mappings.findIndex((mapping, at) => mapping.version > version || mapping.version < (mappings[at - 1]?.version ?? 0))
  if (early !== -1) return `schema.mappings[${early}] is of a version that does not come after the one before it, or is still to come. Take "mappings" out.`
  const doubled = firstTwice(mappings.map(mapping => `${mapping.version} ${wordKey(mapping)}`))
  return doubled === undefined ? undefined : `schema.mappings says twice in one version what a word is read as (${doubled}). Take "mappings" out.`
}

function layerProblem(layer: Layer, layers: readonly Layer[]): string | undefined {
  const {features, primary} = layer
  if (everyObjectHas(layer.name)) return `it ${COMMON_NAME}`
  const name = firstTwice(features.map(each => each.name))
  if (name !== undefined) return `two features are named "${name}". Give each a name of its own.`
  if (primary !== undefined && featureNamed(layer, primary)?.kind !== 'choice') {
    return `primary is "${primary}", which is no choice feature of this layer. Name one, or leave primary out.`
  }
  const [stances, others] = features.filter(({kind}) => kind === STANCES)
  if (stances !== undefined && others !== undefined)
    return `the features ${stances.name} and ${others.name} are both of the kind stances. A layer has one list of stances: take one out.`
  for (const feature of features) {
    const problem = featureProblem(feature, layers) ?? roleProblem(feature) ?? conditionProblem(feature, layer)
    if (problem !== undefined) return `the feature ${feature.name} ${problem}`
  }
  return endsProblem(layer, layers) ?? roleTwice(features) ?? keyProblem(layer)
}

function endsProblem(layer: Layer, layers: readonly Layer[]): string | undefined {
  for (const end of ['from', 'to'] as const) {
    const named = layer[end]
    if (named === undefined) continue
    if (kindOfLayer(layer) !== 'relation') return `it has "${end}", which only a layer of relations can have. Leave it out, or write "of": "relation".`
    const twice = firstTwice(named)
    if (twice !== undefined) return `"${end}" lists the layer "${twice}" twice. Take one out.`
    for (const name of named) {
      const known = layers.find(each => each.name === name)
      if (known === undefined) return `"${end}" names the layer "${name}", which is none of this schema. Name one, or leave it out.`
      if (kindOfLayer(known) === 'relation') return `"${end}" names the layer "${name}", which is of relations itself. Name one of words or of the article.`
    }
  }
  const identity = kindOfLayer(layer) === 'span' ? undefined : layer.features.find(({role}) => role === 'identity')
  return identity && `the feature ${identity.name} has the role "identity", which is about marked words, and this layer marks none. Leave the role out.`
}

function featureProblem(feature: Feature, layers: readonly Layer[]): string | undefined {
  if (everyObjectHas(feature.name)) return COMMON_NAME
  const problem = 'choices' in feature ? choicesProblem(feature.choices) : undefined
  if (problem !== undefined) return problem
  const unkept = feature.kind === 'choices' && feature.choices.find(({value}) => !isKey(labelField(feature.name, value)))
  if (unkept) return `has the label "${unkept.value.slice(0, 40)}", ${UNKEPT}.`
  if (feature.name === STANCES && feature.kind !== STANCES)
    return `is of the kind ${feature.kind}: "stances" can name a feature of that kind, and no other. Rename it.`
  const unknown = feature.kind === 'reference' && feature.layers?.find(each => !layers.some(layer => layer.name === each))
  if (typeof unknown === 'string') return `names the layer "${unknown}", which is none of this schema. Name one, or leave it out.`
  if (feature.kind === 'number' && feature.min !== undefined && feature.max !== undefined && feature.min > feature.max) {
    return `has a min of ${feature.min} above its max of ${feature.max}. Exchange them.`
  }
  return undefined
}

function choicesProblem(choices: readonly Choice[]): string | undefined {
  const value = firstTwice(choices.map(choice => choice.value))
  if (value !== undefined) return `lists the label "${value}" twice. Take one out.`
  const values = new Set(choices.map(choice => choice.value))
  const keyed = choices.find(({retired, key}) => retired === true && key !== undefined)
  if (keyed !== undefined) return `has the retired label "${keyed.value}" with the key "${keyed.key}", which nobody can choose any more. Take the key out.`
  if (choices.every(({retired}) => retired === true)) return 'has retired labels only, so that there is nothing to choose. Keep one, or take the feature out.'
  const orphan = choices.find(({parent}) => parent !== undefined && !values.has(parent))
  if (orphan !== undefined) return `has the label "${orphan.value}" under "${orphan.parent}", which is no label of it. Name one as parent, or leave parent out.`
  const parents = new Map(choices.map(choice => [choice.value, choice.parent]))
  let tooDeep: string | undefined
  for (const {value: own, parent} of choices) {
    let depth = 0
    for (let at = parent; at !== undefined && depth <= DEEPEST; at = parents.get(at)) {
      if (at === own) return `has the label "${own}" under itself, by way of "${parent}". Leave the parent of one of them out.`
      depth++
    }
    if (depth > DEEPEST) tooDeep ??= own
  }
  return tooDeep === undefined ? undefined : `has the label "${tooDeep}" below more than ${DEEPEST} others. Put it nearer to the top.`
}

function roleProblem(feature: Feature): string | undefined {
  const {role, kind} = feature
  if (role === undefined) return undefined
  const targets = ROLE_TARGETS[role]
  if (feature.kind === 'reference' && feature.to.some(to => targets.includes(to))) return undefined
  const points = `Only a reference to ${targets.map(each => `"${each}"`).join(' or ')} can have it`
  return `has the role "${role}", which ${kind === 'reference' ? 'does not go with what it points to' : `none of the kind ${kind} can have`}. ${points}: leave the role out.`
}

function roleTwice(features: readonly Feature[]): string | undefined {
  const role = firstTwice(features.flatMap(feature => feature.role ?? [])) as Role | undefined
  if (role === undefined) return undefined
  const both = features.filter(feature => feature.role === role).map(feature => feature.name)
  return `the features ${both.join(' and ')} both have the role "${role}". Leave it to one of them.`
}

function conditionProblem(feature: Feature, layer: Layer): string | undefined {
  const {when} = feature
  if (when === undefined) return undefined
  const other = featureNamed(layer, when.feature)
  if (other === undefined) return `is asked when "${when.feature}" is answered, which is no feature of this layer. Name one, or leave "when" out.`
  const possible = answersTo(other)
  if (possible === undefined) {
    return `is asked when ${other.name} is answered, which is of the kind ${other.kind}. Name one of the kind choice, choices or yes-no, or leave "when" out.`
  }
  const answers = answersOf(when)
  const impossible = answers.find(answer => !possible.includes(answer))
  if (impossible !== undefined) {
    return `is asked when ${other.name} is ${JSON.stringify(impossible)}, which it cannot be. Choose from: ${possible.map(each => JSON.stringify(each)).join(', ')}.`
  }
  const twice = firstTwice(answers)
  if (twice !== undefined) return `lists the answer ${JSON.stringify(twice)} twice in "when". Take one out.`
  if (isRound(feature, layer)) return `is asked only when it is answered itself, by way of ${other.name}. Leave "when" out of one of them.`
  return undefined
}

/** `undefined` for what is no question with a closed list of answers. */
function answersTo(feature: Feature): readonly Answer[] | undefined {
  if (feature.kind === 'yes-no') return [true, false]
  return feature.kind === 'choice' || feature.kind === 'choices' ? feature.choices.map(({value}) => value) : undefined
}

function isRound({name, when}: Feature, layer: Layer): boolean {
  const seen = new Set<string>()
  for (let at = when?.feature; at !== undefined && !seen.has(at); at = featureNamed(layer, at)?.when?.feature) {
    if (at === name) return true
    seen.add(at)
  }
  return false
}

function keyProblem({features, primary}: Layer): string | undefined {
  const letter = firstTwice(features.flatMap(feature => feature.key ?? []))
  if (letter !== undefined) return `the key "${letter}" goes to two features. Give each a key of its own.`
  const keys = features
    .flatMap(feature => ('choices' in feature && (feature.name === primary || feature.kind === 'stances') ? feature.choices : []))
    .flatMap(choice => choice.key ?? [])
  const key = firstTwice(keys)
  return key === undefined ? undefined : `the key "${key}" chooses two labels. Give each a key of its own.`
}

function firstTwice<T>(values: readonly T[]): T | undefined {
  const seen = new Set<T>()
  return values.find(value => seen.size === seen.add(value).size)
}
