import {describe, expect, test} from 'vitest'
import {
  activeOwner,
  closedOn,
  countsBefore,
  isBlind,
  isBlindEverywhere,
  isBlindOn,
  isRegistryClosed,
  isSetClosed,
  isUnderWay,
} from '../../src/core/round/blindness.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import {parseRound, UNREADABLE_ROUNDS} from '../../src/core/round/round.ts'

const ICE = '1'.repeat(64)
const PEACE = '2'.repeat(64)
const WATER = '3'.repeat(64)
const opened = {by: 'alice', at: 9}
const round = (id: string, fields: object = {}): Round =>
  parseRound(id, {name: `Runde ${id} 和平`, state: 'closed', startedAt: 1, openers: [], ownSets: true, ...fields})
const former = parseRound('old', {name: 'Früher', mode: 'independent', open: false, startedAt: 1})
const onIce = round('r1', {articles: [ICE], annotators: ['alice', 'bob']})
const onPeace = round('r2', {articles: [PEACE], annotators: ['bob', 'carol']})

describe('two closed rounds on one article', () => {
  test('[RD3] of which the first counts, in whatever order a copy of the project has them, until one is opened', () => {
    const [first, second] = [round('r9', {articles: [ICE], startedAt: 1}), round('r1', {articles: [PEACE, ICE], startedAt: 2})]
    const third = round('r2', {articles: [ICE], startedAt: 2})
    for (const rounds of [
      [first, second, third],
      [third, second, first],
    ]) {
      expect(closedOn(rounds, ICE).map(({id}) => id)).toEqual(['r9', 'r1', 'r2'])
      expect(rounds.map(each => [each.id, countsBefore(rounds, each)?.id]).sort()).toEqual([
        ['r1', 'r9'],
        ['r2', 'r9'],
        ['r9', undefined],
      ])
    }
    expect(countsBefore([round('r9', {articles: [ICE], state: 'open', opened}), second], second)).toBeUndefined()
    expect(countsBefore([round('r9', {articles: [WATER]}), second], second)).toBeUndefined()
    expect(countsBefore([...UNREADABLE_ROUNDS, second], second)).toBeUndefined()
  })
})

describe('where a person works', () => {
  test('[RD3] is asked of each article: her own set of the closed round that it is in, else the team’s', () => {
    const rounds = [onIce, onPeace]
    expect([ICE, PEACE, WATER].map(article => activeOwner(rounds, 'bob', article))).toEqual([ownerOf('bob', 'r1'), ownerOf('bob', 'r2'), 'team'])
    expect([isBlind(rounds), isBlindEverywhere(rounds), isBlindOn(rounds, WATER)]).toEqual([true, false, false])
  })

  test('[RD2] a second round on an article begins with a set of its own, and the first one is as it was', () => {
    const first = round('r1', {state: 'open', opened})
    expect(activeOwner([first], 'bob', ICE)).toBe('team')
    expect(activeOwner([first, round('r2')], 'bob', ICE)).toBe(ownerOf('bob', 'r2'))
  })

  test('[RD2] a round of before is of all articles and everybody, in the set of the earlier work', () => {
    expect(activeOwner([former], 'bob', ICE)).toBe('annotator:bob')
    expect(isUnderWay([former], ownerOf('carol', EARLIER), PEACE)).toBe(true)
    expect(isBlindEverywhere([former])).toBe(true)
  })

  test('[RD4] where a round cannot be read every article is closed', () => {
    for (const rounds of [UNREADABLE_ROUNDS, [...UNREADABLE_ROUNDS, round('r1', {state: 'open', opened})], [round('r1', {articles: 7})]]) {
      expect(isBlindOn(rounds, WATER)).toBe(true)
      expect(activeOwner(rounds, 'bob', WATER)).toBe('annotator:bob')
    }
    expect(activeOwner([...UNREADABLE_ROUNDS, onIce], 'bob', ICE)).toBe(ownerOf('bob', 'r1'))
  })

  test('[RD2] a draft closes nothing, and nobody works in it', () => {
    const draft = round('r1', {state: 'draft'})
    expect([isBlind([draft]), activeOwner([draft], 'bob', ICE), isUnderWay([draft], ownerOf('bob', 'r1'), ICE)]).toEqual([false, 'team', false])
  })

  test('[RD3] of two rounds that were started without knowing of each other the older one counts, and both close the article', () => {
    const other = round('r0', {articles: [ICE], startedAt: 2})
    expect(closedOn([other, onIce], ICE)).toHaveLength(2)
    expect(activeOwner([other, onIce], 'bob', ICE)).toBe(ownerOf('bob', 'r1'))
    expect(isBlindOn([round('r0', {articles: [ICE], state: 'open', opened}), onIce], ICE)).toBe(true)
    const carols = round('r3', {articles: [ICE], annotators: ['carol'], startedAt: 3})
    expect(activeOwner([onIce, carols], 'carol', ICE)).toBe(ownerOf('carol', 'r3'))
  })
})

