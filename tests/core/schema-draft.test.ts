import {describe, expect, test} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {DraftEdits, DraftFields, DraftOrigin, SchemaDraft} from '../../src/core/schema/draft.ts'
import {partOf, WHOLE} from '../../src/core/schema/draft.ts'
import {addedField, withoutAdded} from '../../src/core/schema/added-example.ts'
import {draftProblems} from '../../src/core/schema/draft-problems.ts'
import {rebased} from '../../src/core/schema/draft-rebase.ts'
import {afterPublishing} from '../../src/core/schema/goes-now.ts'
import {conflictWords, decidedFor} from '../../src/core/schema/conflict-words.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import {differenceWords} from '../../src/core/schema/difference-words.ts'
import type {Feature, Schema} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {schemaDiff} from '../../src/core/schema/schema-diff.ts'
import {schemaLosses} from '../../src/core/schema/schema-losses.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {value} from '../support/results.ts'

const tones: Schema = {
  name: 'Tones',
  version: 3,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'l',
      look: {hue: 'rose', line: 'solid'},
      primary: 'tone',
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {value: 'plain', label: 'Plain', key: '1'},
            {value: 'loud', label: 'صاخب', key: '2'},
            {value: 'shrill', label: 'Shrill 🧊', parent: 'loud'},
          ],
        },
        {name: 'why', label: 'Why', kind: 'text', when: {feature: 'tone', is: 'loud'}},
      ],
    },
    {name: 'link', label: 'Link', key: 'k', look: {hue: 'teal', line: 'dotted'}, of: 'relation', from: ['line'], features: []},
  ],
}
const origin: DraftOrigin = {by: 'alice', at: 5, from: 'in-force', base: 3, schema: tones}
const [line, tone, plain, loud, shrill, link] = [
  {layer: 'line'},
  {layer: 'line', feature: 'tone'},
  {layer: 'line', feature: 'tone', label: 'plain'},
  {layer: 'line', feature: 'tone', label: 'loud'},
  {layer: 'line', feature: 'tone', label: 'shrill'},
  {layer: 'link'},
].map(partOf) as [string, string, string, string, string, string]
const draft = (edits: {readonly [part: string]: DraftFields} = {}): SchemaDraft => ({id: 'd', origin, edits: new Map(Object.entries(edits))})
const schemaOf = (edits: {readonly [part: string]: DraftFields}): Schema => {
  const {schema, mappings} = draftedSchema(draft(edits))
  return value(schemaChange(tones, value(parseNewSchema(schema)), mappings)).next
}

