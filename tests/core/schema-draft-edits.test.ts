import {expect, test} from 'vitest'
import type {DraftFields, DraftOrigin, DraftPart, SchemaDraft} from '../../src/core/schema/draft.ts'
import {draftParts, partOf, WHOLE} from '../../src/core/schema/draft.ts'
import type {PartEdit} from '../../src/core/schema/draft-edits.ts'
import {added, edited, moved, nameFor, relabelled, removed} from '../../src/core/schema/draft-edits.ts'
import {staleWords} from '../../src/core/schema/draft-doubts.ts'
import {draftProblems} from '../../src/core/schema/draft-problems.ts'
import {partsInTree} from '../../src/core/schema/draft-tree.ts'
import type {Schema} from '../../src/core/schema/schema.ts'

const schema: Schema = {
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
            {value: 'plain', label: 'Plain'},
            {value: 'loud', label: 'صاخب', translations: {ar: {label: 'صاخب'}, en: {label: 'Loud'}}},
            {value: 'shrill', label: 'Shrill 🧊', parent: 'loud'},
            {value: 'roar', label: 'Roar', parent: 'loud'},
          ],
        },
        {name: 'why', label: 'Why', kind: 'text', when: {feature: 'tone', is: ['loud', 'plain']}},
        {name: 'who', label: 'Who', kind: 'reference', to: ['mention'], layers: ['line']},
      ],
    },
    {name: 'link', label: 'Link', key: 'k', look: {hue: 'teal', line: 'dotted'}, of: 'relation', from: ['line'], features: []},
  ],
}
const origin: DraftOrigin = {by: 'alice', at: 5, from: 'in-force', base: 3, schema}
const id = (label: string): string => partOf({layer: 'line', feature: 'tone', label})
const [line, tone, why, who, link] = [
  {layer: 'line'},
  {layer: 'line', feature: 'tone'},
  {layer: 'line', feature: 'why'},
  {layer: 'line', feature: 'who'},
  {layer: 'link'},
].map(partOf) as [string, string, string, string, string]

