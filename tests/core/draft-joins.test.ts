import {describe, expect, test} from 'vitest'
import type {DraftOrigin, DraftPart, SchemaDraft} from '../../src/core/schema/draft.ts'
import {draftParts, partOf} from '../../src/core/schema/draft.ts'
import type {PartEdit} from '../../src/core/schema/draft-edits.ts'
import {applied, joined, readAs, splitInto} from '../../src/core/schema/draft-joins.ts'
import {draftProblems} from '../../src/core/schema/draft-problems.ts'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {value} from '../support/results.ts'

const tones: Schema = {
  name: 'Tones',
  version: 1,
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
            {value: 'plain', label: 'Plain'},
            {value: 'loud', label: 'صاخب'},
            {value: 'shrill', label: 'Shrill 🧊', parent: 'loud'},
            {value: 'odd', label: 'Odd'},
          ],
        },
        {name: 'why', label: 'Why', kind: 'text', when: {feature: 'tone', is: ['loud', 'shrill']}},
        {name: 'note', label: 'Note', kind: 'text'},
      ],
    },
  ],
}
const origin: DraftOrigin = {by: 'alice', at: 5, from: 'in-force', base: 1, schema: tones}
const draft: SchemaDraft = {id: 'd', origin, edits: new Map()}
const part = (label: string, of = draft): DraftPart => draftParts(of).find(({id}) => id === partOf({layer: 'line', feature: 'tone', label})) as DraftPart

/** What publishing it would make, and what is read as what. */
const published = (edits: readonly PartEdit[]) => {
  const after = applied(draft, edits)
  expect(draftProblems(after)).toEqual([])
  const {schema, mappings} = draftedSchema(after)
  const {next} = value(schemaChange(tones, value(parseNewSchema(schema)), mappings))
  const [tone, why] = next.layers[0]?.features ?? []
  return {labels: tone !== undefined && 'choices' in tone ? tone.choices.map(({value: name, parent}) => [name, parent]) : [], when: why?.when, mappings}
}
const word = {layer: 'line', feature: 'tone'}

describe('labels of a draft', () => {
  test('that are joined are read as one of them, which takes their place in conditions, too', () => {
    expect(
      published(
        joined(
          draft,
          ['loud', 'shrill', 'odd'].map(name => part(name)),
          part('odd'),
        ),
      ),
    ).toEqual({
      labels: [
        ['plain', undefined],
        ['odd', undefined],
      ],
      when: {feature: 'tone', is: 'odd'},
      mappings: [
        {...word, label: 'loud', to: 'odd'},
        {...word, label: 'shrill', to: 'odd'},
      ],
    })
  })

  test('of which one is read as another stand where it stood', () => {
    expect(published(readAs(draft, part('loud'), part('plain')))).toEqual({
      labels: [
        ['plain', undefined],
        ['shrill', undefined],
        ['odd', undefined],
      ],
      when: {feature: 'tone', is: ['plain', 'shrill']},
      mappings: [{...word, label: 'loud', to: 'plain'}],
    })
  })

  test('that are split become new ones in their place, and what was said is read as the first until it is looked at again', () => {
    let nth = 0
    const {labels, when, mappings} = published(splitInto(draft, part('loud'), ['صراخ', 'Loud'], () => `n${++nth}`))
    expect(labels.map(([name]) => name)).toEqual(['plain', 'صراخ', 'Loud', 'shrill', 'odd'])
    expect(when).toEqual({feature: 'tone', is: ['صراخ', 'Loud', 'shrill']})
    expect(mappings).toEqual([{...word, label: 'loud', to: 'صراخ', split: ['صراخ', 'Loud']}])
  })

  test('that is split into one of its own name gets another name in the data', () => {
    let nth = 0
    const {labels, mappings} = published(splitInto(draft, part('odd'), ['odd', 'even'], () => `n${++nth}`))
    expect(labels.map(([name]) => name)).toEqual(['plain', 'loud', 'shrill', 'odd-2', 'even'])
    expect(mappings).toEqual([{...word, label: 'odd', to: 'odd-2', split: ['odd-2', 'even']}])
  })
})

test('a question may be read as another of its kind', () => {
  const parts = draftParts(draft)
  const [why, note] = ['why', 'note'].map(feature => parts.find(({id}) => id === partOf({layer: 'line', feature})) as DraftPart) as [DraftPart, DraftPart]
  expect(published(readAs(draft, why, note)).mappings).toEqual([{layer: 'line', feature: 'why', to: 'note'}])
})