describe('a draft', () => {
  test.each([tones, DEFAULT_SCHEMA])('without edits is what it goes on from', schema => {
    const drafted = draftedSchema({id: 'd', origin: {...origin, base: schema.version, schema}, edits: new Map()})
    expect(value(parseNewSchema(drafted.schema))).toEqual({...schema, version: schema.version + 1})
    expect(drafted.mappings).toEqual([])
  })

  test('has the examples that two people added at once, each once and as they were added, after those that it had; a list that somebody wrote takes their place', () => {
    const [one, two, three] = ['Sea ice', '和平', 'Zoë 🧊'].map(quote => ({kind: 'positive', quote}) as const)
    const added = {[addedField('a1b-2')]: {example: two, at: 7}, [addedField('0')]: {example: one, at: 9}, [addedField('9')]: {example: two, at: 8}}
    const examplesOf = (edits: DraftFields): unknown => schemaOf({[line]: edits}).layers[0]?.examples
    expect(examplesOf(added)).toEqual([two, one])
    expect(examplesOf({...added, examples: [three, one]})).toEqual([three, one, two])
    const written = {...added, ...withoutAdded(added), examples: [three]}
    expect(examplesOf(written)).toEqual([three])
    expect(Object.keys(added).every(field => /^[A-Za-z]{1,40}$/.test(field))).toBe(true)
    const whole = draft({[line]: added})
    expect(afterPublishing(whole, whole, {...schemaOf({[line]: added}), version: 4}).edits.size).toBe(0)
    const later = {...tones, version: 4, layers: [{...tones.layers[0]!, examples: [two!]}, tones.layers[1]!]}
    expect(rebased(draft({[line]: added}), {...origin, base: 4, schema: later})).toMatchObject({
      edits: new Map([[line, {[addedField('0')]: {example: one, at: 9}}]]),
      conflicts: [],
    })
  })

  test('says fields anew, takes them away, and puts things in another order', () => {
    const schema = schemaOf({[WHOLE]: {guideline: 'Read first.'}, [tone]: {label: 'نبرة', required: true}, [plain]: {key: null, order: 9}, [line]: {key: 'z'}})
    expect(schema.guideline).toBe('Read first.')
    const [first] = schema.layers
    expect([first?.key, first?.features[0]?.label, first?.features[0]?.required]).toEqual(['z', 'نبرة', true])
    const [{choices = []} = {}] = (first?.features ?? []) as readonly {choices?: readonly {value: string; key?: string}[]}[]
    expect(choices.map(({value: name, key}) => [name, key])).toEqual([
      ['loud', '2'],
      ['shrill', undefined],
      ['plain', undefined],
    ])
  })

  test('gives new names, and what names the old ones follows; what annotations said is read in the new ones', () => {
    const {schema, mappings} = draftedSchema(draft({[line]: {name: 'phrase'}, [tone]: {name: 'voice'}, [loud]: {name: 'noisy'}}))
    const read = value(parseNewSchema(schema))
    expect(read.layers[1]?.from).toEqual(['phrase'])
    expect(read.layers[0]?.primary).toBe('voice')
    expect(read.layers[0]?.features[1]?.when).toEqual({feature: 'voice', is: 'noisy'})
    expect(JSON.stringify(read.layers[0]?.features[0])).toContain('"parent":"noisy"')
    expect(mappings).toEqual([
      {layer: 'line', to: 'phrase'},
      {layer: 'line', feature: 'tone', to: 'voice'},
      {layer: 'line', feature: 'tone', label: 'loud', to: 'noisy'},
    ])
    expect(value(schemaChange(tones, read, mappings)).next.version).toBe(4)
  })

  test('has new parts, and merges and splits labels', () => {
    const added = {part: 'label', in: tone, name: 'calm', label: 'שקט', order: 7}
    const {schema, mappings} = draftedSchema(draft({n1: added, [plain]: {removed: true, to: 'n1', split: ['n1', loud]}, [loud]: {parent: null}}))
    expect(mappings).toEqual([{layer: 'line', feature: 'tone', label: 'plain', to: 'calm', split: ['calm', 'loud']}])
    expect(value(schemaChange(tones, value(parseNewSchema(schema)), mappings)).next.mappings).toEqual([{version: 4, ...mappings[0]}])
    const layer = {part: 'layer', in: WHOLE, name: 'word', label: 'Word', key: 'w', look: {hue: 'amber', line: 'solid'}, order: 5}
    const feature = {part: 'feature', in: 'n2', name: 'sure', label: 'Sure', kind: 'yes-no', order: 0}
    expect(schemaOf({n2: layer, n3: feature}).layers.at(-1)).toEqual({
      name: 'word',
      label: 'Word',
      key: 'w',
      look: layer.look,
      features: [{name: 'sure', label: 'Sure', kind: 'yes-no'}],
    })
  })
})

test('a draft begins at nothing, and is no schema until it has a layer', () => {
  const empty = (edits: {readonly [part: string]: DraftFields}): SchemaDraft => ({
    id: 'd',
    origin: {...origin, from: 'empty', schema: {name: 'New', version: 1, layers: []}},
    edits: new Map(Object.entries(edits)),
  })
  expect(draftProblems(empty({})).map(({part, field, problem}) => [part, field, `${problem}`])).toEqual([[WHOLE, 'layers', 'There is no layer yet. Add one.']])
  const layer = {part: 'layer', in: WHOLE, name: 'line', label: 'سطر', key: 'l', look: {hue: 'amber', line: 'solid'}, order: 0}
  expect(draftProblems(empty({n1: layer}))).toEqual([])
  expect(draftedSchema(empty({n1: layer})).mappings).toEqual([])
})

