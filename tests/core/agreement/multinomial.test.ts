import {describe, expect, test} from 'vitest'
import {drawingOf} from '../../../src/core/agreement/multinomial.ts'
import {numbersFrom} from '../../../src/core/seeded.ts'

describe('drawing with replacement', () => {
  test.each([
    ['many of few kinds', [70_000, 20_000, 9_990, 10]],
    ['few of many kinds', Array.from({length: 60}, (_, at) => 1 + (at % 3))],
    ['some of some kinds', [1, 2, 3, 80, 90, 100]],
  ])('[AG4] as often as single draws would, and spread as far: %s', (_, sizes) => {
    const next = numbersFrom('draws')
    const draw = drawingOf(Int32Array.from(sizes))
    const things = sizes.reduce((sum, size) => sum + size, 0)
    const runs = Array.from({length: 2000}, () => draw(next))
    for (const run of runs) expect(run.reduce((sum, times) => sum + times, 0)).toBe(things)
    sizes.forEach((size, kind) => {
      const chance = size / things
      const [mean, variance] = [things * chance, things * chance * (1 - chance)]
      const times = runs.map(run => run[kind] as number)
      const found = times.reduce((sum, each) => sum + each, 0) / runs.length
      const spread = times.reduce((sum, each) => sum + (each - mean) ** 2, 0) / runs.length
      // Five standard errors of a mean and of a variance.
      expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / runs.length))
      expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt((2 + 1 / variance) / runs.length))
    })
  })
})
