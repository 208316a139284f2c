import {describe, expect, test} from 'vitest'
import * as Y from 'yjs'
import type {Features} from '../../src/core/annotation/annotation.ts'
import {schemaChange} from '../../src/core/schema/schema-change.ts'
import type {Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import type {AnnotationSet} from '../../src/project/annotation-set.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {undoHistory} from '../../src/project/undo.ts'
import {aClaim, MIXED_TEXT} from '../support/builders.ts'
import {aLayer, aSchema, featuresWith} from '../support/coding-schemas.ts'
import {value} from '../support/results.ts'

const ACT = {by: 'bob', at: 9}
const LABELS = ['mixed', 'quoted', '引用']
const next = (before: Schema, after: Schema, mappings: readonly WantedMapping[] = []): Schema => value(schemaChange(before, after, mappings)).next
const of = (labels: readonly string[], names?: {readonly kind: string; readonly note: string}): Schema =>
  aSchema([aLayer('claim', featuresWith(labels, names))])

/** Alice said these under the first version; everything is read and written under the schema now. */
function saidFirst(features: Features, now: Schema): {readonly set: AnnotationSet; readonly says: () => Features | undefined} {
  const doc = new Y.Doc()
  const claim = aClaim({text: MIXED_TEXT}, 'Zoë', {schemaVersion: 1, features})
  annotationSet(doc).add([claim])
  const set = annotationSet(doc, undefined, undefined, () => now)
  return {
    set: {...set, setFeature: (_id, name, said) => set.setFeature(claim.id, name, said, ACT)},
    says: () => set.get(claim.id)?.features,
  }
}

describe('[SP162] a name that came back leaves what it is read as since where it is', () => {
  test('a label, chosen beside the one that it was mapped to', () => {
    const gone = next(of(LABELS), of(LABELS.slice(1)), [{layer: 'claim', feature: 'topics', label: 'mixed', to: 'quoted'}])
    const {set, says} = saidFirst({topics: ['mixed']}, next(gone, of(LABELS)))
    expect(says()).toEqual({topics: ['quoted']})
    set.setFeature('', 'topics', ['quoted', 'mixed'], ACT)
    expect(says()).toEqual({topics: ['mixed', 'quoted']})
    set.setFeature('', 'topics', ['quoted'], ACT)
    expect(says()).toEqual({topics: ['quoted']})
  })

  test('two labels that were mapped on in a row and came back', () => {
    const v2 = next(of(['a', 'b']), of(['b', 'c']), [{layer: 'claim', feature: 'topics', label: 'a', to: 'b'}])
    const v3 = next(v2, of(['c']), [{layer: 'claim', feature: 'topics', label: 'b', to: 'c'}])
    const {set, says} = saidFirst({topics: ['a', 'b']}, next(v3, of(['a', 'b', 'c'])))
    expect(says()).toEqual({topics: ['c']})
    set.setFeature('', 'topics', ['a', 'b', 'c'], ACT)
    expect(says()).toEqual({topics: ['a', 'b', 'c']})
  })

  test('a feature, with what is said in the one that it was mapped to, in the words of that', () => {
    const art = {kind: 'art', note: 'text'}
    const v2 = next(of(LABELS), of(LABELS.slice(1), art), [
      {layer: 'claim', feature: 'kind', to: 'art'},
      {layer: 'claim', feature: 'kind', label: 'mixed', to: 'quoted'},
      {layer: 'claim', feature: 'note', to: 'text'},
    ])
    const both = aSchema([
      aLayer('claim', [...featuresWith(LABELS), ...featuresWith(LABELS, art).filter(({name}) => name !== 'topics' && name !== 'position')]),
    ])
    const {set, says} = saidFirst({kind: 'mixed', note: 'عيد'}, next(v2, both))
    expect(says()).toEqual({art: 'quoted', text: 'عيد'})
    set.setFeature('', 'kind', '引用', ACT)
    expect(says()).toEqual({art: 'quoted', kind: '引用', text: 'عيد'})
    set.setFeature('', 'note', undefined, ACT)
    expect(says()).toEqual({art: 'quoted', kind: '引用', text: 'عيد'})
  })
})

test('[NO2] two features that one act wrote are taken back together, or neither where a colleague has gone on from one', () => {
  const art = {kind: 'art', note: 'text'}
  const v2 = next(of(LABELS), of(LABELS, art), [
    {layer: 'claim', feature: 'kind', to: 'art'},
    {layer: 'claim', feature: 'note', to: 'text'},
  ])
  const both = aSchema([aLayer('claim', [...featuresWith(LABELS), ...featuresWith(LABELS, art).filter(({name}) => name !== 'topics' && name !== 'position')])])
  const now = next(v2, both)
  for (const overtaken of [false, true]) {
    const claim = aClaim({text: MIXED_TEXT}, 'Zoë', {schemaVersion: 1, features: {kind: 'mixed'}})
    const [hers, his] = [new Y.Doc(), new Y.Doc()].map(doc => annotationSet(doc, undefined, undefined, () => now)) as [AnnotationSet, AnnotationSet]
    const told = (from: AnnotationSet, to: AnnotationSet): void => Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), {source: 'channel'})
    hers.add([claim])
    told(hers, his)
    const history = undoHistory()
    history.follow('ice', hers.doc, ['annotations'])
    // The feature came back: what stood under its key is said in the other from here on.
    hers.setFeature(claim.id, 'kind', 'quoted', {by: 'alice', at: 2})
    expect(hers.get(claim.id)?.features).toEqual({kind: 'quoted', art: 'mixed'})
    told(hers, his)
    if (overtaken) his.setFeature(claim.id, 'art', '引用', ACT)
    told(his, hers)
    const [replay] = history.replay('undo', {by: 'alice', at: 20})
    expect(hers.get(claim.id)?.features).toEqual(overtaken ? {kind: 'quoted', art: '引用'} : {art: 'mixed'})
    expect(replay?.overtaken.map(({by}) => by) ?? []).toEqual(overtaken ? ['bob', 'bob'] : [])
  }
})
