import {expect, test} from 'vitest'
import type * as Y from 'yjs'
import {annotationSet} from '../../src/project/annotation-set.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {hubDocument, recordIn, said} from '../support/judged-document.ts'

const article = anArticle(MIXED_TEXT)
const SET: DocumentAddress = {kind: 'set', article: article.id, owner: 'team'}
const aHubDocument = () =>
  hubDocument(doc => {
    const set = annotationSet(doc)
    set.add([aClaim(article, 'السلام قريب', {id: 'one'})])
    set.sayStillRight('one', 2, {by: 'alice', at: 7})
  })
const one = (doc: Y.Doc): Y.Map<unknown> => recordIn(doc, 'annotations', 'one')

test.each<readonly [string, string, (record: Y.Map<unknown>) => void]>([
  ['writes a lower version over what another said', 'others', record => void record.set('stillRight/alice', {by: 'bob', at: 8, version: 1})],
  ['writes the same over what another said', 'name', record => void record.set('stillRight/alice', {by: 'alice', at: 7, version: 2})],
  ['takes away what another said', 'others', record => record.delete('stillRight/alice')],
  ['writes under her own name what names another', 'name', record => void record.set('stillRight/bob', {by: 'alice', at: 8, version: 2})],
  ['writes it as of everybody', 'shape', record => void record.set('stillRight', {by: 'bob', at: 8, version: 2})],
  ['says it too', 'taken', record => void record.set('stillRight/bob', {by: 'bob', at: 8, version: 2})],
])('[SP224] whoever %s is told: %s', (_what, outcome, change) => {
  expect(said(aHubDocument(), SET, 'bob', doc => change(one(doc)))).toBe(outcome)
})

test('[SP224] what somebody takes back leaves what another said', () => {
  const {doc} = aHubDocument()
  const set = annotationSet(doc)
  set.sayStillRight('one', 3, {by: 'bob', at: 8})
  expect(set.get('one')?.stillRight).toEqual({by: 'bob', at: 8, version: 3})
  one(doc).delete('stillRight/bob')
  expect(set.get('one')?.stillRight).toEqual({by: 'alice', at: 7, version: 2})
})