function withEdits(draft: SchemaDraft, edits: readonly PartEdit[]): SchemaDraft {
  const next = new Map(draft.edits)
  for (const {part, fields} of edits) {
    const all: DraftFields = {...next.get(part), ...fields}
    next.set(part, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
  }
  return {...draft, edits: next}
}
const draft: SchemaDraft = {id: 'd', origin, edits: new Map()}
const part = (of: SchemaDraft, wanted: string): DraftPart => draftParts(of).find(each => each.id === wanted) as DraftPart
const tree = (of: SchemaDraft): readonly string[] => partsInTree(draftParts(of)).map(({part: {fields}, level}) => `${level} ${fields.name}`)

test('what is given back as the origin has it is no edit, and what it does not have is taken away', () => {
  expect(edited(draft, tone, {label: 'Tone', required: undefined, key: 't'})).toEqual({part: tone, fields: {label: undefined, required: undefined, key: 't'}})
  expect(edited(draft, line, {primary: undefined})).toEqual({part: line, fields: {primary: null}})
  expect(edited(draft, WHOLE, {name: 'Tones', guideline: 'Read *all*.'}).fields).toEqual({name: undefined, guideline: 'Read *all*.'})
})

test('the words of the language that a label was written in go along with it, and those of others stay', () => {
  const {translations} = relabelled(part(draft, id('loud')), 'جهير', draftParts(draft))
  expect(translations).toEqual({ar: {label: 'جهير'}, en: {label: 'Loud'}})
  expect(relabelled(part(draft, id('plain')), 'Sober', draftParts(draft))).toEqual({label: 'Sober'})
})

test('the words of other languages that nobody changed with a label are perhaps out of date, until they are changed or the label is as it was', () => {
  const loud = part(draft, id('loud'))
  const renamed = withEdits(draft, [edited(draft, loud.id, relabelled(loud, 'جهير', draftParts(draft)))])
  expect(staleWords(draft)).toEqual([])
  expect(staleWords(renamed)).toEqual([{part: loud.id, languages: ['en']}])
  const retold = {ar: {label: 'جهير'}, en: {label: 'Strident 🧊'}}
  expect(staleWords(withEdits(renamed, [edited(renamed, loud.id, {translations: retold})]))).toEqual([])
  expect(staleWords(withEdits(renamed, [edited(renamed, loud.id, {label: 'صاخب', translations: loud.fields.translations})]))).toEqual([])
  expect(staleWords(withEdits(renamed, [{part: loud.id, fields: {removed: true}}]))).toEqual([])
})

test('words of other languages that are spelled as a label stay when it is called otherwise, and only those of the language it was written in go along', () => {
  const neutral = {label: 'Neutral', translations: {de: {label: 'Neutral'}, en: {label: 'Neutral', guideline: 'Neither 🙂'}, es: {label: 'Neutral'}}}
  const positive = {label: 'Positive', translations: {de: {label: 'Positiv'}, en: {label: 'Positive'}, es: {label: 'Positivo'}}}
  const called = (edits: readonly PartEdit[]): DraftFields => {
    const now = withEdits(draft, edits)
    return relabelled(part(now, id('plain')), 'Neither', draftParts(now))
  }
  const written: readonly PartEdit[] = [
    {part: id('plain'), fields: neutral},
    {part: id('loud'), fields: positive},
  ]
  expect(called(written)).toEqual({label: 'Neither', translations: {...neutral.translations, en: {label: 'Neither', guideline: 'Neither 🙂'}}})
  const {en: _neutral, ...others} = neutral.translations
  const {en: _positive, ...othersToo} = positive.translations
  const translated: readonly PartEdit[] = [
    {part: id('plain'), fields: {...neutral, translations: others}},
    {part: id('loud'), fields: {...positive, translations: othersToo}},
  ]
  expect(called(translated)).toEqual({label: 'Neither'})
  expect(called([...translated.slice(0, 1), {part: id('loud'), fields: {translations: null}}])).toEqual({label: 'Neither'})
  expect(called([{part: id('plain'), fields: {label: 'Neutral', translations: {de: {label: 'Neutral'}}}}])).toEqual({label: 'Neither'})
})

test('a name is made of a label, is one that nothing beside it has, and has letters that every program takes', () => {
  const beside = draftParts(draft).filter(each => each.part === 'feature')
  expect(['Rhétorique !', 'Tone', 'نبرة 🧊', '7 up'].map(label => nameFor(label, 'feature', beside))).toEqual(['rhetorique', 'tone-2', 'feature', 'up'])
  const labels = draftParts(draft).filter(each => each.part === 'label')
  expect(['شديد 🧊', 'plain', ''].map(label => nameFor(label, 'label', labels))).toEqual(['شديد 🧊', 'plain-2', 'label'])
})

test('a label stands below the one that it is a kind of, is moved among those beside it alone, and a new one comes last', () => {
  expect(tree(draft)).toEqual(['1 line', '2 tone', '3 plain', '3 loud', '4 shrill', '4 roar', '2 why', '2 who', '1 link'])
  const first = withEdits(draft, moved(draft, part(draft, id('roar')), 0))
  expect(tree(first).slice(2, 6)).toEqual(['3 plain', '3 loud', '4 roar', '4 shrill'])
  const two = withEdits(first, [added(first, 'n1', 'label', tone, {label: 'Calm'})])
  expect(tree(two).slice(2, 7)).toEqual(['3 plain', '3 loud', '4 roar', '4 shrill', '3 Calm'])
  expect(tree(withEdits(two, moved(two, part(two, 'n1'), 0))).slice(2, 5)).toEqual(['3 Calm', '3 plain', '3 loud'])
})

test('it can be moved between the same two again and again: once there is no number between them all are numbered anew', () => {
  let now = withEdits(draft, [added(draft, 'n1', 'label', tone, {label: 'A'}), added(draft, 'n2', 'label', tone, {label: 'B', order: 5})])
  for (let round = 0; round < 120; round++) now = withEdits(now, moved(now, part(now, round % 2 === 0 ? 'n2' : 'n1'), 1))
  expect(tree(now).slice(2, 6)).toEqual(['3 plain', '3 A', '3 B', '3 loud'])
})

test('with what is taken out goes what names it: parents, conditions, the feature that digits set, and ends of relations', () => {
  const noLoud = withEdits(draft, removed(draft, part(draft, id('loud'))))
  expect(tree(noLoud).slice(2, 5)).toEqual(['3 plain', '3 shrill', '3 roar'])
  expect(part(noLoud, why).fields.when).toEqual({feature: 'tone', is: 'plain'})
  const noTone = withEdits(noLoud, removed(noLoud, part(noLoud, tone)))
  expect([part(noTone, why).fields.when, part(noTone, line).fields.primary]).toEqual([undefined, undefined])
  const noLine = withEdits(noTone, removed(noTone, part(noTone, line)))
  expect([part(noLine, link).fields.from, part(noLine, who).fields.layers]).toEqual([undefined, undefined])
  expect([noLoud, noTone, noLine].map(draftProblems)).toEqual([[], [], []])
})

test('with a label under another that was given a new name meanwhile, what is taken out is found by that', () => {
  const renamed = withEdits(draft, [edited(draft, id('loud'), {name: 'noisy'})])
  expect(tree(renamed).slice(3, 6)).toEqual(['3 noisy', '4 shrill', '4 roar'])
  const without = withEdits(renamed, removed(renamed, part(renamed, id('loud'))))
  expect([tree(without).slice(2, 5), part(without, why).fields.when]).toEqual([['3 plain', '3 shrill', '3 roar'], {feature: 'tone', is: 'plain'}])
})
