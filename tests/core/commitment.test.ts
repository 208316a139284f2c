import {createHash} from 'node:crypto'
import {describe, expect, test} from 'vitest'
import type {Annotation, SpanAnnotation} from '../../src/core/annotation/annotation.ts'
import {canonicalSet, commitmentTo} from '../../src/core/round/commitment.ts'

const ARTICLE = 'a'.repeat(64)
const selector = {start: 0, end: 4, quote: '和平👩‍👩‍👧', prefix: 'ignored', suffix: 'ignored'}
const claim: SpanAnnotation = {
  id: 'b',
  layer: 'claim',
  selector,
  features: {
    voice: 'quoted',
    kinds: ['z', 'a'],
    stances: [
      {id: 's2', by: 'bob', at: 4, holder: {kind: 'outlet'}, target: {kind: 'entity', id: 'e'}, value: 'favor'},
      {id: 's1', by: 'bob', at: 5, holder: {kind: 'outlet'}, target: {kind: 'entity', id: 'e'}, value: 'against'},
    ],
  },
  by: 'bob',
  at: 3,
  origin: 'human',
  schemaVersion: 1,
}
const other: Annotation = {id: 'a', layer: 'entity', selector, features: {}, by: 'bob', at: 2, editedBy: 'bob', editedAt: 9, origin: 'human', schemaVersion: 1}
const read = {state: 'done', by: 'bob', at: 7} as const
const NONCE = Uint8Array.from({length: 32}, (_, at) => at)

/** As docs/dataset-format.md has it. */
const CANONICAL =
  '["claimlight-set",1,"' +
  ARTICLE +
  '",[{"at":2,"editedAt":9,"features":{},"id":"a","layer":"entity","origin":"human","schemaVersion":1,"selector":{"end":4,"quote":"和平👩‍👩‍👧","start":0}},' +
  '{"at":3,"features":{"kinds":["a","z"],"stances":[{"at":5,"holder":{"kind":"outlet"},"id":"s1","target":{"id":"e","kind":"entity"},"value":"against"},' +
  '{"at":4,"holder":{"kind":"outlet"},"id":"s2","target":{"id":"e","kind":"entity"},"value":"favor"}],"voice":"quoted"},' +
  '"id":"b","layer":"claim","origin":"human","schemaVersion":1,"selector":{"end":4,"quote":"和平👩‍👩‍👧","start":0}}],[{"at":7,"state":"done"}]]'

describe('a commitment', () => {
  test('[DS5] is made of one text, which is spelled out, and of the nonce before it', () => {
    expect(canonicalSet({article: ARTICLE, annotations: [claim, other], readMarks: [read]})).toBe(CANONICAL)
    const expected = createHash('sha256').update(NONCE).update(CANONICAL).digest('hex')
    expect(commitmentTo({article: ARTICLE, annotations: [claim, other], readMarks: [read]}, NONCE)).toBe(expected)
    expect(expected).toBe('2f90f96a1b180eab7cab98425596ba6548d5c0938d9256240d9576a58d3339b7')
  })

  test('[DS5] says the parts of words, the ends of a relation, and what was said under other versions of the schema', () => {
    const act = {by: 'bob', at: 3, origin: 'human', schemaVersion: 1} as const
    const parts = [
      {start: 0, end: 2},
      {start: 5, end: 7},
    ]
    const annotations: readonly Annotation[] = [
      {...act, id: 'p', layer: 'claim', features: {}, selector: {...selector, end: 7, quote: '和平 […] שלום', parts}},
      {
        ...act,
        id: 'q',
        layer: 'view',
        features: {},
        said: [
          {version: 1, layer: 'claim', features: {}},
          {version: 2, layer: 'view', features: {}},
        ],
      },
      {...act, id: 'r', layer: 'supports', features: {}, from: 'p', to: 'b'},
    ]
    const made = (id: string, says: string): string => `{"at":3,${says.replace('ID', `"id":"${id}"`)}}`
    expect(canonicalSet({article: ARTICLE, annotations: [...annotations].reverse(), readMarks: []})).toBe(
      `["claimlight-set",1,"${ARTICLE}",[${[
        made(
          'p',
          '"features":{},ID,"layer":"claim","origin":"human","schemaVersion":1,"selector":{"end":7,"parts":[{"end":2,"start":0},{"end":7,"start":5}],"quote":"和平 […] שלום","start":0}',
        ),
        made('q', 'ID,"origin":"human","said":[{"features":{},"layer":"claim","version":1},{"features":{},"layer":"view","version":2}],"schemaVersion":1'),
        made('r', '"features":{},"from":"p",ID,"layer":"supports","origin":"human","schemaVersion":1,"to":"b"'),
      ].join(',')}],[]]`,
    )
  })

  test('[DS5] does not depend on the order of keys, labels, stances and annotations, nor on what is marked as removed', () => {
    const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse())
    const turned = {
      ...reversed(claim),
      features: reversed({...claim.features, kinds: ['a', 'z'], stances: [...(claim.features.stances as object[])].reverse()}),
    }
    const gone: Annotation = {...claim, id: 'c', removed: {by: 'bob', at: 8}}
    expect(canonicalSet({article: ARTICLE, annotations: [gone, other, turned as Annotation], readMarks: new Set([read])})).toBe(CANONICAL)
  })

  test.each<readonly [string, Partial<SpanAnnotation>]>([
    ['a label', {features: {...claim.features, voice: 'mixed'}}],
    ['the words', {selector: {...selector, end: 5}}],
    ['how sure', {confidence: 2}],
    ['the mark of a removal', {removed: {by: 'bob', at: 8}}],
  ])('[DS5] is another one when %s changes', (_what, change) => {
    expect(canonicalSet({article: ARTICLE, annotations: [{...claim, ...change}, other], readMarks: [read]})).not.toBe(CANONICAL)
    expect(canonicalSet({article: ARTICLE, annotations: [claim, other], readMarks: []})).not.toBe(CANONICAL)
  })
})
