import {expect, test} from 'vitest'
import {indexWordSteps, indexWords} from '../../src/storage/search/search-words.ts'
import {MIXED_TEXT} from '../support/builders.ts'

test('a text that is cut into words piece by piece has the same words as in one go', () => {
  const text = `${MIXED_TEXT}\n\u0301 a \u0301b 和平 कोमल\n${MIXED_TEXT}`
  for (const piece of [0, 1, 7, 40, text.length]) {
    const steps = indexWordSteps(text, piece)
    let [step, rests] = [steps.next(), 0]
    for (; !step.done; rests++) step = steps.next()
    expect(step.value).toEqual(indexWords(text))
    expect(rests > 1).toBe(piece < text.length)
  }
})
