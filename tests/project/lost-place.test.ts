import {expect, test} from 'vitest'
import * as Y from 'yjs'
import {kindOf} from '../../src/core/annotation/annotation-kind.ts'
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

test('a record of another version, whose layer may have been of the whole article then, stays readable', () => {
  const doc = new Y.Doc()
  const claim = aClaim({text: MIXED_TEXT}, 'Zoë', {features: {}})
  annotationSet(doc).add([claim])
  doc.getMap<Y.Map<unknown>>('annotations').get(claim.id)?.delete('selector')
  const set = annotationSet(doc, undefined, undefined, () => ({...SCHEMA, version: 2}))
  expect(set.all().map(kindOf)).toEqual(['article'])
})
