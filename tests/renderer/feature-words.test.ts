import {expect, test} from 'vitest'
import {newAnnotation} from '../../src/core/annotation/new-annotation.ts'
import type {Annotation, Features} from '../../src/core/annotation/annotation.ts'
import type {NamingThen} from '../../src/renderer/history/words-then.ts'
import {featureOf, valueWords} from '../../src/renderer/annotate/feature-words.ts'
import {deedWords} from '../../src/renderer/history/history-words.ts'
import {RUMOURS} from '../support/rumours.ts'

const unnamed = (): string => '?'
const naming: NamingThen = {
  schema: RUMOURS,
  versions: [],
  names: {reference: unnamed, holder: unnamed, target: unnamed, resolve: (_kind, id) => id},
  quoteOf: () => undefined,
}

function rumour(features: Features): Annotation {
  const made = newAnnotation({layer: 'rumour', span: {start: 0, end: 3}}, 'Ice 🧊 melts.', RUMOURS, 'alice', {id: 'a1', at: 1})
  if (!made.ok) throw new Error(`${made.error}`)
  return {...made.value, features}
}

test('several labels, and whether something is so, are told as the schema writes them, and a label that it does not have as it is', () => {
  expect(valueWords(naming, featureOf(naming, 'rumour', 'topics'), ['war', 'نزوح', 'אין'])).toBe('War, Displacement, אין')
  expect([true, false].map(value => valueWords(naming, featureOf(naming, 'rumour', 'confirmed'), value))).toEqual(['Yes', 'No'])
})

test('a history tells which labels stood there before, and says nothing of their order', () => {
  const told = (before: Features, after: Features) => deedWords(naming, {annotation: rumour(after), by: 'alice', here: true}, rumour(before))
  expect(told({topics: ['war']}, {topics: ['war', 'money']})).toBe('set Topics to War, Money (was War)')
  expect(told({confirmed: true}, {confirmed: false})).toBe('set Confirmed to No (was Yes)')
  expect(told({topics: ['war']}, {})).toBe('cleared Topics (was War)')
  expect(told({topics: ['war', 'money']}, {topics: ['money', 'war']})).toBe('')
})
