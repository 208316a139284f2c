import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {iso, LAST_TIME} from '../../src/core/iso-time.ts'

test('a time is written as every program reads it, whatever was written before it', () => {
  const times = fc.array(fc.oneof(fc.integer({min: 0, max: LAST_TIME}), fc.integer({min: 1_770_000_000_000, max: 1_770_300_000_000})), {minLength: 1})
  fc.assert(
    fc.property(times, all => {
      expect(all.map(iso)).toEqual(all.map(at => new Date(at).toISOString()))
    }),
  )
})

test('the first and the last moment of a day are of that day', () => {
  const midnight = Date.UTC(2024, 1, 29)
  expect([midnight - 1, midnight, midnight + 86_399_999, midnight + 86_400_000].map(iso)).toEqual([
    '2024-02-28T23:59:59.999Z',
    '2024-02-29T00:00:00.000Z',
    '2024-02-29T23:59:59.999Z',
    '2024-03-01T00:00:00.000Z',
  ])
})

test('a broken clock gives the first or the last time that has a four-digit year, and parts of milliseconds are left out', () => {
  expect([-5, Number.POSITIVE_INFINITY, 1.9].map(iso)).toEqual(['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.001Z'])
})
