import {expect, test} from 'vitest'
import {copiedAnnotations, copiedId} from '../../src/project/copied-work.ts'
import {annotationFields} from '../../src/project/annotation-record.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'

test('[RD13] a copy of what was said under several versions of the schema points at the copies too', () => {
  const article = anArticle(MIXED_TEXT)
  const pointing = {attributionSource: {kind: 'mention', id: 'zoe'}} as const
  const said = [
    {version: 1, layer: 'claim', features: pointing},
    {version: 3, features: {voice: 'quoted'}},
  ]
  const claim = {...aClaim(article, 'السلام قريب', {id: 'a', features: {...pointing, voice: 'quoted'}}), said}
  const [copy] = copiedAnnotations([claim], 'round-2')
  if (copy === undefined) throw new Error('Nothing was copied.')
  expect(annotationFields(copy).get('feature/attributionSource')).toEqual({kind: 'mention', id: copiedId('round-2', 'zoe')})
  expect(annotationFields(copy).get('feature/voice')).toEqual({said: 'quoted', under: 3})
})
