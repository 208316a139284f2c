import fc from 'fast-check'
import {expect, test} from 'vitest'
import {jsonSteps} from '../../src/core/dataset/json-steps.ts'

test('what is written in steps is what is written at once, to the byte', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({unit: 'grapheme'}), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined)), {noNullPrototype: true}),
      value => {
        const steps = jsonSteps(value)
        let step = steps.next()
        while (!step.done) step = steps.next()
        expect(step.value).toBe(JSON.stringify(value, null, 2))
      },
    ),
  )
})

test('a long list is written with rests between', () => {
  const steps = jsonSteps({annotations: Array.from({length: 1000}, (_, n) => ({id: `a\n${n}`, quote: '和平\n🕊', features: {}}))})
  expect([...steps].length).toBe(10)
})
