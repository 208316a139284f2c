import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {searchHits, searchTerms} from '../../src/core/text/search-terms.ts'
import {slice} from '../../src/core/text/span.ts'
import {textForm} from '../../src/core/text/text-form.ts'
import {anyText} from './unicode.ts'

const hits = (text: string, query: string): string[] => searchHits(text, searchTerms(query)).map(span => slice(text, span))

describe('[SE1] what is searched is found', () => {
  test.each([
    ['サーバーAPIの設定', 'API', 'API'],
    ['Netan\u00adyahu spoke', 'netanyahu', 'Netan\u00adyahu'],
    ['Die Straße ist lang', 'strasse', 'Straße'],
    ['DIE STRASSE', 'straße', 'STRASSE'],
    ['W Łodzi', 'lodzi', 'Łodzi'],
    ['Đoković won', 'djok', undefined],
    ['Đoković won', 'dokovic', 'Đoković'],
    ['Søren Kierkegaard', 'soren', 'Søren'],
    ['Diyarbakır', 'diyarbakir', 'Diyarbakır'],
    ['DİYARBAKIR', 'diyarbakır', 'DİYARBAKIR'],
    ['Æthelred', 'aethel', 'Æthel'],
    ['ｻｰﾊﾞｰ', 'サーバー', 'ｻｰﾊﾞｰ'],
    ['محـــمد', 'محمد', 'محـــمد'],
    ['أحمد', 'احمد', 'أحمد'],
    ['Зеленський і Ёлка', 'елка', 'Ёлка'],
    ['한국어', '한국', '한국'],
    ['𝐁𝐨𝐥𝐝 news', 'bold', '𝐁𝐨𝐥𝐝'],
  ])('%s: %s', (text, query, found) => {
    expect(hits(text, query)).toEqual(found === undefined ? [] : [found])
  })

  const HALF_SPACED = 'کتاب\u200cهای خوب'
  const SPACED = 'کتاب های خوب'
  const JOINED = 'کتابهای خوب'
  test.each([HALF_SPACED, SPACED, JOINED])('a half-space of Persian, a space in its place, and neither are found by each other: %s', text => {
    const [found] = text.split(' خوب')
    for (const query of ['کتاب\u200cهای', 'کتابهای', '"کتاب\u200cهای"', '"کتاب های"']) expect([query, hits(text, query)]).toEqual([query, [found]])
    expect(hits(text, 'کتاب های').join(' ')).toBe(found)
    expect(hits('نمی روم', 'نمیروم')).toEqual(['نمی روم'])
    expect(hits('کتاب خوب های', 'کتابهای')).toEqual([])
  })

  test.each([
    ['バリ島', 'パリ'],
    ['कोमल', 'कमल'],
    ['कमल', 'कोमल'],
    ['мои слова', 'мой'],
    ['ฝาย', 'ฝ้าย'],
    ['하늘', '한'],
    ['ガス', 'カス'],
    ['கல்', 'கால்'],
  ])('and what is another word is not: %s is not %s', (text, query) => {
    expect(hits(text, query)).toEqual([])
  })
})

describe('[SE2] a phrase in quotation marks', () => {
  test('is found as it stands, in whatever marks it is written', () => {
    const text = 'The peace talks go on. Talks of peace. Peace  talks\u00a0go.'
    for (const query of ['"peace talks"', '“peace talks”', '„peace talks“', '«peace talks»', '"peace talks'])
      expect(hits(text, query)).toEqual(['peace talks', 'Peace  talks'])
    expect(hits(text, 'peace talks')).toHaveLength(6)
    expect(hits(text, '"talk"')).toEqual([])
    expect(hits('大臣は「和平は近い」と述べた', '「和平は近い」')).toEqual(['和平は近い'])
  })
})

test('[SE3] hits lie in the text in order, do not overlap, and say what was asked for again (seed 20261127)', () => {
  const piece = fc.constantFrom('peace', 'Péace', ' ', 'talks', '\u00ad', 'ß', 'ss', 'パ', 'リ', 'を', 'كو', 'क', 'ो', '👩‍👩‍👧', '.', '\n')
  fc.assert(
    fc.property(
      fc.array(piece, {maxLength: 40}).map(parts => parts.join('')),
      fc.array(piece, {minLength: 1, maxLength: 3}).map(parts => parts.join('')),
      (text, query) => {
        const found = searchHits(text, searchTerms(query))
        for (const [at, span] of found.entries()) {
          expect(span.start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(searchHits(slice(text, span), searchTerms(query)).length).toBeGreaterThan(0)
        }
      },
    ),
    {numRuns: 300, seed: 20261127},
  )
})

/** Each word in turn, looked for at each place: nothing is kept and nothing is passed over. */
function plainScan(text: string, query: string, most: number): {start: number; end: number}[] {
  const {form, starts, ends} = textForm(text, 'letters')
  const spaceless = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]`
  const tokens = [...form.matchAll(new RegExp(String.raw`(?!\p{M})${spaceless}\p{M}*|(?:(?!(?!\p{M})${spaceless})[\p{L}\p{N}\p{M}])+`, 'gu'))]
  const found: {start: number; end: number}[] = []
  for (const [at, token] of tokens.entries()) {
    const ways = searchTerms(query).flatMap(({others = [], ...words}) => [words, ...others])
    const reached = ways.flatMap(({tokens: wanted, open}) => {
      const row = tokens.slice(at, at + wanted.length)
      const fits =
        row.length === wanted.length && row.every(([word], i) => word === wanted[i] || (open && i === row.length - 1 && word.startsWith(wanted[i] ?? '')))
      return fits ? [(row.at(-1)?.index ?? 0) + (wanted.at(-1)?.length ?? 0)] : []
    })
    const start = starts[token.index] as number
    if (reached.length > 0 && start >= (found.at(-1)?.end ?? 0)) found.push({start, end: ends[Math.max(...reached) - 1] as number})
  }
  return found.slice(0, most)
}

test('[SE4] hits are those of a plain scan, in any text and for any part of it (seed 20261129)', () => {
  const piece = fc.constantFrom(
    'peace',
    'Péace',
    ' ',
    'talks',
    '\u00ad',
    'ß',
    'パ',
    'リ',
    'を',
    'ﾊﾞ',
    '\u3099',
    'كو',
    'مُ',
    'क',
    'ो',
    'ข้',
    '々',
    '👩‍👩‍👧',
    '𠀀',
    '.',
    '"',
    '\n',
  )
  const text = fc.array(fc.oneof(piece, anyText), {maxLength: 14}).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(12), fc.boolean(), fc.constantFrom(1, 3, 1000), (text, from, length, isPhrase, most) => {
      const words = text.slice(from, from + length)
      for (const query of [isPhrase ? `"${words}"` : words, `${text.slice(0, 3)} ${words}`])
        expect(searchHits(text, searchTerms(query), most)).toEqual(plainScan(text, query, most))
    }),
    {numRuns: 400, seed: 20261129},
  )
})
