import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {nameProblem, nameShape, nameSkeleton, plainName} from '../../src/core/person/name.ts'

test('[SEC40] a name keeps its letters, joiners and emoji, and nothing that cannot be seen or that turns the text around it', () => {
  for (const [given, kept] of [
    ['Alice', 'Alice'],
    ['  Alice\t\n Liddell ', 'Alice Liddell'],
    ['Bob\u202egnirts', 'Bobgnirts'],
    ['\u2066Carol\u2069\u200e', 'Carol'],
    ['Al\u0000ice\u007f\u009b31m', 'Alice31m'],
    ['A\u200bl\u2060i\ufeffce\u00ad', 'Alice'],
    ['Zoe\u0308', 'Zoë'],
    ['علی\u200cرضا', 'علی\u200cرضا'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['Ali\u{e0061}ce', 'Alice'],
    ['Alice\u200d', 'Alice'],
    ['\ud800Alice', '\ufffdAlice'],
    ['בָּרוּךְ', 'בָּרוּךְ'.normalize('NFC')],
    ['दीपिका', 'दीपिका'],
    [`Z${'\u0301'.repeat(50)}`, 'Ź\u0301\u0301\u0301\u0301\u0301\u0301'],
    ['\u3164', ''],
    ['王\u3000小明', '王 小明'],
  ] as const)
    expect({given, kept: plainName(given)}).toEqual({given, kept})
})

const PIECES = [
  ...'Aé \n\t\u0000\u0301\u0308\u200b\u200c\u200d\u200e\u202e\u2066\u2069\u00ad\u034f\u2800\u3164和平שلا\ufe0f\uffff',
  '👩',
  '\u{1f3f4}',
  '\u{e0067}',
  '\u{e007f}',
  '\ud800',
]

test('[SEC40] a name in its plain form stays as it is, whatever it came from', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), {maxLength: 40}), pieces => {
      const text = pieces.join('')
      const once = plainName(text)
      expect(plainName(once)).toBe(once)
      expect(once).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('[SEC40] an empty or endless name is none', () => {
  expect(nameShape.safeParse('\u202e\u200b ').success).toBe(false)
  expect(nameShape.safeParse('x'.repeat(81)).success).toBe(false)
  expect(nameShape.parse(`${'x'.repeat(80)}\u200b`)).toBe('x'.repeat(80))
})

test('[SEC40] a text that is no name is told why in a sentence', () => {
  expect(['Zoe\u0308', '李', '', ' \t', '\u200b\u2060\u00ad', '\u202e', 'a'.repeat(81)].map(text => nameProblem(text)?.toString())).toEqual([
    undefined,
    undefined,
    'Write a name.',
    'Write a name.',
    'Nothing of this name can be seen. Write one with letters.',
    'Nothing of this name can be seen. Write one with letters.',
    'This name is too long. Shorten it.',
  ])
})

test('[SEC41] names that differ in case, marks, gaps or width only look the same', () => {
  for (const other of ['alice liddell', 'ALICE  LIDDELL', 'Alicé Liddell', 'Alice\u00a0Liddell', 'Ａｌｉｃｅ Liddell', 'Alice-Liddell.']) {
    expect(nameSkeleton(other)).toBe(nameSkeleton('Alice Liddell'))
  }
  expect(nameSkeleton('Alicia Liddell')).not.toBe(nameSkeleton('Alice Liddell'))
})
