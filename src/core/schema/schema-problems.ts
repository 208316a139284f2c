import {labelField} from '../annotation/record-key.ts'
import {everyObjectHas, isKey} from '../json/key.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import {listed} from '../language/listed.ts'
import {answersOf} from './conditions.ts'
import {DEEPEST} from './label-tree.ts'
import {wordKey} from './mapping.ts'
import {ROLE_TARGETS} from './roles.ts'
import type {Answer, Choice, Feature, Layer, Role, Schema} from './schema.ts'
import {featureNamed, kindOfLayer, STANCES} from './schema.ts'

/** What is wrong with a schema of the right shape: its place, what it is and what to do; the first problem only. */
export function schemaProblem({layers, version, mappings = []}: Schema): Message | undefined {
  const name = firstTwice(layers.map(each => each.name))
  if (name !== undefined) return message('{place}: two layers are named "{name}". Give each a name of its own.', {place: LAYERS, name})
  const key = firstTwice(layers.map(each => each.key))
  if (key !== undefined) return message('{place}: two layers have the key "{key}". Give each a key of its own.', {place: LAYERS, key})
  for (const [index, layer] of layers.entries()) {
    const problem = layerProblem(layer, layers)
    if (problem !== undefined) return message('{place} ({layer}): {problem}', {place: `${LAYERS}[${index}]`, layer: layer.name, problem})
  }
  const early = mappings.findIndex((mapping, at) => mapping.version > version || mapping.version < (mappings[at - 1]?.version ?? 0))
  if (early !== -1)
    return message('{place} is of a version that does not come after the one before it, or is still to come. Take "mappings" out.', {
      place: `schema.mappings[${early}]`,
    })
  const doubled = firstTwice(mappings.map(mapping => `${mapping.version} ${wordKey(mapping)}`))
  if (doubled === undefined) return undefined
  return message('{place} says twice in one version what a word is read as ({word}). Take "mappings" out.', {place: 'schema.mappings', word: doubled})
}

const LAYERS = 'schema.layers'

function layerProblem(layer: Layer, layers: readonly Layer[]): Message | undefined {
  const {features, primary} = layer
  if (everyObjectHas(layer.name)) return message('it has a name that means something to every program. Give it another.')
  const name = firstTwice(features.map(each => each.name))
  if (name !== undefined) return message('two features are named "{name}". Give each a name of its own.', {name})
  if (primary !== undefined && featureNamed(layer, primary)?.kind !== 'choice') {
    return message('primary is "{primary}", which is no choice feature of this layer. Name one, or leave primary out.', {primary})
  }
  const [stances, others] = features.filter(({kind}) => kind === STANCES)
  if (stances !== undefined && others !== undefined)
    return message('the features {feature} and {other} are both of the kind stances. A layer has one list of stances: take one out.', {
      feature: stances.name,
      other: others.name,
    })
  for (const feature of features) {
    const problem = featureProblem(feature, layers) ?? roleProblem(feature) ?? conditionProblem(feature, layer)
    if (problem !== undefined) return problem
  }
  return endsProblem(layer, layers) ?? roleTwice(features) ?? keyProblem(layer)
}

function endsProblem(layer: Layer, layers: readonly Layer[]): Message | undefined {
  for (const end of ['from', 'to'] as const) {
    const named = layer[end]
    if (named === undefined) continue
    if (kindOfLayer(layer) !== 'relation')
      return message('it has "{end}", which only a layer of relations can have. Leave it out, or write "of": "relation".', {end})
    const twice = firstTwice(named)
    if (twice !== undefined) return message('"{end}" lists the layer "{layer}" twice. Take one out.', {end, layer: twice})
    for (const name of named) {
      const known = layers.find(each => each.name === name)
      if (known === undefined) return message('"{end}" names the layer "{layer}", which is none of this schema. Name one, or leave it out.', {end, layer: name})
      if (kindOfLayer(known) === 'relation')
        return message('"{end}" names the layer "{layer}", which is of relations itself. Name one of words or of the article.', {end, layer: name})
    }
  }
  const identity = kindOfLayer(layer) === 'span' ? undefined : layer.features.find(({role}) => role === 'identity')
  return (
    identity &&
    message('the feature {feature} has the role "identity", which is about marked words, and this layer marks none. Leave the role out.', {
      feature: identity.name,
    })
  )
}

function featureProblem(feature: Feature, layers: readonly Layer[]): Message | undefined {
  const named = {feature: feature.name}
  if (everyObjectHas(feature.name)) return message('the feature {feature} has a name that means something to every program. Give it another.', named)
  const problem = 'choices' in feature ? choicesProblem(feature.name, feature.choices) : undefined
  if (problem !== undefined) return problem
  const unkept = feature.kind === 'choices' && feature.choices.find(({value}) => !isKey(labelField(feature.name, value)))
  if (unkept)
    return message('the feature {feature} has the label "{label}", which is too long, or holds signs that nobody sees. Shorten it, or write it without them.', {
      ...named,
      label: unkept.value.slice(0, 40),
    })
  if (feature.name === STANCES && feature.kind !== STANCES)
    return message('the feature {feature} is of the kind {kind}: "stances" can name a feature of that kind, and no other. Rename it.', {
      ...named,
      kind: feature.kind,
    })
  const unknown = feature.kind === 'reference' && feature.layers?.find(each => !layers.some(layer => layer.name === each))
  if (typeof unknown === 'string')
    return message('the feature {feature} names the layer "{layer}", which is none of this schema. Name one, or leave it out.', {...named, layer: unknown})
  if (feature.kind === 'number' && feature.min !== undefined && feature.max !== undefined && feature.min > feature.max) {
    return message('the feature {feature} has a min of {least} above its max of {most}. Exchange them.', {...named, least: feature.min, most: feature.max})
  }
  return undefined
}

