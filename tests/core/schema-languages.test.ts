import {describe, expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import {parseNewSchema} from '../../src/core/schema/schema-file.ts'
import {schemaInLanguage} from '../../src/core/schema/schema-languages.ts'
import {refusal, value} from '../support/results.ts'

const WRITTEN = {
  name: 'Words',
  version: 1,
  layers: [
    {
      name: 'claim',
      label: {en: 'Claim', de: 'Behauptung', ar: 'قول'},
      key: 'c',
      look: {hue: 'rose', line: 'solid'},
      guideline: {en: 'What may be *true*.', de: 'Was *wahr* sein kann.'},
      features: [
        {
          name: 'mood',
          label: {en: 'Mood', 'zh-Hans': '语气'},
          kind: 'choice',
          choices: [
            {value: 'calm', label: {en: 'Calm', de: 'Ruhig'}},
            {value: 'loud', label: 'Loud'},
          ],
        },
      ],
    },
  ],
}
const schema = (): Schema => value(parseNewSchema(WRITTEN))
const labels = ({layers}: Schema): string[] =>
  layers.flatMap(layer => [layer.label, ...layer.features.flatMap(each => [each.label, ...('choices' in each ? each.choices.map(({label}) => label) : [])])])

describe('[DS13] a schema in several languages', () => {
  test('is written with its words by language, of which the first are its own', () => {
    expect(labels(schema())).toEqual(['Claim', 'Mood', 'Calm', 'Loud'])
    expect(schema().layers[0]?.translations).toEqual({
      en: {label: 'Claim', guideline: 'What may be *true*.'},
      de: {label: 'Behauptung', guideline: 'Was *wahr* sein kann.'},
      ar: {label: 'قول'},
    })
    expect(value(parseNewSchema(JSON.parse(JSON.stringify(schema()))))).toEqual(schema())
  })

  test.each([
    [
      ['de-AT', 'en'],
      ['Behauptung', 'Mood', 'Ruhig', 'Loud'],
    ],
    [
      ['ar', 'de'],
      ['قول', 'Mood', 'Ruhig', 'Loud'],
    ],
    [
      ['en', 'de'],
      ['Claim', 'Mood', 'Calm', 'Loud'],
    ],
    [['zh-Hant-TW'], ['Claim', '语气', 'Calm', 'Loud']],
    [['fr'], ['Claim', 'Mood', 'Calm', 'Loud']],
    [[], ['Claim', 'Mood', 'Calm', 'Loud']],
  ])('is shown to whoever reads %j in the first of these that it has, each label for itself', (preferred, shown) => {
    expect(labels(schemaInLanguage(schema(), preferred))).toEqual(shown)
  })

  test('says where a language or the words in it are none', () => {
    const broken = (change: (layer: any) => void): string => {
      const copy = structuredClone(WRITTEN) as any
      change(copy.layers[0])
      return refusal(parseNewSchema(copy))
    }
    expect(broken(layer => Object.assign(layer, {label: {english: 'Claim', 'not a tag': 'Claim'}}))).toContain('translations')
    expect(broken(layer => Object.assign(layer, {label: {en: 'Claim', de: 7}}))).toContain('schema.layers[0].translations.de.label')
    expect(broken(layer => Object.assign(layer, {label: {}}))).toContain('schema.layers[0].label')
    expect(broken(layer => Object.assign(layer, {label: {en: 'Claim', de: '\u200b'}}))).toContain('nothing that can be seen')
  })
})
