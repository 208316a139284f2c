import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {readAnnotation} from '../../src/project/annotation-record.ts'

const AT = 1_770_000_000_000
const WORDS = 'Zoe\u0308 سلام 停火 👩🏽‍🔬'

const RECORD: {readonly [field: string]: unknown} = {
  layer: 'claim',
  selector: {start: 3, end: 9, quote: WORDS, prefix: '', suffix: '🌊'},
  origin: 'human',
  schemaVersion: 1,
  by: 'alice',
  at: AT,
  editedBy: 'bob',
  editedAt: AT + 1,
}

const STANCE = {id: 's1', holder: {kind: 'entity', id: 'e1'}, target: {kind: 'topic', id: 't1'}, value: 'favor', by: 'alice', at: AT}

/** What somebody's program may have written in place of a value. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5, 2 ** 60, '', WORDS, 'human', [], {}, RECORD.selector, STANCE),
  fc
    .constantFrom('unnamed', 'none', 'outlet', 'entity', 'claim', 'mention', 'topic', 'word')
    .chain(kind => fc.constantFrom<unknown>({kind}, {kind, id: 'x', more: 1}, {kind, id: 1})),
  fc.anything(),
)

const anyRecord = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...Object.keys(RECORD), 'more'), anyValue), {maxLength: 2}),
    fc.array(fc.constantFrom(...Object.keys(RECORD)), {maxLength: 2}),
  )
  .map(([written, gone]) => new Map<string, unknown>([...Object.entries(RECORD), ...written].filter(([field]) => !gone.includes(field))))

test('a record is read alike whether it is told at a glance or by its shape: how sure somebody was makes the shape decide', () => {
  fc.assert(
    fc.property(anyRecord, record => {
      const plain = readAnnotation('a', record)
      const byShape = readAnnotation('a', new Map([...record, ['confidence', 2]]))
      expect(byShape).toEqual(plain === undefined ? undefined : {...plain, confidence: 2})
    }),
    {numRuns: 2000},
  )
})

test('a reference and a stance keep what belongs to them and nothing else, and what is none is left out', () => {
  const record = new Map<string, unknown>([
    ...Object.entries(RECORD),
    ['feature/note', WORDS],
    ['feature/sure', 2],
    ['feature/entityId', {kind: 'entity', id: 'e1', more: 1}],
    ['feature/source', {kind: 'unnamed', id: 'x'}],
    ['feature/topic', {kind: 'topic', id: 't1'}],
    ['feature/none', null],
    ['feature/number', Number.NaN],
    ['stance/s1', {...STANCE, more: 1}],
    ['stance/s2', {...STANCE, id: 's2', holder: {kind: 'outlet', id: 'x'}}],
    ['stance/s3', {...STANCE, id: 's3', removed: {by: 'bob', at: AT}}],
    ['stance/s4', {...STANCE, id: 's4', target: {kind: 'mention', id: 'a'}}],
    ['stance/s5', {...STANCE, id: 's5', removed: undefined}],
  ])
  expect(readAnnotation('a', record)).toEqual({
    ...RECORD,
    id: 'a',
    features: {
      note: WORDS,
      sure: 2,
      entityId: {kind: 'entity', id: 'e1'},
      source: {kind: 'unnamed'},
      stances: [STANCE, {...STANCE, id: 's2', holder: {kind: 'outlet'}}],
    },
  })
})

test('a stance that somebody took back is not read, whatever other marks stand there', () => {
  const stances = Array.from({length: 50}, (_, n) => [`stance/s${n}`, {...STANCE, id: `s${n}`}] as const)
  const marks = Array.from({length: 60}, (_, n) => [`gone/s${n * 2}`, {by: 'bob', at: AT}] as const)
  const read = readAnnotation('a', new Map<string, unknown>([...Object.entries(RECORD), ...stances, ...marks]))
  expect(read?.features.stances).toHaveLength(25)
})
