import {describe, expect, test} from 'vitest'
import type {Annotation, Features, FeatureValue} from '../../src/core/annotation/annotation.ts'
import {attributedHolder, attributionOf} from '../../src/core/annotation/attribution.ts'
import {carriedFeatures, valuesOf} from '../../src/core/annotation/carried-features.ts'
import {differences} from '../../src/core/annotation/differences.ts'
import {labelProblems} from '../../src/core/annotation/label-problems.ts'
import {checkFeature, newAnnotation} from '../../src/core/annotation/new-annotation.ts'
import {isClaimMention} from '../../src/core/schema/claim-layers.ts'
import {isAsked, missingFeatures} from '../../src/core/schema/conditions.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {entityFeature, entityTypes, identityOf, namesEntities} from '../../src/core/schema/entity-types.ts'
import type {Layer, Schema} from '../../src/core/schema/schema.ts'
import {featureNamed} from '../../src/core/schema/schema.ts'
import {goesOn} from '../../src/core/schema/schema-change.ts'
import {schemaLosses} from '../../src/core/schema/schema-losses.ts'
import {parseNewSchema, parseSchema} from '../../src/core/schema/schema-file.ts'
import {RUMOUR, RUMOURS as schema} from '../support/rumours.ts'
import {inEnglish, refusal} from '../support/results.ts'
import {at, stance} from './projects.ts'

function rumour(features: Features): Annotation {
  const made = newAnnotation({layer: 'rumour', span: {start: 0, end: 3}, features}, 'Ice 🧊 melts.', schema, 'alice', {id: 'a1', at: at(0)})
  if (!made.ok) throw new Error(`${made.error}`)
  return made.value
}

const asked = (name: string, features: Features): boolean => {
  const feature = featureNamed(RUMOUR, name)
  return feature !== undefined && isAsked(RUMOUR, feature, features)
}

test('a schema with every kind of feature, conditions, parents and guidelines comes into force as it is', () => {
  expect(parseNewSchema(JSON.parse(JSON.stringify(schema)))).toEqual({ok: true, value: schema})
})

test('a schema in which one key chooses two labels of a feature is refused when it is to come into force', () => {
  const next = structuredClone(schema) as any
  Object.assign(next.layers[0].features[0].choices[0], {key: 'x'})
  Object.assign(next.layers[0].features[0].choices[2], {key: 'X'})
  expect(parseSchema(next).ok).toBe(true)
  expect(refusal(parseNewSchema(next))).toBe('schema.layers: the key "X" chooses the labels war and 停火 of topics. Give each a key of its own.')
})

