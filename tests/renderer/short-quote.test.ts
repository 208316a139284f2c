import {expect, test} from 'vitest'
import {short} from '../../src/renderer/state/short-quote.ts'

test.each([
  ['Sea ice\nmelts', 'Sea ice melts'],
  ['an important step in the ongoing negotiations', 'an important step in the ongoing…'],
  ['和平即将到来'.repeat(8), `${'和平即将到来'.repeat(8).slice(0, 39)}…`],
  ['👩‍👩‍👧'.repeat(9), `${'👩‍👩‍👧'.repeat(5)}…`],
])('a long quote is cut at a word, else between characters: %s', (quote, shown) => {
  expect(short(quote)).toBe(shown)
})
