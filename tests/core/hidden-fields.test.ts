import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {ArticleEntry} from '../../src/core/article/article.ts'
import {hiddenFrom, shownArticle} from '../../src/core/round/hidden-fields.ts'
import type {HiddenDetail} from '../../src/core/round/round.ts'
import {masked} from '../../src/core/text/masked.ts'
import {aRound} from '../support/rounds.ts'
import '../support/property-seed.ts'

const ICE: ArticleEntry = {
  id: 'ice',
  position: 0,
  words: 3,
  length: 12,
  title: 'The Guardian: Zoe\u0308 Müller on ice 🧊',
  outlet: 'The Guardian',
  author: 'Zoë Müller, Ali Hassan',
  published: '2025-02-04',
  url: 'https://www.theguardian.com/world/ice',
  story: 'Ice (the guardian)',
  sourceName: 'the-guardian_2025-02-04_ali.hassan.txt',
  warnings: ['theguardian.com gave no date.'],
  otherSources: [{outlet: 'Le Monde', url: 'https://lemonde.fr/1', sourceName: 'LeMonde20250204.txt'}],
}
const hidden = (...details: readonly HiddenDetail[]) => shownArticle(ICE, new Set(details))

describe('of an article', () => {
  test('nothing is another where nothing is hidden', () => {
    expect(hidden()).toBe(ICE)
  })

  test('a hidden outlet is gone with its address and with where else the text appeared, and is masked in title, file name, story and notes', () => {
    expect(hidden('outlet')).toEqual({
      id: 'ice',
      position: 0,
      words: 3,
      length: 12,
      title: '[…]: Zoe\u0308 Müller on ice 🧊',
      author: 'Zoë Müller, Ali Hassan',
      published: '2025-02-04',
      story: 'Ice ([…])',
      sourceName: '[…]_2025-02-04_ali.hassan.txt',
      warnings: ['[…] gave no date.'],
    })
  })

  test('hidden authors, dates and addresses are gone from every source, and masked where they are named', () => {
    expect(hidden('author', 'published', 'url')).toMatchObject({
      title: 'The Guardian: […] on ice 🧊',
      outlet: 'The Guardian',
      sourceName: 'the-guardian_[…]_[…].txt',
      otherSources: [{outlet: 'Le Monde', sourceName: 'LeMonde[…].txt'}],
    })
    for (const detail of ['author', 'published', 'url']) expect(hidden('author', 'published', 'url')).not.toHaveProperty(detail)
  })
})

describe('a name is masked', () => {
  test.each([
    ['in any case and with any accents', 'LE MONDE und Süddéutsche', ['le Monde', 'süddeutsche'], '[…] und […]'],
    [
      'where its words are written as one, or with other signs between them',
      'theguardian, the-guardian, The_Guardian2025',
      ['The Guardian'],
      '[…], […], […]2025',
    ],
    ['as a whole word only', 'Times and Timeses at the Seven Times', ['Time', 'Times'], '[…] and Timeses at the Seven […]'],
    ['with what a language hangs on behind a sign', 'Guardian’s view', ['Guardian'], '[…]’s view'],
    [
      'in Arabic, with points or without them, and with short words that are written with it',
      'قناة الجَزِيرَة وبالجزيرة للجزيرة',
      ['الجزيرة'],
      'قناة […] […] […]',
    ],
    ['in Hebrew', 'אמר הארץ ובהארץ', ['הארץ'], 'אמר […] […]'],
    ['in scripts that set no spaces, also within others', '据人民日报报道：和平', ['人民日报'], '据[…]报道：和平'],
    ['in Thai', 'ข่าวจากมติชนวันนี้', ['มติชน'], 'ข่าวจาก[…]วันนี้'],
    ['in full-width letters and behind invisible signs', 'ＣＮＮ and C\u200bNN', ['CNN'], '[…] and […]'],
    ['that is of emoji alone', 'News from 🕊️', ['🕊️'], 'News from […]'],
    ['the longest first', 'Sea Times Weekly', ['Sea Times', 'Sea Times Weekly'], '[…]'],
  ])('%s', (_how, text, names, expected) => {
    expect(masked(text, names)).toBe(expected)
  })

  test('and stands nowhere any more, whatever is around it; what names nothing stays as it is', () => {
    const name = fc.constantFrom('The Guardian', 'الجزيرة', 'הארץ', '人民日报', 'Süddeutsche Zeitung', '20 Minutes')
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (outlet, before, after) => {
        expect(masked(`${before} ${outlet} ${after}`, [outlet])).not.toContain(outlet)
        expect(masked(`${before}${after}`, [])).toBe(`${before}${after}`)
      }),
    )
  })
})

test('what is hidden is what all closed rounds hide that an article is in and that one annotates in', () => {
  const rounds = [
    aRound({id: 'a', hide: ['outlet'], articles: ['ice'], annotators: ['bob']}),
    aRound({id: 'b', hide: ['author'], articles: ['ice']}),
    aRound({id: 'c', hide: ['url'], state: 'open', opened: {by: 'alice', at: 1}, articles: ['ice']}),
    aRound({id: 'd', hide: ['published'], articles: ['peace']}),
  ]
  expect([...hiddenFrom(rounds, 'bob', 'ice')].sort()).toEqual(['author', 'outlet'])
  expect([...hiddenFrom(rounds, 'carol', 'ice')]).toEqual(['author'])
  expect([...hiddenFrom(rounds, 'carol', 'seas')]).toEqual([])
})
