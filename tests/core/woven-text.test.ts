import {describe, expect, test} from 'vitest'
import {wovenText} from '../../src/core/text/woven-text.ts'

/** What two made of the same text, the first not knowing of the second. */
const combined = (base: string, one: string, other: string): string =>
  wovenText([
    {id: '', at: 0, text: base, past: new Set()},
    {id: 'a', at: 1, text: one, past: new Set([''])},
    {id: 'b', at: 2, text: other, past: new Set([''])},
  ])

describe('[NO5] two texts made of the same one', () => {
  test.each([
    ['added at both ends', 'Ice melts.', 'Sea ice: Ice melts.', 'Ice melts. Says Zoe\u0308.', 'Sea ice: Ice melts. Says Zoe\u0308.'],
    ['added in the middle and at the end', 'Seas rise.', 'Seas rise fast.', 'Seas rise. 👩‍👩‍👧 agree.', 'Seas rise fast. 👩‍👩‍👧 agree.'],
    ['one corrected, one added', 'teh ministr denies', 'the minister denies', 'teh ministr denies it all', 'the minister denies it all'],
    ['the same correction, and more of one', 'teh cat', 'the cat', 'the cat sat', 'the cat sat'],
    ['the same place', 'Seas rise.', 'Seas rise fast.', 'Seas rise slowly.', 'Seas rise fast slowly.'],
    [
      'one took out what the other kept',
      'Ice melts. Seas rise. Rain falls.',
      'Ice melts. Rain falls.',
      'Ice melts. Seas rise. Rain falls hard.',
      'Ice melts. Rain falls hard.',
    ],
    ['all anew by both', 'old', 'قال الوزير', '和平即将到来', 'قال الوزير\n\n和平即将到来'],
    ['nothing before', '', 'The source is partisan', 'The outlet misquotes her', 'The source is partisan\n\nThe outlet misquotes her'],
    ['paragraphs of each', 'P', 'P\n\nfrom Alice', 'P\n\nfrom Bob', 'P\n\nfrom Alice\n\nfrom Bob'],
    ['without spaces', '和平即将到来', '和平终于即将到来', '和平即将到来吗', '和平终于即将到来吗'],
    ['right to left', 'אמר השר', 'אמר השר אתמול', 'כך אמר השר', 'כך אמר השר אתמול'],
  ])('%s', (_what, base, one, other, expected) => {
    expect(combined(base, one, other)).toBe(expected)
  })

  test('are one below the other where they are too long to compare', () => {
    const base = 'Ice melts. '.repeat(10_000)
    expect(combined(base, `${base}Yes.`, `No. ${base}`)).toBe(`${base}Yes.\n\nNo. ${base}`)
  })
})