describe('a feature', () => {
  test.each<readonly [string, FeatureValue]>([
    ['topics', ['نزوح', '停火']],
    ['topics', ['money']],
    ['confirmed', true],
    ['confirmed', false],
  ])('%s may be %j', (name, value) => {
    expect(checkFeature(schema, 'rumour', name, value)).toEqual({ok: true, value})
  })

  test.each<readonly [string, FeatureValue, RegExp]>([
    ['topics', 'war', /^topics must be a list of its labels, one at least\. Write it as one, or leave it out\.$/],
    ['topics', [], /^topics must be a list of its labels, one at least/],
    ['topics', ['war', 'sport'], /^"sport" is not a label of topics\. Choose one of: war, نزوح, 停火, money\.$/],
    ['topics', ['war', 'war'], /^"war" stands twice in topics\. Take one out\.$/],
    ['confirmed', 'true', /^confirmed must be true or false\. Write it as one of these\.$/],
    ['confirmed', 1, /^confirmed must be true or false/],
    ['side', true, /^true is not a label of side/],
    ['when', ['war'], /^when must be a text/],
  ])('%s may not be %j', (name, value, sentence) => {
    expect(inEnglish(checkFeature(schema, 'rumour', name, value))).toMatchObject({ok: false, error: expect.stringMatching(sentence)})
  })

  test('that is wrong is named with its place in the list', () => {
    const {layer, schemaVersion} = rumour({})
    expect(inEnglish([...labelProblems({layer, schemaVersion, features: {topics: ['war', 'sport']}}, schema, (value: FeatureValue) => value)])).toEqual([
      {of: 'feature', path: ['topics', 1], problem: expect.stringContaining('"sport" is not a label')},
    ])
  })

  test('is asked where its condition holds, whose own condition holds too', () => {
    expect(['topics', 'when', 'side', 'why'].map(name => asked(name, {}))).toEqual([true, false, false, false])
    expect([asked('when', {confirmed: false}), asked('when', {confirmed: true})]).toEqual([false, true])
    expect([asked('side', {topics: ['money']}), asked('why', {topics: ['money'], side: 'b'})]).toEqual([true, true])
    // A side that was said when there was a war stays, and nothing is asked on it.
    expect(asked('why', {side: 'b'})).toBe(false)
  })

  test('that is required has to be answered where it is asked, and nowhere else', () => {
    const whyMatters: Layer = {...RUMOUR, features: RUMOUR.features.map(feature => (feature.name === 'why' ? {...feature, required: true} : feature))}
    const missing = (features: Features): readonly string[] => missingFeatures(whyMatters, features).map(({name}) => name)
    expect(missing({topics: ['money'], side: 'b'})).toContain('why')
    expect(missing({topics: ['money'], side: 'b', why: 'Ice melts 🌊'})).not.toContain('why')
    expect(missing({side: 'b'})).not.toContain('why')
  })

  test('is asked where a label answers that is a kind of the one it waits for', () => {
    expect(asked('side', {topics: ['نزوح']})).toBe(true)
  })

  test('that is required and empty is missing', () => {
    const missing = (features: Features): readonly string[] => missingFeatures(RUMOUR, features).map(({name}) => name)
    expect(missing({})).toEqual(['topics', 'confirmed'])
    expect(missing({topics: ['war'], confirmed: false})).toEqual([])
  })

  test('goes to the other mentions of what it says, unless it is a text', () => {
    const {carried, staying} = carriedFeatures(schema, rumour({topics: ['war', 'money'], confirmed: false, when: 'أمس'}))
    expect([carried.map(({name}) => name), staying.map(({name}) => name)]).toEqual([['topics', 'confirmed'], ['when']])
  })

  test('differs where other labels are chosen, and not where they are in another order', () => {
    const before = rumour({topics: ['war', 'money'], confirmed: true})
    expect(differences(before, {...before, features: {topics: ['money', 'war'], confirmed: true}})).toEqual([])
    expect(differences(before, {...before, features: {topics: ['money'], confirmed: false}})).toEqual([
      {of: 'feature', name: 'topics', before: ['war', 'money'], after: ['money']},
      {of: 'feature', name: 'confirmed', before: true, after: false},
    ])
  })
})