describe('what is wrong with a draft is told with its place', () => {
  const told = (edits: {readonly [part: string]: DraftFields}) => draftProblems(draft(edits)).map(({part, field, problem}) => [part, field, `${problem}`])

  test.each<readonly [string, {readonly [part: string]: DraftFields}, readonly unknown[]]>([
    ['a name that is taken', {[loud]: {name: 'plain'}}, [loud, 'name', 'This name is taken already. Give it another.']],
    ['a key that is taken', {[loud]: {key: '1'}}, [loud, 'key', 'The key 1 is taken already: it chooses “Plain”. Choose another.']],
    ['no label', {[loud]: {label: ' '}}, [loud, 'label', 'It has no label yet. Write one.']],
    ['a circle of parents', {[plain]: {parent: 'plain'}}, [plain, 'parent', 'This label stands under itself. Choose another place for it.']],
    [
      'a feature without labels',
      {n1: {part: 'feature', in: line, name: 'x', label: 'X', kind: 'choice', order: 9}},
      ['n1', 'labels', 'It has no labels yet. Add one.'],
    ],
    ['a key of a layer that is no letter', {[line]: {key: '🧊'}}, [line, 'key', 'This key is one letter from a to z. Write one.']],
    ['a key of a label that nobody types', {[loud]: {key: '👩‍👩‍👧'}}, [loud, 'key', 'A key is one letter or digit, as one types it. Write one.']],
    ['a key that marks words elsewhere', {[loud]: {key: 'K'}}, [link, 'key', 'The key k is taken already: it chooses “صاخب”. Choose another.']],
    ['a layer without a key', {[line]: {key: null}}, [line, 'key', 'A layer has a key. Write a letter from a to z.']],
    [
      'a name with other letters',
      {[tone]: {name: 'نبرة'}},
      [tone, 'name', 'A name begins with a letter from A to Z, and holds such letters, digits, - and _. Write it so.'],
    ],
    [
      'a label under one that is not there',
      {[plain]: {parent: 'gone'}},
      [plain, 'parent', 'The label that it stands under is not there any more. Choose another place for it.'],
    ],
    ['no name of the whole', {[WHOLE]: {name: ' '}}, [WHOLE, 'name', 'The schema has no name yet. Write one.']],
    [
      'labels that are all retired',
      {[plain]: {retired: true, key: null}, [loud]: {retired: true, key: null}, [shrill]: {retired: true}},
      [tone, 'labels', expect.stringContaining('retired')],
    ],
    [
      'a condition on what is no question',
      {[tone]: {when: {feature: 'why', is: 'x'}}},
      [tone, undefined, expect.stringContaining('asked when why is answered')],
    ],
  ])('%s', (_what, edits, problem) => {
    expect(told(edits)).toEqual([problem])
  })

  test('one that can be published has none', () => {
    expect(told({[loud]: {label: 'Loud'}})).toEqual([])
  })
})

