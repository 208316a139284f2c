import {describe, expect, test} from 'vitest'
import {LANGUAGES} from '../../src/core/language/languages.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
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

describe('[DS13] words by language', () => {
  const withWords = (translations: object, label: unknown = 'Claim') =>
    parseNewSchema({...WRITTEN, layers: [{...WRITTEN.layers[0], guideline: 'G', label, translations}]})

  test('are refused under what names no language, with the place and what to write', () => {
    expect(refusal(withWords({toString: {label: 'Claim'}}))).toBe(
      'schema.layers[0].translations.toString is under a wrong name. "toString" must be a language code such as en, ar or zh-Hans, but is "toString". Correct it.',
    )
  })

  test('stand once for each language, however its tag is written', () => {
    expect(refusal(withWords({de: {label: 'Behauptung'}, DE: {label: 'Aussage'}}))).toBe(
      'schema.layers: the words of claim stand twice for the language de. Keep one of them.',
    )
    expect(withWords({de: {label: 'Behauptung'}, 'de-AT': {label: 'Aussage'}})).toMatchObject({ok: true})
  })

  test('are no longer than what can be shown', () => {
    expect(refusal(withWords({de: {label: '🧊'.repeat(251)}}))).toContain('a label of claim has more than 500 characters')
    expect(refusal(withWords({de: {guideline: 'سالم '.repeat(4001)}}))).toContain('a guideline of claim has more than 20,000 characters')
    expect(refusal(withWords({}, 'x'.repeat(501)))).toContain('a label of claim has more than 500 characters')
  })

  test('are there for every label of the schema that new projects have, in each language of the window, and a reader of two has the first', () => {
    const {layers} = DEFAULT_SCHEMA
    const all = layers.flatMap(layer => [layer, ...layer.features, ...layer.features.flatMap(each => ('choices' in each ? each.choices : []))])
    for (const each of all) expect(Object.keys(each.translations ?? {}), each.label).toEqual(Object.keys(LANGUAGES))
    for (const {label, translations} of all) expect(translations?.en?.label).toBe(label)
    expect(labels(schemaInLanguage(DEFAULT_SCHEMA, ['en', 'fr']))).toEqual(labels(DEFAULT_SCHEMA))
    expect(labels(schemaInLanguage(DEFAULT_SCHEMA, ['ar', 'fr']))[0]).toBe('ادعاء')
  })
})
