import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {searchHits, searchTerms} from '../../src/core/search-terms.ts'
import {slice} from '../../src/core/span.ts'

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