describe('a draft that goes on from a version that was published meanwhile', () => {
  const onto = (schema: Schema, edits: {readonly [part: string]: DraftFields}) => rebased(draft(edits), {...origin, base: schema.version, schema})
  const plainMap = (edits: DraftEdits) => Object.fromEntries(edits)
  const published = (edits: {readonly [part: string]: DraftFields}): Schema => schemaOf(edits)

  test('keeps what only one of them changed, of both', () => {
    const {edits, conflicts, origin: next} = onto(published({[loud]: {guideline: 'Heard from afar.'}}), {[loud]: {label: 'Loud'}, [plain]: {label: 'Sober'}})
    expect([plainMap(edits), conflicts]).toEqual([{[loud]: {label: 'Loud'}, [plain]: {label: 'Sober'}}, []])
    const schema = JSON.stringify(draftedSchema({id: 'd', origin: next, edits}).schema)
    for (const words of ['Heard from afar.', '"Loud"', '"Sober"']) expect(schema).toContain(words)
  })

  test('lists what both changed otherwise, with what it was, and does not list what both changed alike', () => {
    const {edits, conflicts} = onto(published({[loud]: {label: 'Noisy'}, [plain]: {label: 'Sober'}}), {[loud]: {label: 'Loud'}, [plain]: {label: 'Sober'}})
    expect(plainMap(edits)).toEqual({[loud]: {label: 'Loud'}})
    expect(conflicts).toEqual([{part: loud, field: 'label', was: 'صاخب', mine: 'Loud', theirs: 'Noisy'}])
  })

  test('what both added under one name is one, and so is what a draft of before added that is in force by now', () => {
    const calm = {part: 'label', in: tone, name: 'calm', label: 'هادئ', order: 7}
    const theirs = published({n9: calm})
    const id = partOf({layer: 'line', feature: 'tone', label: 'calm'})
    expect(onto(theirs, {n1: calm})).toMatchObject({edits: new Map(), conflicts: []})
    const guided = onto(theirs, {n1: {...calm, guideline: 'Hush.'}})
    expect([plainMap(guided.edits), guided.conflicts]).toEqual([{[id]: {guideline: 'Hush.'}}, []])
    expect(onto(theirs, {n1: {...calm, label: 'Calm'}}).conflicts).toEqual([{part: id, field: 'label', mine: 'Calm', theirs: 'هادئ'}])
    const layer = {part: 'layer', in: WHOLE, name: 'word', label: 'Word', key: 'w', look: {hue: 'amber', line: 'solid'}, order: 5}
    const feature = {part: 'feature', in: 'n2', name: 'sure', label: 'Sure', kind: 'yes-no', order: 0}
    const inIt = onto(published({n2: layer}), {n2: layer, n3: feature})
    expect([plainMap(inIt.edits), inIt.conflicts]).toEqual([{n3: {...feature, in: partOf({layer: 'word'})}}, []])
  })

  test('places that only count on are no conflict, and another order is one', () => {
    const first = published({n1: {part: 'label', in: tone, name: 'calm', label: 'Calm', order: -1}})
    expect(onto(first, {[loud]: {order: 9}}).conflicts).toEqual([])
    expect(onto(published({[plain]: {order: 9}}), {[plain]: {order: 1.5}}).conflicts).toEqual([{part: plain, field: 'order', was: 0, mine: 1.5, theirs: 2}])
  })

  test('tells what is to be decided as both sides wrote it, and keeps what is chosen', () => {
    const theirs = published({[loud]: {label: 'Noisy'}, [tone]: {guideline: 'Listen.'}, [plain]: {label: 'Sober'}})
    const mine = {[loud]: {label: 'Loud'}, [tone]: {guideline: 'Look.'}, [plain]: {removed: true, to: loud}}
    const read = onto(theirs, mine)
    const told = read.conflicts.map(each => conflictWords(each, read, tones))
    expect(told.map(({part, mine: one, theirs: other, isOpen}) => [`${part}`, `${one.words}`, one.text, `${other.words}`, other.text, isOpen])).toEqual([
      ['Label “Noisy” of “Tone”', 'renamed “Loud”', 'Loud', 'renamed “Noisy”', 'Noisy', true],
      ['Feature “Tone” of “Line”', 'other guideline', 'Look.', 'other guideline', 'Listen.', true],
      ['Label “Sober” of “Tone”', 'removed', undefined, 'renamed “Sober”', undefined, true],
    ])
    expect(plainMap(decidedFor(new Set(read.conflicts.slice(1)), read.edits))).toEqual({[loud]: {label: 'Loud'}})
    const gone = onto(published({[plain]: {removed: true, to: loud}}), {[plain]: {label: 'Sober'}})
    expect(gone.conflicts.map(each => conflictWords(each, gone, tones))).toMatchObject([{isOpen: false, mine: {words: {values: {name: 'Sober'}}}}])
  })

  test('lists what one took out and the other changed', () => {
    const without = published({[plain]: {removed: true, to: loud}})
    expect(onto(without, {[plain]: {label: 'Sober'}}).conflicts).toEqual([{part: plain, mine: {label: 'Sober'}}])
    const changed = published({[plain]: {label: 'Sober'}})
    expect(onto(changed, {[plain]: {removed: true, to: loud}}).conflicts).toEqual([expect.objectContaining({part: plain})])
  })

  test('finds what was given another name meanwhile', () => {
    const {edits, conflicts} = onto(published({[loud]: {name: 'noisy'}}), {[loud]: {guideline: 'Heard from afar.'}})
    expect([plainMap(edits), conflicts]).toEqual([{[partOf({layer: 'line', feature: 'tone', label: 'noisy'})]: {guideline: 'Heard from afar.'}}, []])
  })
})

