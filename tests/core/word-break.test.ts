import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {wordSegments} from '../../src/core/text/word-break.ts'
import {anyText} from './unicode.ts'

const cut = (text: string): string => {
  const starts = [...wordSegments(text)].map(({index}) => index)
  return starts.map((start, nth) => text.slice(start, starts[nth + 1])).join('|')
}
const words = (text: string): string[] => {
  const segments = [...wordSegments(text)]
  return segments.flatMap(({index, isWordLike}, nth) => (isWordLike ? [text.slice(index, segments[nth + 1]?.index)] : []))
}

describe('word boundaries', () => {
  // The rules of UAX 29, section 4.1.1, each by its number.
  test.each([
    ['WB3', 'a\r\nb', 'a|\r\n|b'],
    ['WB3a, WB3b', 'a\u0301\n\u0301b\u2028c\u0085', 'a\u0301|\n|\u0301|b|\u2028|c|\u0085'],
    ['WB3c', '👩\u200d🔬 ☝🏽 ℹ\u200dℹ', '👩\u200d🔬| |☝🏽| |ℹ\u200dℹ'],
    ['WB3d', 'a  \u2003b \u0301 c', 'a|  \u2003|b| \u0301| |c'],
    ['WB4', "a\u0301\u00adb can\u0301\u200d't", "a\u0301\u00adb| |can\u0301\u200d't"],
    ['WB5', 'Straße شركة שלום Ելք', 'Straße| |شركة| |שלום| |Ելք'],
    ['WB6, WB7', "can't Trump’s l’Iran U.S. EU:n 'a' a.. a''b", "can't| |Trump’s| |l’Iran| |U.S|.| |EU:n| |'|a|'| |a|.|.| |a|'|'|b"],
    ['WB7a, WB7b, WB7c', `צה"ל ג' a"b`, `צה"ל| |ג'| |a|"|b`],
    ['WB8, WB9, WB10', '2024 a1b2', '2024| |a1b2'],
    ['WB11, WB12', '60,000 3.14 1;2 1, 1,,2', '60,000| |3.14| |1;2| |1|,| |1|,|,|2'],
    ['WB13', 'サーバーAPI', 'サーバー|API'],
    ['WB13a, WB13b', 'a_b _1 ア_', 'a_b| |_1| |ア_'],
    ['WB15, WB16', '🇵🇸🇮🇱🇺 a🇵🇸\u200d🇮🇱', '🇵🇸|🇮🇱|🇺| |a|🇵🇸\u200d|🇮🇱'],
    ['WB999', '停火-協議', '停|火|-|協|議'],
  ])('lie where %s has them', (_rule, text, expected) => {
    expect(cut(text)).toBe(expected)
  })

  test('leave words that hold a letter or a digit, in any script', () => {
    const text = '“Ice” – 3 km², 停火, 𠀀 ไทย! 👩🏽‍🔬 _ שָׁלוֹם مُحَمَّد अनुमति'
    const expected = ['Ice', '3', 'km', '²', '停', '火', '𠀀', 'ไ', 'ท', 'ย', 'שָׁלוֹם', 'مُحَمَّد', 'अनुमति']
    // Also when each sign was met before.
    for (const _time of [1, 2]) expect(words(text)).toEqual(expected)
  })

  test('cut any text whole, and never within a pair of surrogates', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(cut(text).replaceAll('|', '')).toBe(text.replaceAll('|', ''))
        for (const {index} of wordSegments(text)) expect(text.slice(index - 1, index + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/)
      }),
      {numRuns: 200},
    )
  })

  test('of a megabyte without any are found in time', () => {
    for (const piece of ['א"', 'ア', 'a\u0301', "'\u0301", 'a.', '🇵🇸'])
      expect([...wordSegments(piece.repeat(1_000_000 / piece.length))].length).toBeGreaterThan(0)
  })
})