describe('a change of the schema', () => {
  const [topics, confirmed, ...others] = RUMOUR.features
  const changed = (features: Layer['features']): Schema => ({...schema, version: 2, layers: [{...RUMOUR, features}]})
  const lost = (next: Schema, features: Features): readonly string[] =>
    schemaLosses(schema, next)
      .filter(({holds}) => holds(rumour(features)))
      .map(({what}) => `${what}`)

  test('that takes one of several labels out loses it where it was chosen', () => {
    if (topics?.kind !== 'choices' || confirmed === undefined) throw new Error('The schema has no topics.')
    const next = changed([{...topics, choices: topics.choices.filter(({value}) => value !== 'money')}, confirmed, ...others])
    expect(lost(next, {topics: ['war', 'money']})).toEqual(['“Money” in “Topics” of “Rumour”'])
    expect(lost(next, {topics: ['war']})).toEqual([])
    expect(goesOn(schema, next)).toBe(false)
  })

  test('that makes a feature one of another kind loses what that cannot hold, and says what to do instead', () => {
    if (topics?.kind !== 'choices' || confirmed === undefined) throw new Error('The schema has no topics.')
    const next = changed([{...topics, kind: 'choice'}, {...confirmed, kind: 'text'}, ...others] as Layer['features'])
    const instead = 'holds, if it is answered otherwise from now on (leave that, and add a feature for the new answers beside it)'
    expect(lost(next, {topics: ['war'], confirmed: true})).toEqual([`what “Topics” of “Rumour” ${instead}`, `what “Confirmed” of “Rumour” ${instead}`])
    expect(lost(next, {})).toEqual([])
  })

  test('loses a label also where one stands beside it that the schema never had', () => {
    if (topics?.kind !== 'choices' || confirmed === undefined) throw new Error('The schema has no topics.')
    const stray = {...rumour({}), features: {topics: ['war', 'ضائع']}}
    const holds = (features: Layer['features'], annotation: Annotation) => schemaLosses(schema, changed(features)).map(loss => loss.holds(annotation))
    expect(holds([confirmed, ...others], stray)).toEqual([true])
    expect(holds([{...topics, kind: 'choice'}, confirmed, ...others], stray)).toEqual([true])
    expect(holds([confirmed, ...others], {...stray, features: {topics: ['ضائع']}})).toEqual([false])
  })

  test('of parents, conditions, roles, guidelines, and of what is required, loses nothing', () => {
    const plain = RUMOUR.features.map(({required: _required, when: _when, guideline: _guideline, ...feature}) =>
      'choices' in feature ? {...feature, choices: feature.choices.map(({parent: _parent, guideline: _words, ...choice}) => choice)} : feature,
    )
    const next = changed(plain as Layer['features'])
    expect(schemaLosses(schema, next)).toEqual([])
    expect([goesOn(schema, next), goesOn({...next, version: 1}, {...schema, version: 2})]).toEqual([true, true])
  })
})

describe('the stances of a layer', () => {
  const positions: Layer = {
    ...RUMOUR,
    features: [
      {
        name: 'positions',
        label: 'Positions',
        kind: 'stances',
        required: true,
        choices: [
          {value: 'pro', label: 'Pro'},
          {value: 'con', label: 'Con'},
        ],
      },
    ],
  }
  const named: Schema = {...schema, layers: [positions]}
  const pro = stance('s1', {kind: 'topic', id: 't1'}, 'pro')
  const one: Annotation = {...rumour({}), features: {stances: [pro]}}

  test('are known by their kind, whatever the schema calls them', () => {
    expect(checkFeature(named, 'rumour', 'stances', [pro]).ok).toBe(true)
    expect(refusal(checkFeature(named, 'rumour', 'stances', [{...pro, value: 'maybe'}]))).toContain(
      '"maybe" is not a label of positions. Choose one of: pro, con.',
    )
    expect(refusal(checkFeature(schema, 'rumour', 'stances', [pro]))).toContain('has no feature "stances"')
    expect([...labelProblems(one, named, value => value)]).toEqual([])
    expect(missingFeatures(positions, {}).map(({name}) => name)).toEqual(['positions'])
    expect(missingFeatures(positions, one.features)).toEqual([])
  })

  test('go with the other mentions of what they say', () => {
    const {carried} = carriedFeatures(named, one)
    expect(valuesOf(one.features, carried)).toEqual({stances: [pro]})
  })

  test('are lost with their label, and not where the schema calls them otherwise', () => {
    const [feature] = positions.features
    if (feature?.kind !== 'stances') throw new Error('There are no positions.')
    const holds = (features: Layer['features']) =>
      schemaLosses(named, {...named, version: 2, layers: [{...positions, features}]}).filter(loss => loss.holds(one))
    expect(holds([{...feature, name: 'sides'}])).toEqual([])
    expect(inEnglish(holds([{...feature, choices: [{value: 'con', label: 'Con'}]}]).map(({what}) => what))).toEqual(['“Pro” in “Positions” of “Rumour”'])
    expect(inEnglish(holds([]).map(({what}) => what))).toEqual(['“Positions” of “Rumour”'])
    const [loss] = schemaLosses(named, {...named, version: 2, layers: [{...positions, features: []}]})
    expect(loss?.holds({...one, features: {stances: [pro, {...pro, id: 's2', value: 'never'}]}})).toBe(true)
  })
})

