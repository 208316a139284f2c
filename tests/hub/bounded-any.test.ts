import fc from 'fast-check'
import {expect, test} from 'vitest'
import {holdsAtMost, SMALL} from '../../src/core/json/value-limit.ts'
import {readBounded} from '../../src/hub/documents/bounded-any.ts'
import {encoded} from './browser.ts'

const part = fc.oneof(
  fc.string({unit: 'grapheme'}),
  fc.integer(),
  fc.double({noNaN: true}),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({maxLength: 20}),
  fc.bigInt({min: -(2n ** 60n), max: 2n ** 60n}),
)
const anything = fc.letrec(tie => ({
  any: fc.oneof(
    {depthSize: 'small', maxDepth: 6},
    part,
    fc.array(tie('any'), {maxLength: 8}),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('any'), {maxKeys: 8, noNullPrototype: true}),
  ),
})).any

test('[SP110] what is within its limit is read as it was sent', () => {
  fc.assert(
    fc.property(anything, value => {
      const limit = {bytes: 1_000_000, values: 1_000_000}
      expect(JSON.stringify(readBounded(encoded(value), limit), plain)).toBe(JSON.stringify(value, plain))
    }),
  )
})
const plain = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? [...value] : Object.is(value, -0) ? 0 : value

test('[SP110] one value more than allowed is refused, and counted alike before it is made and afterwards', () => {
  fc.assert(
    fc.property(anything, fc.integer({min: 1, max: 40}), (value, values) => {
      const isRead = readBounded(encoded([value]), {bytes: 1_000_000, values}) !== undefined
      expect(isRead).toBe(holdsAtMost([value], values))
    }),
  )
})

test('[SP110] lengths that promise more than there is, great depth and bytes that are none are refused', () => {
  const nested = (depth: number): Uint8Array => new Uint8Array([...Array.from({length: depth}, () => [117, 1]).flat(), 126])
  expect(readBounded(nested(16), SMALL)).toBeDefined()
  for (const bytes of [
    nested(17),
    nested(200_000),
    new Uint8Array([117, 255, 255, 255, 255, 15]),
    new Uint8Array([119, 255, 255, 3, 65]),
    new Uint8Array([1]),
    new Uint8Array(0),
  ])
    expect(readBounded(bytes, {bytes: 10_000_000, values: 1_000_000})).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({maxLength: 200}), bytes => void readBounded(bytes, SMALL)))
})