describe('work in a round', () => {
  test('[RD5] is written by its annotators while it is closed, and by nobody afterwards', () => {
    const written = (rounds: readonly Round[], person: string, article?: string): boolean => isUnderWay(rounds, ownerOf(person, 'r1'), article)
    expect(['alice', 'bob', 'carol'].map(person => written([onIce], person, ICE))).toEqual([true, true, false])
    expect(written([onIce], 'alice', PEACE)).toBe(false)
    expect(written([onIce], 'alice')).toBe(true)
    expect(written([{...onIce, state: 'open', opened}], 'alice', ICE)).toBe(false)
    expect(isUnderWay([], ownerOf('alice', EARLIER), ICE)).toBe(false)
    expect(isUnderWay([onIce], 'team', ICE)).toBe(false)
  })

  test('[RD3] is closed to others until its round is opened, and while its article is in another; that of a round that is not there is closed', () => {
    const over: Round = {...onIce, state: 'open', opened}
    expect(isSetClosed([onIce], 'r1', ICE)).toBe(true)
    expect(isSetClosed([over], 'r1', ICE)).toBe(false)
    expect(isSetClosed([over, round('r3', {articles: [ICE]})], 'r1', ICE)).toBe(true)
    expect(isSetClosed([over, onPeace], 'r1', ICE)).toBe(false)
    expect(isSetClosed([], 'r1', ICE)).toBe(true)
    expect([isRegistryClosed([onIce], 'r1'), isRegistryClosed([over], 'r1'), isRegistryClosed([over, onPeace], 'r1'), isRegistryClosed([], 'r1')]).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect(isRegistryClosed([over, round('r3', {articles: [WATER, ICE]})], 'r1')).toBe(true)
    expect([isRegistryClosed([onPeace], EARLIER), isRegistryClosed([over], EARLIER)]).toEqual([true, false])
  })

  test('[RD13] once opened is read also while a round runs that goes on from it, and stays closed where another runs too, or where what that goes on from is not open', () => {
    const over: Round = {...onIce, state: 'open', opened}
    const second = round('r4', {articles: [ICE], basedOn: 'r1'})
    const third = round('r5', {articles: [ICE], basedOn: 'r4'})
    const isOpen = (rounds: readonly Round[]): readonly boolean[] => [!isSetClosed(rounds, 'r1', ICE), !isRegistryClosed(rounds, 'r1')]
    expect(isOpen([over, second])).toEqual([true, true])
    expect(isOpen([over, {...second, state: 'open', opened}, third])).toEqual([true, true])
    expect(isSetClosed([over, second], 'r4', ICE)).toBe(true)
    expect(isOpen([over, second, round('r6', {articles: [ICE]})])).toEqual([false, false])
    expect(isOpen([over, second, ...UNREADABLE_ROUNDS])).toEqual([false, false])
    expect(isOpen([onIce, second])).toEqual([false, false])
    expect(isOpen([over, {...second, basedOn: 'none'}])).toEqual([false, false])
    expect(isOpen([over, {...second, basedOn: 'r4'}])).toEqual([false, false])
    const formerly = parseRound('old', {name: 'Früher', mode: 'independent', open: true, startedAt: 1})
    expect([isSetClosed([formerly, {...second, basedOn: 'old'}], EARLIER, ICE), isRegistryClosed([formerly, {...second, basedOn: 'old'}], EARLIER)]).toEqual([
      false,
      false,
    ])
    expect(isBlindOn([over, second], ICE)).toBe(true)
  })
})