describe('what a feature means', () => {
  const withoutRoles: Schema = {
    ...DEFAULT_SCHEMA,
    layers: DEFAULT_SCHEMA.layers.map(layer => ({...layer, features: layer.features.map(({role: _role, ...feature}) => feature as Layer['features'][number])})),
  }
  const annotation = (layer: string, features: Features): Annotation => ({...rumour({}), layer, features})

  test.each(DEFAULT_SCHEMA.layers.map(({name}) => name))('is the same for the layer %s of the first schema files, which said no roles', name => {
    const [said, guessed] = [DEFAULT_SCHEMA, withoutRoles].map(each => each.layers.find(layer => layer.name === name))
    expect([entityFeature(guessed)?.name, namesEntities(guessed)]).toEqual([entityFeature(said)?.name, namesEntities(said)])
    const one = annotation(name, {attributionSource: {kind: 'entity', id: 'e1'}, entityId: {kind: 'entity', id: 'e2'}, claimId: {kind: 'claim', id: 'c1'}})
    expect(attributionOf(withoutRoles, one)).toEqual(attributionOf(DEFAULT_SCHEMA, one))
    expect(identityOf(withoutRoles, one)).toEqual(identityOf(DEFAULT_SCHEMA, one))
    expect(isClaimMention(withoutRoles, one)).toBe(isClaimMention(DEFAULT_SCHEMA, one))
    expect(isClaimMention(DEFAULT_SCHEMA, one)).toBe(name === 'claim')
  })

  test('is said by its role, whatever it can point to', () => {
    const roles: Schema = {
      name: 'Roles',
      version: 1,
      layers: [
        {
          name: 'talk',
          label: 'Talk',
          key: 't',
          look: {hue: 'blue', line: 'solid'},
          primary: 'sort',
          features: [
            {name: 'sort', label: 'Sort', kind: 'choice', choices: [{value: 'who', label: 'Who'}]},
            {name: 'hearer', label: 'Hearer', kind: 'reference', to: ['entity']},
            {name: 'speaker', label: 'Speaker', kind: 'reference', to: ['entity'], role: 'attribution'},
            {name: 'about', label: 'About', kind: 'reference', to: ['claim']},
          ],
        },
        {
          name: 'name',
          label: 'Name',
          key: 'n',
          look: {hue: 'green', line: 'solid'},
          primary: 'sort',
          features: [
            {name: 'sort', label: 'Sort', kind: 'choice', choices: [{value: 'PER', label: 'Person'}]},
            {name: 'named', label: 'Named', kind: 'reference', to: ['entity', 'none'], role: 'identity'},
          ],
        },
      ],
    }
    const [talk, name] = roles.layers
    const one = annotation('talk', {hearer: {kind: 'entity', id: 'e1'}, speaker: {kind: 'entity', id: 'e2'}, about: {kind: 'claim', id: 'c1'}})
    expect(attributionOf(roles, one)).toEqual({kind: 'entity', id: 'e2'})
    expect(attributedHolder(roles, one, () => undefined)).toEqual({kind: 'entity', id: 'e2'})
    expect([entityFeature(talk)?.name, namesEntities(talk), namesEntities(name)]).toEqual(['speaker', false, true])
    expect(identityOf(roles, annotation('name', {named: {kind: 'entity', id: 'e3'}}))).toEqual({kind: 'entity', id: 'e3'})
    expect(entityTypes(roles).map(({value}) => value)).toEqual(['PER'])
    // It points to a claim that it is about; its words are none.
    expect(isClaimMention({...roles, layers: [...roles.layers, ...DEFAULT_SCHEMA.layers]}, one)).toBe(false)
  })
})
