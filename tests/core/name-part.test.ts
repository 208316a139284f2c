import {expect, test} from 'vitest'
import {likeness, sharesLetters} from '../../src/core/text/name-part.ts'

test.each([
  ['Netanyahu', 'Benjamin Netanyahu', 2],
  ['Netanyahu’s', 'Benjamin Netanyahu', 2],
  ['Mr Netanyahu', 'Benjamin Netanyahu', 2],
  ['President Netanyahu', 'Benjamin Netanyahu', 1],
  ['BENJAMIN NETANYAHU', 'Benjamin Netanyahu', 3],
  ['Donald Trump Jr', 'Donald Trump', 2],
  ['بنيامين نتنياهو', 'نتنياهو', 2],
  ['北京', '北京', 3],
  ['Bank of Israel', 'Ministry of Health', 0],
  ['राम', 'श्याम', 0],
  ['ทักษิณ ชินวัตร', 'ทักษิณ', 2],
  ['ทักษิณ ชินวัตร', 'ประยุทธ์ จันทร์โอชา', 0],
  ['', 'Hamas', 0],
] as const)('“%s” and “%s” have %i of 3 in common', (a, b, common) => {
  expect([likeness(a, b), likeness(b, a)]).toEqual([common, common])
})

test.each([
  ['NETANYAHU', 'Benjamin Netanyahu', true],
  ['Netanyahu’s', 'Benjamin Netanyahu', true],
  ['Álvarez', 'Maria Alvarez', false],
  ['राम', 'रमा', false],
  ['שָׁלוֹם', 'שלום', false],
  ['习近平', '习近平主席', true],
  ['北京', '南京', false],
  ['かき', 'かぎ', false],
] as const)('“%s” may be “%s” by its letters: %s', (a, b, shares) => {
  expect([sharesLetters(a, b), sharesLetters(b, a)]).toEqual([shares, shares])
})
