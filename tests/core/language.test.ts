import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {catalogueKey, ENGLISH, languageIn} from '../../src/core/language/language.ts'
import {LANGUAGES, languageFor} from '../../src/core/language/languages.ts'
import {message, sentence} from '../../src/core/language/message.ts'

const MARKED = '{many, plural, =0 {No annotation} one {# annotation} other {# annotations}} in “{title}”.'
const arabic = languageIn('ar', {
  [MARKED]: '{many, plural, =0 {لا تعليقات} one {تعليق واحد} two {تعليقان} few {# تعليقات} many {# تعليقًا} other {# تعليق}} في «{title}».',
  [catalogueKey('Open', 'a round')]: 'مفتوحة',
  Open: 'افتح',
})

describe('A message', () => {
  test('is English where no language is given, also in words that it is put into', () => {
    const why = message(MARKED, {many: 2, title: 'Zoë 👩‍👩‍👧 on שלום'})
    expect(`${why}`).toBe('2 annotations in “Zoë 👩‍👩‍👧 on שלום”.')
    expect(`${message('It cannot be opened: {why}', {why})}`).toBe('It cannot be opened: 2 annotations in “Zoë 👩‍👩‍👧 on שלום”.')
  })

  test('is said in the language of the reader with its plurals, and what stands in its places keeps its own direction', () => {
    expect(arabic.tell(message(MARKED, {many: 2, title: 'Zoë'}))).toBe('تعليقان في «\u2068Zoë\u2069».')
    expect(arabic.say(MARKED, {many: 11, title: 'a'})).toContain('١١ تعليقًا'.replace('١١', new Intl.NumberFormat('ar').format(11)))
    expect(arabic.direction).toBe('rtl')
  })

  test('sets off in a language from left to right what runs the other way, in sentences, lists and pieces, and nothing in what is written for programs', () => {
    const said = message('“{title}” by {names}', {title: 'סודי 🧊', names: ['Zoë', 'زوي', message('{a} & co.', {a: 'ليلى'})]})
    expect(ENGLISH.tell(said)).toBe('“\u2068סודי 🧊\u2069” by Zoë, \u2068زوي\u2069, and \u2068ليلى\u2069 & co.')
    expect(ENGLISH.pieces('{name} reads {title}', {name: 'زوي', title: ['x']}).slice(0, 2)).toEqual(['\u2068زوي\u2069 reads ', ['x']])
    expect(ENGLISH.list(['Zoë', '١٢'])).toBe('Zoë and \u2068١٢\u2069')
    expect([languageIn('en', {}, 'written').tell(said), `${said}`]).toEqual(Array(2).fill('“סודי 🧊” by Zoë, زوي, and ليلى & co.'))
    expect(ENGLISH.say('{kind, select, سلام {one} other {two}}', {kind: 'سلام'})).toBe('one')
  })

  test('of one English word and two meanings is told apart by its context', () => {
    expect([arabic.say('Open'), arabic.say('Open', {}, 'a round'), ENGLISH.say('Open', {}, 'a round')]).toEqual(['افتح', 'مفتوحة', 'Open'])
  })

  test('that a catalogue does not have, or has no words for yet, is said in English', () => {
    const german = languageIn('de', {'Saved.': ''})
    expect([german.say('Saved.'), german.say('{n, plural, one {# hit} other {# hits}}', {n: 1_200})]).toEqual(['Saved.', '1,200 hits'])
  })

  test('comes through any channel as it was, with messages in its places, and says the same there', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 0, max: 2_000}), (title, many) => {
        const said = message('Not taken: {why}', {why: message(MARKED, {many, title})})
        const arrived = sentence.parse(JSON.parse(JSON.stringify(said)))
        expect(arabic.tell(arrived)).toBe(arabic.tell(said))
        expect(`${arrived}`).toBe(`${said}`)
      }),
    )
  })

  test('is said by any reader, whatever another program sent: in a place of a kind, in Arabic too, and of nothing that is not there', () => {
    const arabic = languageIn('ar', {})
    const odd = [
      {english: '{a, time}', values: {a: '1'}},
      {english: '{ a , select , x {OK} other {{missing}}}', values: {a: 'x'}},
      {english: '{ a , plural , =1 {OK} other {{missing}}}', values: {a: '1'}},
    ]
    for (const said of odd) {
      const read = sentence.safeParse(said)
      if (read.success) expect(() => arabic.tell(read.data)).not.toThrow()
    }
    expect(sentence.safeParse({english: '{constructor}', values: {}}).success).toBe(false)
    expect(`${sentence.parse({english: 'a\u0000b\u202e{name}', values: {name: '\u2069\u202esoon\u001b[31m'}})}`).toBe('absoon[31m')
  })

  test('that cannot be said is refused: no pattern, a place without a value, values of another kind, or one that grows beyond what a sentence may be', () => {
    const nested = (depth: number): unknown => ({english: '{a}'.repeat(60), values: {a: depth === 0 ? 'a' : nested(depth - 1)}})
    const select = '{a, select, other {'.repeat(90) + '}}'.repeat(90)
    const patterns = ['{', '{a}', '<b>x', '<b>x</b>', '{a, date}', '{a, number, ::currency/XYZW}', `{a, number, ::.${'0'.repeat(54)}}`, select]
    for (const english of patterns)
      expect([english, sentence.safeParse({english, values: english === '{a}' ? {} : {a: 'soon'}}).success]).toEqual([english, english === select])
    expect([nested(0), nested(2)].map(said => sentence.safeParse(said).success)).toEqual([true, false])
    expect(sentence.safeParse('x'.repeat(100_000)).success).toBe(false)
  })

  test('that is none is refused: no English, a value that is no word, or messages without end', () => {
    let deep: unknown = 'why'
    for (let depth = 0; depth < 40; depth += 1) deep = {english: '{why}', values: {why: deep}}
    for (const bad of [7, {english: 7, values: {}}, {english: 'a', values: {a: {}}}, {values: {}}, deep]) expect(sentence.safeParse(bad).success).toBe(false)
  })
})

test('the language is the first of those somebody reads that Claimlight speaks, and English else', () => {
  expect([['pt-BR', 'fr-CA', 'de'], ['ar-EG'], ['C.UTF-8'], ['de_AT.UTF-8'], []].map(languageFor)).toEqual(['fr', 'ar', 'en', 'de', 'en'])
  expect(Object.keys(LANGUAGES)).toContain('en')
})
