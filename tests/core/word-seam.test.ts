import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {snapToGraphemes, snapToWords} from '../../src/core/text/segmentation.ts'
import {contains, slice} from '../../src/core/text/span.ts'
import {textAndSpan} from './unicode.ts'

const selected = (text: string, words: string): string => {
  const start = text.indexOf(words)
  return slice(text, snapToWords(text, {start, end: start + words.length}))
}

test.each([
  ['Dün İstanbul’da buluştular', 'İstanbul'],
  ["Dün İstanbul'da buluştular", 'İstanbul'],
  ['הם נפגשו בתל־אביב אתמול', 'תל־אביב'],
  ['הם נפגשו בתל־אביב אתמול', 'אביב'],
  ['והמשלחת נסעה', 'המשלחת'],
  ['این کتاب‌های تازه است', 'کتاب'],
  ['این کتاب‌های تازه است', 'های'],
  ['التقوا بالقاهرة أمس', 'القاهرة'],
  ['وفلسطين والأردن', 'فلسطين'],
  ['Les talks de l’Iran', 'Iran'],
  ['Trump’s visit 👩🏽‍🚀', 'Trump'],
  ['EU:n päätös', 'EU'],
  ['Amazon.com said', 'Amazon'],
  ['서울에서 만났다', '서울'],
  ['윤석열은 말했다', '윤석열'],
])('[WS1] in “%s”, whoever selects %s gets just that', (text, words) => {
  expect(selected(text, words)).toBe(words)
})

test.each([
  ['Seas rise fast', 'ise fa', 'rise fast'],
  ['Dün İstanbul’da buluştular', 'stanb', 'İstanbul’da'],
  ["We don't know", "n't", "don't"],
  ['قال السلام عليكم', 'سل', 'السلام'],
  ['הממשלה החליטה', 'משל', 'הממשלה'],
  ['این کتاب‌های تازه است', 'تا', 'کتاب‌های'],
  ['It grew by 3.5 or 1,250', '25', '1,250'],
  ['the U.S. said', 'U', 'U.S'],
  ['서울에서 만났다', '울에', '서울에서'],
  ['de\u0301cide\u0301', 'cid', 'de\u0301cide\u0301'],
])('[WS2] in “%s”, half a word that was missed comes with %s: %s', (text, words, whole) => {
  expect(selected(text, words)).toBe(whole)
})

test('[WS3] what was selected is never made less, and what was snapped stays as it is (seed 20261127)', () => {
  fc.assert(
    fc.property(textAndSpan, ({text, span}) => {
      const once = snapToWords(text, span)
      expect(contains(once, snapToGraphemes(text, span))).toBe(true)
      expect(snapToWords(text, once)).toEqual(once)
    }),
    {numRuns: 500, seed: 20261127},
  )
})