function choicesProblem(feature: string, choices: readonly Choice[]): Message | undefined {
  const value = firstTwice(choices.map(choice => choice.value))
  if (value !== undefined) return message('the feature {feature} lists the label "{label}" twice. Take one out.', {feature, label: value})
  const values = new Set(choices.map(choice => choice.value))
  const keyed = choices.find(({retired, key}) => retired === true && key !== undefined)
  if (keyed !== undefined)
    return message('the feature {feature} has the retired label "{label}" with the key "{key}", which nobody can choose any more. Take the key out.', {
      feature,
      label: keyed.value,
      key: keyed.key ?? '',
    })
  if (choices.every(({retired}) => retired === true))
    return message('the feature {feature} has retired labels only, so that there is nothing to choose. Keep one, or take the feature out.', {feature})
  const orphan = choices.find(({parent}) => parent !== undefined && !values.has(parent))
  if (orphan !== undefined)
    return message('the feature {feature} has the label "{label}" under "{parent}", which is no label of it. Name one as parent, or leave parent out.', {
      feature,
      label: orphan.value,
      parent: orphan.parent ?? '',
    })
  return depthProblem(feature, choices)
}

function depthProblem(feature: string, choices: readonly Choice[]): Message | undefined {
  const parents = new Map(choices.map(choice => [choice.value, choice.parent]))
  let tooDeep: string | undefined
  for (const {value: own, parent} of choices) {
    let depth = 0
    for (let at = parent; at !== undefined && depth <= DEEPEST; at = parents.get(at)) {
      if (at === own)
        return message('the feature {feature} has the label "{label}" under itself, by way of "{parent}". Leave the parent of one of them out.', {
          feature,
          label: own,
          parent: parent ?? '',
        })
      depth++
    }
    if (depth > DEEPEST) tooDeep ??= own
  }
  if (tooDeep === undefined) return undefined
  return message('the feature {feature} has the label "{label}" below more than {deepest} others. Put it nearer to the top.', {
    feature,
    label: tooDeep,
    deepest: DEEPEST,
  })
}

function roleProblem(feature: Feature): Message | undefined {
  const {name, role, kind} = feature
  if (role === undefined) return undefined
  const targets = ROLE_TARGETS[role]
  if (feature.kind === 'reference' && feature.to.some(to => targets.includes(to))) return undefined
  const told = {feature: name, role, targets: targets.map(each => `"${each}"`).join(', ')}
  return kind === 'reference'
    ? message(
        'the feature {feature} has the role "{role}", which does not go with what it points to. Only a reference to one of these can have it: {targets}. Leave the role out.',
        told,
      )
    : message(
        'the feature {feature} has the role "{role}", which none of the kind {kind} can have. Only a reference to one of these can have it: {targets}. Leave the role out.',
        {...told, kind},
      )
}

function roleTwice(features: readonly Feature[]): Message | undefined {
  const role = firstTwice(features.flatMap(feature => feature.role ?? [])) as Role | undefined
  if (role === undefined) return undefined
  const [feature = '', other = ''] = features.filter(each => each.role === role).map(each => each.name)
  return message('the features {feature} and {other} both have the role "{role}". Leave it to one of them.', {feature, other, role})
}

function conditionProblem(feature: Feature, layer: Layer): Message | undefined {
  const {when} = feature
  if (when === undefined) return undefined
  const other = featureNamed(layer, when.feature)
  const named = {feature: feature.name, other: other?.name ?? when.feature}
  if (other === undefined)
    return message('the feature {feature} is asked when "{other}" is answered, which is no feature of this layer. Name one, or leave "when" out.', named)
  const possible = answersTo(other)
  if (possible === undefined) {
    return message(
      'the feature {feature} is asked when {other} is answered, which is of the kind {kind}. Name one of the kind choice, choices or yes-no, or leave "when" out.',
      {...named, kind: other.kind},
    )
  }
  const answers = answersOf(when)
  const impossible = answers.find(answer => !possible.includes(answer))
  if (impossible !== undefined) {
    return message('the feature {feature} is asked when {other} is {answer}, which it cannot be. Choose from: {possible}.', {
      ...named,
      answer: JSON.stringify(impossible),
      possible: listed(possible.map(each => JSON.stringify(each))),
    })
  }
  const twice = firstTwice(answers)
  if (twice !== undefined)
    return message('the feature {feature} lists the answer {answer} twice in "when". Take one out.', {...named, answer: JSON.stringify(twice)})
  if (isRound(feature, layer))
    return message('the feature {feature} is asked only when it is answered itself, by way of {other}. Leave "when" out of one of them.', named)
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

function keyProblem({features, primary}: Layer): Message | undefined {
  const letter = firstTwice(features.flatMap(feature => feature.key ?? []))
  if (letter !== undefined) return message('the key "{key}" goes to two features. Give each a key of its own.', {key: letter})
  const keys = features
    .flatMap(feature => ('choices' in feature && (feature.name === primary || feature.kind === 'stances') ? feature.choices : []))
    .flatMap(choice => choice.key ?? [])
  const key = firstTwice(keys)
  return key === undefined ? undefined : message('the key "{key}" chooses two labels. Give each a key of its own.', {key})
}

function firstTwice<T>(values: readonly T[]): T | undefined {
  const seen = new Set<T>()
  return values.find(value => seen.size === seen.add(value).size)
}
