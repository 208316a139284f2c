import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {kindOf} from '../../src/core/annotation/annotation-kind.ts'
import type {KeptVersion} from '../../src/core/schema/kept-version.ts'
import {kindsThen, kindThenIn} from '../../src/core/schema/kind-then.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {aClaim, MIXED_TEXT} from '../support/builders.ts'
import {aLayer, aSchema, featuresWith} from '../support/coding-schemas.ts'

const SCHEMA = aSchema([aLayer('claim', featuresWith(['asserts'])), {...aLayer('tone', []), of: 'article'}, {...aLayer('link', []), of: 'relation'}])

test('a record that lost its words or its ends is closed and kept, and says nothing about the whole article', () => {
  const doc = new Y.Doc()
  const claims = ['claim', 'link', 'tone'].map(layer => aClaim({text: MIXED_TEXT}, 'Zoë', {layer, features: {}}))
  annotationSet(doc).add(claims)
  for (const {id} of claims) doc.getMap<Y.Map<unknown>>('annotations').get(id)?.delete('selector')
  const set = annotationSet(doc, undefined, undefined, () => SCHEMA)
  expect(set.all().map(annotation => [annotation.layer, kindOf(annotation)])).toEqual([['tone', 'article']])
  expect([set.unreadable(), doc.getMap('annotations').size]).toEqual([2, 3])
})

test('a record of an earlier version is closed where that version is known to have had its layer otherwise than of the whole article, and stays readable where nobody knows', () => {
  const doc = new Y.Doc()
  const claim = aClaim({text: MIXED_TEXT}, 'Zoë', {features: {}})
  annotationSet(doc).add([claim])
  doc.getMap<Y.Map<unknown>>('annotations').get(claim.id)?.delete('selector')
  const read = (versions: readonly KeptVersion[]) => {
    const set = annotationSet(doc, undefined, undefined, () => ({...SCHEMA, version: 2}), kindThenIn(kindsThen(versions)))
    return [set.all().map(kindOf), set.unreadable()]
  }
  expect(read([{version: 1, schema: SCHEMA}])).toEqual([[], 1])
  expect(read([{version: 1, schema: aSchema([{...aLayer('claim', []), of: 'article'}])}])).toEqual([['article'], 0])
  expect(read([{version: 1}])).toEqual([['article'], 0])
  expect(read([])).toEqual([['article'], 0])
})
