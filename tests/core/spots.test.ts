import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Annotation, AnnotatorId, SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {spotsIn} from '../../src/core/curation/spots.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import '../support/property-seed.ts'

const ICE = anArticle(MIXED_TEXT)
const LOOK = {hue: 'teal', line: 'dotted'} as const
const SCHEMA: Schema = {
  name: 'Kodierung 和平',
  version: 1,
  layers: [
    {
      name: 'statement',
      label: 'Statement',
      key: 'z',
      look: LOOK,
      features: [
        {name: 'tone', label: 'Tone', kind: 'choices', choices: ['calm', 'loud'].map(value => ({value, label: value}))},
        {name: 'speaker', label: 'Speaker', kind: 'reference', to: ['entity', 'mention']},
        {name: 'remark', label: 'Remark', kind: 'text'},
        {name: 'position', label: 'Position', kind: 'stances', choices: ['for', 'against'].map(value => ({value, label: value}))},
      ],
    },
    {name: 'frame', label: 'Frame', key: 'y', look: LOOK, of: 'article', features: []},
  ],
}
const said = (quote: string, features: Annotation['features'] = {}, fields: Partial<SpanAnnotation> = {}): SpanAnnotation =>
  aClaim(ICE, quote, {layer: 'statement', features, ...fields})
const spots = (sets: Readonly<Record<AnnotatorId, readonly Annotation[]>>, named = (_by: string, at: object) => JSON.stringify(at)) =>
  spotsIn(SCHEMA, new Map(Object.entries(sets)), named)
const told = (found: ReturnType<typeof spots>) =>
  found.map(({layer, span, said: votes, isAgreed}) => [
    layer,
    span && ICE.text.slice(span.start, span.end),
    Object.fromEntries([...votes].map(([by, own]) => [by, own.length])),
    isAgreed,
  ])

describe('what several annotators said', () => {
  test('is put together where it overlaps in one layer, be it through others, in the order of the text, the whole article first', () => {
    const frame: Annotation = {id: 'f', layer: 'frame', features: {}, by: 'bob', at: 1, origin: 'human', schemaVersion: 1}
    const found = spots({
      bob: [said('السلام قريب'), said('Sea ice melts'), frame, said('returns', {}, {removed: {by: 'bob', at: 2}})],
      carol: [said('melts faster'), said('ice')],
      dave: [],
    })
    expect(told(found)).toEqual([
      ['frame', undefined, {bob: 1, carol: 0, dave: 0}, false],
      ['statement', 'Sea ice melts faster', {bob: 1, carol: 2, dave: 0}, false],
      ['statement', 'السلام قريب', {bob: 1, carol: 0, dave: 0}, false],
    ])
  })

  test('agrees where all mark the same words and say the same in all that is compared, in whatever order', () => {
    const stance = (id: string, value: string, target = 'ice') =>
      ({id, value, by: 'bob', at: 1, holder: {kind: 'outlet'}, target: {kind: 'entity', id: target}}) as const
    const bob = said('Zoë', {tone: ['calm', 'loud'], remark: 'Hm 🤔', stances: [stance('a', 'for'), stance('b', 'against', 'sea')]})
    const same = said('Zoë', {tone: ['loud', 'calm'], stances: [stance('c', 'against', 'sea'), stance('d', 'for')]})
    expect(told(spots({bob: [bob], carol: [same]}))).toEqual([['statement', 'Zoë', {bob: 1, carol: 1}, true]])
    for (const other of [said('Zoë 👩‍👩‍👧', same.features), said('Zoë', {...same.features, tone: ['loud']}), said('Zoë', {...same.features, stances: []})])
      expect(spots({bob: [bob], carol: [other]}).map(({isAgreed}) => isAgreed)).toEqual([false])
    expect(told(spots({bob: [bob]}))).toEqual([['statement', 'Zoë', {bob: 1}, true]])
  })

  test('agrees where two point at what is called the same, under ids of their own', () => {
    const names: Readonly<Record<string, string>> = {e1: 'zoë', e2: 'zoë', e3: 'alice'}
    const named = (_by: string, at: object): string => names[(at as {id: string}).id] ?? ''
    const at = (id: string) => said('Zoë', {speaker: {kind: 'entity', id}})
    expect(spots({bob: [at('e1')], carol: [at('e2')]}, named).map(({isAgreed}) => isAgreed)).toEqual([true])
    expect(spots({bob: [at('e1')], carol: [at('e3')]}, named).map(({isAgreed}) => isAgreed)).toEqual([false])
  })

  test('is all there, each in one place, and no two places of a layer share words', () => {
    const mark = fc.tuple(fc.nat(ICE.length - 2), fc.integer({min: 1, max: 9})).map(([start, length]) => ({start, end: Math.min(ICE.length, start + length)}))
    fc.assert(
      fc.property(fc.array(fc.array(mark, {maxLength: 6}), {minLength: 1, maxLength: 4}), sets => {
        let n = 0
        const all = new Map(
          sets.map((marks, by) => [
            `${by}`,
            marks.map(
              ({start, end}): Annotation => ({
                ...said('Zoë', {}, {id: `${n++}`}),
                selector: {start, end, quote: ICE.text.slice(start, end), prefix: '', suffix: ''},
              }),
            ),
          ]),
        )
        const found = spotsIn(SCHEMA, all, () => '')
        expect(found.flatMap(({said: votes}) => [...votes.values()].flatMap(own => own.map(({id}) => id))).sort()).toEqual(
          [...all.values()].flatMap(own => own.map(({id}) => id)).sort(),
        )
        for (const [at, {span}] of found.entries()) {
          const next = found[at + 1]?.span
          if (span !== undefined && next !== undefined) expect(next.start).toBeGreaterThanOrEqual(span.end)
        }
      }),
    )
  })
})
