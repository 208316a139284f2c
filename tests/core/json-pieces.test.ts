import fc from 'fast-check'
import {expect, test} from 'vitest'
import {fieldPieces} from '../../src/core/dataset/json-pieces.ts'

test('what is written in pieces is what is written at once, to the byte', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({unit: 'grapheme'}), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined)), {noNullPrototype: true}),
      value => {
        const text = [...fieldPieces(value)].join('')
        expect(text === '' ? '{}' : `{\n  ${text}\n}`).toBe(JSON.stringify(value, null, 2))
      },
    ),
  )
})

test('a long list is written in several pieces', () => {
  expect([...fieldPieces({annotations: Array.from({length: 1000}, (_, n) => ({id: `a\n${n}`, quote: '和平\n🕊', features: {}}))})].length).toBe(10)
})
