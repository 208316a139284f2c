import {expect, test} from 'vitest'
import type {Extent} from '../../src/core/text/extent.ts'
import {LANES, lanes} from '../../src/renderer/article/lane.ts'

const span = (start: number, end: number): Extent => ({start, end})
const parts = (...ends: readonly (readonly [number, number])[]): Extent => ({
  start: ends[0]?.[0] ?? 0,
  end: ends.at(-1)?.[1] ?? 0,
  parts: ends.map(([start, end]) => ({start, end})),
})

test('an annotation between two parts of another has the lane nearest to the letters: nothing of the other stands there', () => {
  expect(lanes([parts([0, 10], [40, 50]), span(12, 20), span(22, 30)])).toEqual([0, 0, 0])
  expect(lanes([parts([0, 10], [40, 50]), span(12, 41)])).toEqual([0, 1])
  expect(lanes([parts([0, 10], [40, 50]), parts([5, 8], [20, 30]), span(22, 25), span(45, 48)])).toEqual([0, 1, 0, 1])
})

test('what lies over another has a lane of its own as long as there are some; then the one that is free soonest', () => {
  const nested = Array.from({length: LANES + 1}, (_, at) => span(at, 100 - at))
  expect(lanes([...nested, span(100, 110)])).toEqual([0, 1, 2, 3, 3, 0])
})
