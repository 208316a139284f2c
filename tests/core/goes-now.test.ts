import fc from 'fast-check'
import {expect, test} from 'vitest'
import {differenceWords} from '../../src/core/schema/difference-words.ts'
import {disturbances} from '../../src/core/schema/disturbances.ts'
import type {DraftFields, DraftOrigin, SchemaDraft} from '../../src/core/schema/draft.ts'
import {partOf, WHOLE} from '../../src/core/schema/draft.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import {addedField} from '../../src/core/schema/added-example.ts'
import {afterPublishing, goesNow} from '../../src/core/schema/goes-now.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'

const inForce: Schema = {
  name: 'Tones',
  version: 3,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'l',
      look: {hue: 'rose', line: 'solid'},
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {value: 'plain', label: 'Plain', key: '1'},
            {value: 'loud', label: 'صاخب', key: '2'},
          ],
        },
        {
          name: 'mood',
          label: 'Mood',
          kind: 'choice',
          countsForAgreement: false,
          choices: [
            {value: 'odd', label: 'Odd'},
            {value: 'even', label: 'Even 🧊'},
          ],
        },
      ],
    },
    {name: 'word', label: 'Word', key: 'w', look: {hue: 'teal', line: 'dotted'}, features: []},
  ],
}
const origin: DraftOrigin = {by: 'alice', at: 5, from: 'in-force', base: 3, schema: inForce}
const id = {
  line: partOf({layer: 'line'}),
  word: partOf({layer: 'word'}),
  tone: partOf({layer: 'line', feature: 'tone'}),
  plain: partOf({layer: 'line', feature: 'tone', label: 'plain'}),
  loud: partOf({layer: 'line', feature: 'tone', label: 'loud'}),
  mood: partOf({layer: 'line', feature: 'mood'}),
  odd: partOf({layer: 'line', feature: 'mood', label: 'odd'}),
  even: partOf({layer: 'line', feature: 'mood', label: 'even'}),
}
type Edits = {readonly [part: string]: DraftFields}
const draft = (edits: Edits, given: Partial<DraftOrigin> = {}): SchemaDraft => ({id: 'd', origin: {...origin, ...given}, edits: new Map(Object.entries(edits))})
const now = (edits: Edits): Edits => Object.fromEntries(goesNow(draft(edits), inForce).now?.edits ?? [])
const waits = (edits: Edits): readonly string[] => goesNow(draft(edits), inForce).waits.map(each => `${differenceWords(each, inForce, inForce)}`)

test('of a draft what only explains goes while people work blind, and the rest waits', () => {
  const edits = {[id.loud]: {label: 'Loud', guideline: '*Very* loud'}, [id.tone]: {order: 5}, [WHOLE]: {guideline: 'Read first.'}}
  expect(now(edits)).toEqual({[id.loud]: {guideline: '*Very* loud'}, [WHOLE]: {guideline: 'Read first.'}})
  expect(waits(edits)).toEqual(['Layer “Line”: other order', 'Label “صاخب” of “Tone”: renamed “Loud”'])
})

test('so does what never counts for agreement: its labels, and a new one of its kind', () => {
  const even = {part: 'label', in: id.mood, name: 'new', label: 'جديد', order: 9}
  const note = {part: 'feature', in: id.line, name: 'why', label: 'Why', kind: 'text', countsForAgreement: false, order: 7}
  const edits = {[id.odd]: {label: 'Strange'}, n1: even, n2: note, n3: {part: 'label', in: id.tone, name: 'calm', label: 'Calm', order: 8}}
  expect(Object.keys(now(edits))).toEqual([id.odd, 'n1', 'n2'])
  expect(waits(edits).length).toBe(1)
})

test('what is taken out, joined or split waits, with all that stands in what is new', () => {
  const layer = {part: 'layer', in: WHOLE, name: 'phrase', label: 'Phrase', key: 'p', look: {hue: 'amber', line: 'solid'}, order: 9}
  const feature = {part: 'feature', in: 'n1', name: 'sure', label: 'Sure', kind: 'yes-no', order: 0}
  const edits = {
    [id.plain]: {removed: true, to: id.loud},
    [id.odd]: {removed: true, to: id.even},
    n1: layer,
    n2: feature,
    [id.word]: {look: {hue: 'rose', line: 'wavy'}},
  }
  expect(now(edits)).toEqual({[id.word]: {look: {hue: 'rose', line: 'wavy'}}})
})

test('a draft of another schema waits as a whole, unless it says the same', () => {
  const other = draft({}, {from: 'preset', schema: {...inForce, layers: inForce.layers.slice(0, 1)}})
  expect(goesNow(other, inForce).now).toBeUndefined()
  const same = draft({[WHOLE]: {guideline: 'Read first.'}}, {from: 'file'})
  expect(goesNow(same, inForce)).toMatchObject({now: same, waits: []})
})

test('nothing goes of a draft that cannot be published, nor where all of it waits', () => {
  expect(goesNow(draft({[id.loud]: {name: 'plain'}}), inForce)).toEqual({waits: []})
  expect(goesNow(draft({[id.loud]: {label: 'Loud'}}), inForce).now).toBeUndefined()
})

const field = fc.constantFrom<DraftFields>(
  {label: 'Other'},
  {guideline: 'Why'},
  {[addedField('a')]: {example: {kind: 'positive', quote: 'Sea ice 🧊'}, at: 1}},
  {key: '7'},
  {order: 9},
  {look: {hue: 'amber', line: 'wavy'}},
  {removed: true},
  {name: 'x'},
  {countsForAgreement: false},
  {countsForAgreement: null},
  {required: true},
  {retired: true},
  {translations: {de: {guideline: 'Warum'}}},
)
const added = fc.constantFrom<DraftFields>(
  {part: 'label', in: id.tone, name: 'calm', label: 'Calm', order: 4},
  {part: 'label', in: id.mood, name: 'calm', label: 'Calm', order: 4},
  {part: 'feature', in: id.line, name: 'why', label: 'Why', kind: 'text', order: 4, countsForAgreement: false},
)
const edits = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(...Object.values(id)), field), {maxLength: 8}), fc.option(added, {nil: undefined}))
  .map(([list, one]) => {
    const all = new Map<string, DraftFields>(one === undefined ? [] : [['n1', one]])
    for (const [part, fields] of list) all.set(part, {...all.get(part), ...fields})
    return Object.fromEntries(all)
  })

test('whatever a draft changes: what goes now disturbs nothing, and the rest, published after the round, makes the schema that it was to be', () => {
  fc.assert(
    fc.property(edits, all => {
      const published = (each: SchemaDraft, before: Schema): Schema | undefined => {
        const {schema, mappings} = draftedSchema(each)
        const parsed = parseNewSchema(schema)
        const change = parsed.ok ? schemaChange(before, parsed.value, mappings) : parsed
        return change.ok ? change.value.next : undefined
      }
      const whole = draft(all)
      const wanted = published(whole, inForce)
      const {now: first, waits: waiting} = goesNow(whole, inForce)
      fc.pre(wanted !== undefined)
      if (first === undefined) return
      const between = published(first, inForce) as Schema
      expect(disturbances(inForce, between)).toEqual([])
      if (waiting.length === 0) return
      const rest = afterPublishing(whole, first, between)
      const {version: _one, mappings: _two, ...then} = published({...whole, ...rest}, between) as Schema
      const {version: _three, mappings: _four, ...meant} = wanted as Schema
      expect(then).toEqual(meant)
    }),
    {numRuns: 300},
  )
})
