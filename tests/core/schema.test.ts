import {describe, expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {checkFeature, newAnnotation} from '../../src/core/annotation/new-annotation.ts'
import {labelsInTree, withParents} from '../../src/core/schema/label-tree.ts'
import type {Choice, Schema} from '../../src/core/schema/schema.ts'
import {goesOn} from '../../src/core/schema/schema-change.ts'
import {parseNewSchema, parseSchema} from '../../src/core/schema/schema-file.ts'
import {inEnglish, refusal} from '../support/results.ts'
import {at, stance} from './projects.ts'

type Edit = (schema: any) => void

/** Labels, each a kind of the one before. */
const chain = (length: number) => Array.from({length}, (_each, at) => ({value: `l${at}`, label: `Label ${at}`, ...(at > 0 && {parent: `l${at - 1}`})}))

test('labels may stand below thirty others, and a tree of thousands is put in order in as many steps', () => {
  const choices = chain(31)
  const deep = structuredClone(DEFAULT_SCHEMA) as any
  deep.layers[3].features.push({name: 'topics', label: 'Topics', kind: 'choices', choices})
  expect(parseSchema(deep).ok).toBe(true)
  expect(labelsInTree(choices).map(({choice, over}) => [choice.value, over.length])).toEqual(choices.map(({value}, at) => [value, at]))
  let reads = 0
  const wide = Array.from({length: 1000}, (_each, at) => ({
    value: `l${at}`,
    label: 'x',
    get parent() {
      reads++
      return at < 500 ? undefined : `l${at - 500}`
    },
  })) as unknown as readonly Choice[]
  expect(labelsInTree(wide)).toHaveLength(1000)
  for (const {value} of wide) withParents(wide, value)
  expect(reads).toBeLessThan(10_000)
})

describe('a schema', () => {
  test('may have stances and features without a key', () => {
    const stances = {name: 'view', label: 'View', kind: 'stances', choices: [{value: 'for', label: 'مع 🧊'}]} as const
    const note = {name: 'note', label: 'Note', kind: 'text'} as const
    const layer = {name: 'line', label: 'Line', key: 'l', look: {hue: 'rose', line: 'solid'}, features: [stances, note]} as const
    expect(parseNewSchema({name: 'Tones', version: 1, layers: [layer]})).toMatchObject({ok: true})
  })

  test('as it ships is read as it is', () => {
    expect(parseSchema(JSON.parse(JSON.stringify(DEFAULT_SCHEMA)))).toEqual({ok: true, value: DEFAULT_SCHEMA})
  })

  test.each<readonly [string, Edit, RegExp]>([
    [
      'an unknown label for a hue',
      s => {
        s.layers[0].look.hue = 'pink'
      },
      /^schema\.layers\[0\]\.look\.hue must be one of "amber", .*, but is "pink"\. Correct it\.$/,
    ],
    [
      'an unknown kind of feature',
      s => {
        s.layers[0].features[1].kind = 'colour'
      },
      /^schema\.layers\[0\]\.features\[1\]\.kind .*"colour"/,
    ],
    [
      'an unknown field',
      s => {
        s.layers[1].colour = 'red'
      },
      /^schema\.layers\[1\] has "colour", which this version does not know/,
    ],
    [
      'a missing name',
      s => {
        delete s.layers[1].name
      },
      /^schema\.layers\[1\]\.name is missing\. Add it\.$/,
    ],
    [
      'a name with a space',
      s => {
        s.layers[1].name = 'big claim'
      },
      /^schema\.layers\[1\]\.name must start with a letter/,
    ],
    [
      'a layer that is called as something every object has',
      s => {
        s.layers[0].name = 'constructor'
      },
      /^schema\.layers\[0\] \(constructor\): it has a name that means something to every program\. Give it another\.$/,
    ],
    [
      'a name twice',
      s => {
        s.layers[1].name = 'claim'
      },
      /two layers are named "claim"\. Give each a name/,
    ],
    [
      'a key twice',
      s => {
        s.layers[1].key = 'c'
      },
      /two layers have the key "c"\. Give each a key/,
    ],
    [
      'a feature twice',
      s => {
        s.layers[0].features[1].name = 'voice'
      },
      /^schema\.layers\[0\] \(claim\): two features are named "voice"/,
    ],
    [
      'a label twice',
      s => {
        s.layers[1].features[0].choices[1].value = 'PERSON'
      },
      /\(entity\): the feature type lists the label "PERSON" twice/,
    ],
    [
      'a label key twice',
      s => {
        s.layers[1].features[0].choices[1].key = '1'
      },
      /\(entity\): the key "1" chooses two labels/,
    ],
    [
      'a primary that is no choice',
      s => {
        s.layers[1].primary = 'note'
      },
      /primary is "note", which is no choice feature/,
    ],
    [
      'a text that is named stances',
      s => {
        s.layers[3].features[0].name = 'stances'
      },
      /the feature stances is of the kind text: "stances" can name a feature of that kind, and no other\. Rename it\.$/,
    ],
    [
      'two lists of stances in one layer',
      s => {
        s.layers[0].features.push({...s.layers[0].features[0], name: 'positions'})
      },
      /^schema\.layers\[0\] \(claim\): the features stances and positions are both of the kind stances\. A layer has one list of stances: take one out\.$/,
    ],
    [
      'no layers',
      s => {
        s.layers = []
      },
      /^schema\.layers must list at least 1/,
    ],
    [
      'a range upside down',
      s => {
        s.layers[3].features.push({name: 'force', label: 'Force', kind: 'number', min: 3, max: 1})
      },
      /min of 3 above its max of 1/,
    ],
    [
      'a feature named like what every object has, which no record can keep',
      s => {
        s.layers[3].features[0].name = 'constructor'
      },
      /the feature constructor has a name that means something to every program\. Give it another\.$/,
    ],
    [
      'a parent that is no label',
      s => {
        s.layers[1].features[0].choices[1].parent = 'GROUP'
      },
      /^schema\.layers\[1\] \(entity\): the feature type has the label "ORG" under "GROUP", which is no label of it\. Name one as parent/,
    ],
    [
      'labels that are parents of each other',
      s => {
        s.layers[1].features[0].choices[2].parent = 'LOC'
        s.layers[1].features[0].choices[3].parent = 'GPE'
      },
      /the feature type has the label "GPE" under itself, by way of "LOC"\. Leave the parent of one of them out\.$/,
    ],
    [
      'a condition on a feature that is not there',
      s => {
        s.layers[0].features[7].when = {feature: 'sure', is: true}
      },
      /the feature note is asked when "sure" is answered, which is no feature of this layer\. Name one, or leave "when" out\.$/,
    ],
    [
      'a condition on a feature with no closed list of answers',
      s => {
        s.layers[0].features[2].when = {feature: 'note', is: 'yes'}
      },
      /the feature voice is asked when note is answered, which is of the kind text\. Name one of the kind choice, choices or yes-no/,
    ],
    [
      'a condition that can never be',
      s => {
        s.layers[0].features[7].when = {feature: 'voice', is: ['quoted', 'sung']}
      },
      /the feature note is asked when voice is "sung", which it cannot be\. Choose from: "outlet", "quoted", "paraphrased", "mixed"\.$/,
    ],
    [
      'a yes/no question that is to be answered with a label',
      s => {
        s.layers[3].features.push(
          {name: 'direct', label: 'Direct', kind: 'yes-no'},
          {name: 'why', label: 'Why', kind: 'text', when: {feature: 'direct', is: 'yes'}},
        )
      },
      /the feature why is asked when direct is "yes", which it cannot be\. Choose from: true, false\.$/,
    ],
    [
      'conditions that wait for each other',
      s => {
        s.layers[0].features[1].when = {feature: 'voice', is: 'quoted'}
        s.layers[0].features[2].when = {feature: 'commitment', is: 'asserts'}
      },
      /the feature commitment is asked only when it is answered itself, by way of voice\. Leave "when" out of one of them\.$/,
    ],
    [
      'a condition that waits for its own answer',
      s => {
        s.layers[0].features[1].when = {feature: 'commitment', is: 'asserts'}
      },
      /the feature commitment is asked only when it is answered itself/,
    ],
    [
      'one answer twice in a condition',
      s => {
        s.layers[0].features[7].when = {feature: 'voice', is: ['quoted', 'quoted']}
      },
      /lists the answer "quoted" twice in "when"\. Take one out\.$/,
    ],
    [
      'a role twice in one layer',
      s => {
        s.layers[1].features.push({name: 'other', label: 'Other', kind: 'reference', to: ['entity'], role: 'identity'})
      },
      /^schema\.layers\[1\] \(entity\): the features entityId and other both have the role "identity"\. Leave it to one of them\.$/,
    ],
    [
      'a role that no text can have',
      s => {
        s.layers[3].features[0].role = 'identity'
      },
      /the feature note has the role "identity", which none of the kind text can have\. Only a reference to one of these can have it: "entity", "claim"\. Leave the role out\.$/,
    ],
    [
      'a cue that points to no words',
      s => {
        s.layers[1].features[1].role = 'cue'
      },
      /the feature entityId has the role "cue", which does not go with what it points to\. Only a reference to one of these can have it: "mention"/,
    ],
    [
      'required: false, which is said by leaving it out',
      s => {
        s.layers[0].features[7].required = false
      },
      /^schema\.layers\[0\]\.features\[7\]\.required must be true, but is false\. Correct it\.$/,
    ],
    [
      'a condition without answers',
      s => {
        s.layers[0].features[7].when = {feature: 'voice', is: []}
      },
      /^schema\.layers\[0\]\.features\[7\]\.when\.is must list at least 1\. Add what is missing\.$/,
    ],
    [
      'a name of very great length',
      s => {
        s.layers[3].features[0].name = 'n'.repeat(201)
      },
      /^schema\.layers\[3\]\.features\[0\]\.name must have at most 200 characters\. Shorten it\.$/,
    ],
    [
      'a label of very great length',
      s => {
        s.layers[1].features[0].choices[0].value = 'x'.repeat(2001)
      },
      /^schema\.layers\[1\]\.features\[0\]\.choices\[0\]\.value must have at most 2,000 characters\. Shorten it\.$/,
    ],
    [
      'one of several labels that is too long for a key',
      s => {
        s.layers[3].features.push({name: 'topics', label: 'Topics', kind: 'choices', choices: [{value: '和'.repeat(490), label: 'Peace'}]})
      },
      /the feature topics has the label "和{40}", which is too long, or holds signs that nobody sees\. Shorten it, or write it without them\.$/,
    ],
    [
      'one of several labels with a mark that turns the words around it',
      s => {
        s.layers[3].features.push({name: 'topics', label: 'Topics', kind: 'choices', choices: [{value: 'שלום\u200f', label: 'Peace'}]})
      },
      /the feature topics has the label "שלום.", which is too long, or holds signs that nobody sees/,
    ],
    [
      'a label below 31 others',
      s => {
        s.layers[3].features.push({name: 'topics', label: 'Topics', kind: 'choices', choices: chain(32)})
      },
      /the feature topics has the label "l31" below more than 30 others\. Put it nearer to the top\.$/,
    ],
    [
      'labels below each other by the thousand',
      s => {
        s.layers[3].features.push({name: 'topics', label: 'Topics', kind: 'choice', choices: chain(3000)})
      },
      /the feature topics has the label "l31" below more than 30 others/,
    ],
    [
      'version 0',
      s => {
        s.version = 0
      },
      /^schema\.version must be at least 1, but is 0/,
    ],
  ])('with %s is refused with the place and the remedy', (_name, edit, sentence) => {
    const schema = structuredClone(DEFAULT_SCHEMA)
    edit(schema)
    expect(inEnglish(parseSchema(schema))).toMatchObject({ok: false, error: expect.stringMatching(sentence)})
  })

  test.each([null, undefined, 3, 'schema', []])('that is %j is refused', value => {
    expect(parseSchema(value).ok).toBe(false)
  })
})

const schema: Schema = {
  ...DEFAULT_SCHEMA,
  layers: [
    ...DEFAULT_SCHEMA.layers,
    {name: 'quote', label: 'Quote', key: 'q', look: {hue: 'teal', line: 'wavy'}, features: [{name: 'force', label: 'Force', kind: 'number', min: 1, max: 5}]},
  ],
}

test('a schema whose version leaves no room for the next is refused when it is to come into force, and read where it is', () => {
  const last = {...DEFAULT_SCHEMA, version: 1_000_000}
  expect(parseSchema(last).ok).toBe(true)
  expect(refusal(parseNewSchema(last))).toContain('leaves no room for later versions')
  expect(goesOn(DEFAULT_SCHEMA, last)).toBe(false)
  expect(goesOn(DEFAULT_SCHEMA, {...DEFAULT_SCHEMA, version: 900_000})).toBe(true)
})

test('a schema of which nothing can be seen goes on from none, whatever a guest brings', () => {
  const unseen = {...DEFAULT_SCHEMA, version: 2, name: ''}
  expect([goesOn(DEFAULT_SCHEMA, unseen), goesOn(unseen, DEFAULT_SCHEMA)]).toEqual([false, false])
})

describe('a feature', () => {
  test.each([
    ['claim', 'commitment', 'hedges'],
    ['claim', 'note', 'ملاحظة 🕊️'],
    ['quote', 'force', 5],
    ['claim', 'attributionSource', {kind: 'unnamed'}],
    ['claim', 'claimId', {kind: 'claim', id: 'c1'}],
    ['claim', 'stances', [stance('s1', {kind: 'topic', id: 't1'}, 'favor')]],
    ['claim', 'stances', []],
  ] as const)('of %s: %s may be %j', (layer, name, value) => {
    expect(checkFeature(schema, layer, name, value)).toEqual({ok: true, value})
  })

  test.each([
    ['opinion', 'note', 'x', /has no layer "opinion"\. Its layers are: claim, entity, source, cue, quote\.$/],
    ['claim', 'mood', 'glad', /^The layer claim has no feature "mood"\. Its features are: stances, commitment/],
    ['claim', 'constructor', 'x', /has no feature "constructor"/],
    ['claim', 'commitment', 'shouts', /^"shouts" is not a label of commitment\. Choose one of: asserts, hedges, reports, questions, denies\.$/],
    ['claim', 'commitment', 3, /^3 is not a label of commitment/],
    ['claim', 'note', 3, /note must be a text/],
    ['quote', 'force', 6, /force is 6, but must be at most 5/],
    ['quote', 'force', 0, /force is 0, but must be at least 1/],
    ['quote', 'force', Number.NaN, /force must be a number/],
    ['claim', 'claimId', {kind: 'unnamed'}, /claimId must point at: claim\. Choose one of these\.$/],
    ['claim', 'claimId', 'c1', /claimId must point at: claim/],
    ['claim', 'stances', 'favor', /stances must be a list of stances/],
    ['claim', 'stances', [stance('s1', {kind: 'topic', id: 't1'}, 'pro')], /^"pro" is not a label of stances/],
  ] as const)('of %s: %s may not be %j', (layer, name, value, sentence) => {
    expect(inEnglish(checkFeature(schema, layer, name, value))).toMatchObject({ok: false, error: expect.stringMatching(sentence)})
  })
})

describe('a new annotation', () => {
  const text = 'Ice 🧊 melts.'
  const given = {id: 'a1', at: at(0)}

  test('knows its words, its author, its time and its schema', () => {
    expect(newAnnotation({layer: 'claim', span: {start: 0, end: 12}, features: {commitment: 'asserts'}}, text, schema, 'alice', given)).toEqual({
      ok: true,
      value: {
        id: 'a1',
        layer: 'claim',
        selector: {start: 0, end: 12, quote: 'Ice 🧊 melts', prefix: '', suffix: '.'},
        features: {commitment: 'asserts'},
        by: 'alice',
        at: at(0),
        origin: 'human',
        schemaVersion: 1,
      },
    })
  })

  test('says where it comes from', () => {
    expect(newAnnotation({layer: 'entity', span: {start: 0, end: 3}, origin: 'propagated'}, text, schema, 'bob', given)).toMatchObject({
      value: {origin: 'propagated', by: 'bob'},
    })
  })

  test.each([
    [{layer: 'claim', span: {start: 0, end: 0}}, /does not lie in this text/],
    [{layer: 'claim', span: {start: 0, end: 5}}, /cuts a character in two\. Select whole characters\.$/],
    [{layer: 'opinion', span: {start: 0, end: 3}}, /has no layer "opinion"/],
    [{layer: 'claim', span: {start: 0, end: 3}, features: {voice: 'radio'}}, /"radio" is not a label of voice/],
  ])('of %j is refused', (draft, sentence) => {
    expect(refusal(newAnnotation(draft, text, schema, 'alice', given))).toMatch(sentence)
  })
})
