import {expect, test} from 'vitest'
import {wordsOf} from '../../src/core/annotation/annotation-words.ts'
import {inQuotation} from '../../src/core/text/in-quotation.ts'
import {aClaim, anArticle} from '../support/builders.ts'

test('words that hold quotation marks do not stand between doubled ones', () => {
  expect(['Seas rise', '“We go,” he said', '„Friede“', '«سلام»', '"和平" 👩‍👩‍👧', 'it’s'].map(inQuotation)).toEqual([
    'Seas rise',
    '‘We go,’ he said',
    '‚Friede‘',
    '‹سلام›',
    "'和平' 👩‍👩‍👧",
    'it’s',
  ])
  const article = anArticle('“Seas rise,” said Zoë.')
  expect(`${wordsOf(aClaim(article, '“Seas rise,”'), () => undefined)}`).toBe('“‘Seas rise,’”')
})
