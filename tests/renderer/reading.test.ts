import {expect, test} from 'vitest'
import {arrived, choosing, NOTHING_READ, notShown, selecting, turnedTo} from '../../src/renderer/state/reading.ts'

const ICE = turnedTo(NOTHING_READ, 'ice', 'team')
const WORDS = {start: 4, end: 9}

test('an article that is turned to takes nothing along that was selected in the one before', () => {
  const before = selecting(choosing(arrived(ICE, 'team'), 'claim'), WORDS, WORDS)
  expect(before).toMatchObject({selected: 'claim', selection: WORDS})
  expect(turnedTo(before, 'seas', 'gold')).toEqual({...NOTHING_READ, article: 'seas', owner: 'gold', opening: {state: 'loading'}})
})

test('words take the place of the selected annotation unless they are its very words, and an annotation that of words', () => {
  const chosen = choosing(ICE, 'claim')
  expect(selecting(chosen, WORDS, {start: 4, end: 9}).selected).toBe('claim')
  expect(selecting(chosen, WORDS, {start: 4, end: 8})).toMatchObject({selected: undefined, selection: WORDS})
  expect(selecting(chosen, undefined, undefined)).toMatchObject({selected: 'claim', selection: undefined})
  expect(choosing(selecting(ICE, WORDS, undefined), 'claim')).toMatchObject({selected: 'claim', selection: undefined})
})

test('two readings stand side by side: a step of one leaves the other as it was', () => {
  const [mine, gold] = [arrived(ICE, 'team'), turnedTo(NOTHING_READ, 'ice', 'gold')]
  expect([choosing(mine, 'claim'), notShown(gold, 'It is closed.')]).toMatchObject([
    {article: 'ice', owner: 'team', selected: 'claim', opening: {state: 'ready'}},
    {article: 'ice', owner: 'gold', selected: undefined, opening: {state: 'failed', problem: 'It is closed.'}},
  ])
  expect([mine.selected, gold.opening]).toEqual([undefined, {state: 'loading'}])
})
