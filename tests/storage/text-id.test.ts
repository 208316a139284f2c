import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {articleId} from '../../src/core/article/article.ts'
import {textId} from '../../src/storage/texts/text-id.ts'
import {anyText} from '../core/unicode.ts'

test('a text has the same id by whichever code it is hashed, halves of pairs too (seed 20261127)', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({unit: 'binary'})), text => {
      expect(textId(text)).toBe(articleId(text))
    }),
    {seed: 20261127, numRuns: 300},
  )
})
