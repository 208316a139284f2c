import {expect, test} from 'vitest'
import {languageTag, spokenIn} from '../../src/core/article/article-language.ts'
import {paragraphDirection} from '../../src/core/text/direction.ts'

test.each([
  ['He said السلام to them', 8, 'ltr'],
  ['قال Trump إن السلام قريب', 5, 'rtl'],
  ['Ice melts.\n«השלום» said Bob', 12, 'rtl'],
  ['Ice melts.\n«השלום» said Bob', 3, 'ltr'],
  ['404 – 12:30', 2, undefined],
] as const)('the paragraph of “%s” at %i runs %s, as its first letter says', (text, offset, direction) => {
  expect(paragraphDirection(text, offset)).toBe(direction)
})

test('words of an article are spoken in its language, and in an unknown one where none is known or what is written there is none', () => {
  expect([spokenIn('zh-Hans'), spokenIn(undefined), spokenIn('English please')].map(({lang}) => lang)).toEqual(['zh-Hans', 'und', 'und'])
})

test.each([
  ['EN', 'en'],
  ['zh-hans', 'zh-Hans'],
  ['eng', 'en'],
  ['de-at', 'de-AT'],
  ['iw', 'he'],
  ['gsw', 'gsw'],
  ['toString', undefined],
  ['xx', undefined],
  ['und', undefined],
  ['UND-Latn', undefined],
  ['', undefined],
  ['العربية', undefined],
  ['de_DE', undefined],
])('“%s” is kept as the language %s', (written, kept) => {
  expect(languageTag(written)).toBe(kept)
})
