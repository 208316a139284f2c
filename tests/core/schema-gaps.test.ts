import {expect, test} from 'vitest'
import type {Annotation, Features, SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {newAnnotation} from '../../src/core/annotation/new-annotation.ts'
import {schemaGaps} from '../../src/core/annotation/schema-gaps.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {RUMOURS} from '../support/rumours.ts'
import {at} from './projects.ts'

const schema: Schema = {...RUMOURS, version: 2}

function rumour(features: Features, fields: Partial<SpanAnnotation> = {}): SpanAnnotation {
  const made = newAnnotation({layer: 'rumour', span: {start: 0, end: 3}}, 'Ice 🧊 melts.', schema, 'alice', {id: 'a1', at: at(0)})
  if (!made.ok) throw new Error(`${made.error}`)
  return {...made.value, features, ...fields}
}

function sentences(annotations: readonly Annotation[]): readonly string[] {
  const gaps = schemaGaps(schema)
  annotations.forEach(gaps.note)
  return gaps.sentences().map(String)
}

test('what the schema requires and nobody said is counted, feature by feature', () => {
  expect(sentences([rumour({}), rumour({topics: ['war']}), rumour({topics: ['war'], confirmed: false})])).toEqual([
    '2 annotations without “Confirmed” of “Rumour”, which the schema requires. Fill it in.',
    '1 annotation without “Topics” of “Rumour”, which the schema requires. Fill it in.',
  ])
  expect(sentences([])).toEqual([])
})

test('what the schema does not know any more is counted where it was said under an earlier one', () => {
  const whole = {topics: ['war'], confirmed: true}
  const earlier = {schemaVersion: 1}
  const gone = [
    rumour({...whole, topics: ['שמועה']}, earlier),
    rumour({...whole, mood: 'سعيد'}, earlier),
    rumour({...whole, mood: 'x'}, earlier),
    rumour(whole, {...earlier, layer: 'gossip'}),
  ]
  expect(sentences([rumour(whole), rumour(whole, earlier), ...gone])).toEqual([
    '1 annotation from an earlier schema: the one in force does not know what “Topics” of “Rumour” says, which is kept and exported.',
    '2 annotations from an earlier schema: the one in force does not know what “mood” of “Rumour” says, which is kept and exported.',
    '1 annotation from an earlier schema: the one in force does not know the layer “gossip”, which is kept and exported.',
  ])
})
