import {describe, expect, test} from 'vitest'
import {readType, typeLabel} from '../../src/core/schema/entity-types.ts'
import {goesOn, schemaChange} from '../../src/core/schema/schema-change.ts'
import {schemaLosses} from '../../src/core/schema/schema-losses.ts'
import type {Feature, Layer, Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import {aLayer, aSchema} from '../support/coding-schemas.ts'
import {inEnglish, refusal, value} from '../support/results.ts'

const types = (name: string, labels: readonly string[]): Feature => ({kind: 'choice', name, label: name, choices: labels.map(label => ({value: label, label}))})
const names = (layer: string, feature: string, labels: readonly string[]): Layer => ({
  ...aLayer(layer, [types(feature, labels), {kind: 'reference', name: 'who', label: 'Who', to: ['entity'], role: 'identity'}]),
  primary: feature,
})
const V1 = aSchema([names('entity', 'type', ['人', 'PLACE', 'OTHER'])])
const next = (before: Schema, after: Schema, mappings: readonly WantedMapping[] = []): Schema => value(schemaChange(before, after, mappings)).next
const label = (from: string, to: string): WantedMapping => ({layer: 'entity', feature: 'type', label: from, to})
const lost = (before: Schema, after: Schema, type: string) => schemaLosses(before, after).filter(loss => loss.isType?.(type) === true)

describe('[SP162] the type of an entity is a label of the schema', () => {
  test('and goes where that label goes, step by step', () => {
    const v2 = next(V1, aSchema([names('entity', 'type', ['שחקן', 'PLACE', 'OTHER'])]), [label('人', 'שחקן')])
    const v3 = next(v2, aSchema([names('entity', 'type', ['ACTOR', 'PLACE', 'OTHER'])]), [label('שחקן', 'ACTOR')])
    expect([readType(v3, '人'), readType(v3, 'שחקן'), readType(v3, 'PLACE'), readType(v3, 'unheard')]).toEqual(['ACTOR', 'ACTOR', 'PLACE', 'unheard'])
    expect([typeLabel(v3, '人'), typeLabel(v3, 'unheard')]).toEqual(['ACTOR', 'unheard (not in the schema)'])
    expect(goesOn(V1, v2)).toBe(true)
  })

  test('with its layer and its feature too, and of another feature a label of the same name means nothing', () => {
    const after = aSchema([names('actor', 'kind', ['ACTOR', 'PLACE', 'OTHER'])])
    const v2 = next(V1, after, [{layer: 'entity', to: 'actor'}, {layer: 'entity', feature: 'type', to: 'kind'}, label('人', 'ACTOR')])
    expect(readType(v2, '人')).toBe('ACTOR')
    const tone = (labels: readonly string[]): Layer => aLayer('claim', [types('tone', labels)])
    const before = aSchema([names('entity', 'type', ['PLACE', 'OTHER']), {...tone(['人', 'calm']), key: 'x'}])
    const toned = next(before, aSchema([names('entity', 'type', ['PLACE', 'OTHER']), {...tone(['calm']), key: 'x'}]), [
      {layer: 'claim', feature: 'tone', label: '人', to: 'calm'},
    ])
    expect(readType(toned, '人')).toBe('人')
  })

  test('and one that came back is itself again', () => {
    const v2 = next(V1, aSchema([names('entity', 'type', ['ACTOR', 'PLACE', 'OTHER'])]), [label('人', 'ACTOR')])
    expect(readType(next(v2, aSchema([names('entity', 'type', ['ACTOR', '人', 'PLACE', 'OTHER'])])), '人')).toBe('人')
  })

  test('and is lost where that is taken away, and where other labels are the types', () => {
    expect(inEnglish(lost(V1, aSchema([names('entity', 'type', ['PLACE', 'OTHER'])]), '人').map(({what}) => what))).toEqual(['“人” in “type” of “entity”'])
    const whole = aSchema([names('actor', 'kind', ['ACTOR', 'PLACE', 'OTHER'])])
    expect(inEnglish(lost(V1, whole, '人'))).toMatchObject([{what: 'the type “人” of entities', word: {layer: 'entity', feature: 'type', label: '人'}}])
    expect(lost(V1, whole, 'PLACE')).toEqual([])
    // Its layer goes, and nothing is read as that: the type alone can be mapped.
    const v2 = next(V1, whole, [label('人', 'ACTOR')])
    expect([readType(v2, '人'), lost(V1, v2, '人')[0]?.to]).toEqual(['ACTOR', 'ACTOR'])
    expect(refusal(schemaChange(V1, whole, [label('人', 'PERSON')]))).toContain('Choose one of: ACTOR, PLACE, OTHER')
    expect(goesOn(V1, aSchema([names('other', 'kind', ['X']), names('entity', 'type', ['人', 'PLACE', 'OTHER'])]))).toBe(false)
  })

  test('but that of an entity to which nobody gave one, and any where the schema has no types, are no loss', () => {
    const without = aSchema([names('entity', 'type', ['人', 'PLACE'])])
    expect(lost(V1, without, 'OTHER')).toEqual([])
    expect(lost(V1, next(V1, without, [label('OTHER', '人')]), 'OTHER')[0]?.to).toBe('人')
    expect(lost(V1, aSchema([names('actor', 'kind', ['人', 'PLACE'])]), 'OTHER')).toEqual([])
    expect(lost(V1, aSchema([aLayer('claim', [])]), '人')).toEqual([])
  })
})