describe('the name of what is taken out of a draft', () => {
  const isOut = {removed: true}
  const label = (name: string): DraftFields => ({part: 'label', in: tone, name, label: 'Muted 🙂', order: 7})

  test('is refused beside the field for what is new, and for what is called otherwise, as long as annotations may say it', () => {
    const problems = (edits: {readonly [part: string]: DraftFields}): readonly string[] =>
      draftProblems(draft(edits)).map(({part, field, problem}) => `${part} ${field}: ${String(problem)}`)
    const taken = 'which is taken out: what annotations say of that would be read as this. Give it another name, or bring'
    expect(problems({[shrill]: isOut, n1: label('shrill')})).toEqual([`n1 name: This name is that of “Shrill 🧊”, ${taken} “Shrill 🧊” back.`])
    expect(problems({[shrill]: isOut, [plain]: {name: 'shrill'}})).toEqual([`${plain} name: This name is that of “Shrill 🧊”, ${taken} “Shrill 🧊” back.`])
    expect(problems({[shrill]: {name: 'sharp'}, n1: label('shrill')})).toEqual([
      'n1 name: This name was that of “Shrill 🧊”: what annotations say of that would be read as this. Give it another name.',
    ])
    const why = partOf({layer: 'line', feature: 'why'})
    const asked = {part: 'feature', in: line, name: 'why', label: 'Reason', kind: 'number', order: 9}
    expect(problems({[why]: isOut, n2: asked})).toEqual([`n2 name: This name is that of “Why”, ${taken} “Why” back.`])
    const other = {part: 'layer', in: WHOLE, name: 'link', label: 'Tie', key: 't', look: {hue: 'blue', line: 'solid'}, order: 9}
    expect(problems({[link]: isOut, n3: other})).toEqual([`n3 name: This name is that of “Link”, ${taken} “Link” back.`])
  })

  test('is free for what it is read as, beside another question, and in a draft that goes on from elsewhere', () => {
    expect(draftProblems(draft({[shrill]: {...isOut, to: 'n1'}, n1: label('shrill')}))).toEqual([])
    const mood = {part: 'feature', in: line, name: 'mood', label: 'Mood', kind: 'choice', order: 9}
    expect(draftProblems(draft({[shrill]: isOut, n2: mood, n1: {...label('shrill'), in: 'n2'}}))).toEqual([])
    const elsewhere = draft({[shrill]: isOut, n1: label('shrill')})
    expect(draftProblems({...elsewhere, origin: {...origin, from: 'preset'}})).toEqual([])
  })

  test('keeps no draft open once all of it is published', () => {
    const whole = draft({[shrill]: isOut, n1: label('shrill'), n2: label('mute')})
    const inForce: Schema = {...value(parseNewSchema(draftedSchema(whole).schema)), version: 4}
    expect(afterPublishing(whole, whole, inForce).edits.size).toBe(0)
    const typed = draft({[shrill]: isOut, n1: label('shrill'), n2: {...label('mute'), guideline: 'صامت'}})
    const mute = partOf({layer: 'line', feature: 'tone', label: 'mute'})
    expect([...afterPublishing(typed, whole, inForce).edits]).toEqual([[mute, {guideline: 'صامت'}]])
  })
})

describe('labels that are called alike', () => {
  const alike = (name: string, more: DraftFields = {}): DraftFields => ({part: 'label', in: tone, name, label: 'plain ', order: 9, ...more})
  const told = 'is what the label with the value “plain” is called already: nobody could tell them apart. Call one of them otherwise.'
  const problems = (edits: {readonly [part: string]: DraftFields}): readonly string[] =>
    draftProblems(draft(edits)).map(({part, field, problem}) => `${part} ${field}: ${String(problem)}`)

  test('are refused beside the field, in the words that the schema was written in and in each language', () => {
    expect(problems({n1: alike('sober')})).toEqual([`n1 label: “plain ” ${told}`])
    const arabic = {translations: {ar: {label: 'بسيط 🙂'}}}
    expect(problems({[plain]: arabic, n1: alike('sober', {label: 'Sober', ...arabic})})).toEqual([`n1 label: In the language ar, “بسيط 🙂” ${told}`])
    expect(problems({[plain]: arabic, n1: alike('sober', {label: 'Sober', translations: {fa: {label: 'بسيط 🙂'}}})})).toEqual([])
  })

  test('may be kinds of different labels, and one of them may be retired', () => {
    expect(problems({n1: alike('sober', {parent: 'loud'})})).toEqual([])
    expect(problems({[plain]: {retired: true, key: null}, n1: alike('sober')})).toEqual([])
  })

  test('have their values beside them where changes are told, and where what goes is mapped', () => {
    const {schema} = draftedSchema(draft({n1: alike('sober', {label: 'Plain'})}))
    const both: Schema = value(parseNewSchema(schema))
    expect(schemaDiff(tones, both).map(each => String(differenceWords(each, tones, both)))).toEqual(['Label “Plain (sober)” of “Tone”: added'])
    const [loss] = schemaLosses(tones, {...both, layers: both.layers.map(layer => ({...layer, features: layer.features.map(withoutShrill)}))})
    expect(loss?.places.map(({label}) => label)).toEqual(['Plain (plain)', 'صاخب', 'Plain (sober)'])
  })
})

const withoutShrill = (feature: Feature): Feature =>
  'choices' in feature ? {...feature, choices: feature.choices.filter(({value: each}) => each !== 'shrill')} : feature
