import {expect, test} from 'vitest'
import {exportDataset} from '../../src/core/dataset/dataset.ts'
import {parseDataset} from '../support/datasets.ts'
import {leftOutBy, leftOutSentence} from '../../src/core/dataset/left-out.ts'
import {parseRound, UNREADABLE_ROUNDS} from '../../src/core/round/round.ts'
import {aProject} from './projects.ts'
import {inEnglish} from '../support/results.ts'

const every = (): boolean => true
const round = (id: string, name: string, state: 'closed' | 'open') =>
  parseRound(id, {name, startedAt: 1, state, ...(state === 'open' ? {opened: {by: 'alice', at: 2}} : {})})

test('[DS1] what a closed round keeps back is said in a sentence: what, why, until when', () => {
  const ceasefire = [round('r1', 'وقف إطلاق النار 🕊', 'closed'), round('r0', 'Trial', 'open')]
  const bobs = leftOutBy(ceasefire, ['annotator:bob'], every)
  expect(inEnglish(bobs && leftOutSentence(bobs, 'bob'))).toBe(
    'The round “وقف إطلاق النار 🕊” is closed, so the file holds your annotations only. The team’s work and what others did is left out until the round is opened. Export again then.',
  )
  const curators = leftOutBy([round('r1', 'One', 'closed'), round('r2', 'Two', 'closed')], ['annotator:alice', 'gold'], every)
  expect(inEnglish(curators && leftOutSentence(curators, 'alice'))).toBe(
    'The rounds “One” and “Two” are closed, so the file holds your annotations and the gold set only. The team’s work and what others did is left out until they are opened. Export again then.',
  )
})

test('[DS1] a round that cannot be read counts as closed here too', () => {
  const leftOut = leftOutBy(UNREADABLE_ROUNDS, [], every)
  expect(inEnglish(leftOut && leftOutSentence(leftOut))).toMatch(/^A round is closed, so the file holds no annotations\. /)
})

test('[DS1] of an article that was taken out of the project nothing is left out, and nobody is told of it', () => {
  const ofTwo = {...round('r1', 'One', 'closed'), articles: ['b', 'a', 'gone']}
  expect(leftOutBy([ofTwo], ['team'], article => article !== 'gone')?.articles).toEqual(['a', 'b'])
})

test('[DS1] where every round is open nothing is left out', () => {
  expect(leftOutBy([round('r1', 'One', 'open')], ['team'], every)).toBeUndefined()
})

test('[DS1] a file that says what it leaves out is read like any other', () => {
  const whole = exportDataset(aProject(), {unit: 'codepoint'})
  const part = {...JSON.parse(whole), leftOut: {reason: 'closed-round', rounds: [{id: 'r1', name: 'One'}], only: ['annotator:bob']}}
  expect(parseDataset(JSON.stringify(part))).toEqual(parseDataset(whole))
})
