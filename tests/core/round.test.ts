import {describe, expect, test} from 'vitest'
import {activeOwner, isBlind, parseRound} from '../../src/core/round/round.ts'

const now = {name: 'Runde 1 和平', state: 'closed', startedAt: 1, startedBy: 'alice', openers: ['key']}
const opened = {by: 'alice', at: 2, key: 'key', signature: 'signature'}
const former = {name: 'Runde 1 和平', mode: 'independent', open: false, startedAt: 1}

describe('a round that is read', () => {
  test('[SP47] is closed unless it says in full who opened it and when', () => {
    expect(parseRound('r', now)).toEqual({id: 'r', ...now})
    expect(parseRound('r', {...now, state: 'open', opened})).toEqual({id: 'r', ...now, state: 'open', opened})
    const closed: readonly unknown[] = [
      {...now, state: 'open'},
      {...now, state: 'open', opened: {by: 'alice'}},
      {...now, state: 'open', opened: true},
      {...now, state: 'draft'},
      {...now, state: 'ajar'},
      {...former, mode: 'pairs'},
      {...former, open: 'yes'},
      {...former, mode: 'together', state: 'ajar', open: true},
      {state: 'open', opened},
      {},
      'open',
      null,
      7,
    ]
    for (const record of closed) expect(parseRound('r', record).state).toBe('closed')
  })

  test('that is of before openings were signed says what it said', () => {
    expect(parseRound('r', former).state).toBe('closed')
    expect(parseRound('r', {...former, open: true}).state).toBe('open')
    expect(parseRound('r', {...former, mode: 'together'}).state).toBe('open')
  })
})

test('while any round is closed everybody works in a set of her own, also when a later one is open', () => {
  const [first, second] = [parseRound('r1', now), parseRound('r2', {...now, startedAt: 5, state: 'open', opened})]
  expect(isBlind([first, second])).toBe(true)
  expect(activeOwner([first, second], 'bob')).toBe('annotator:bob')
  expect(activeOwner([second], 'bob')).toBe('team')
  expect(isBlind([])).toBe(false)
})
