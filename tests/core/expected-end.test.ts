import {describe, expect, test} from 'vitest'
import {DAY} from '../../src/core/iso-time.ts'
import {expectedEnd, expectedEndOfAll} from '../../src/core/round/expected-end.ts'

const now = 100 * DAY
const longAgo = {startedAt: 0, now}

describe('the expected end of a round', () => {
  test('is when somebody is through who goes on as in the last seven days', () => {
    expect(expectedEnd({given: 20, finished: 10, lately: 7}, longAgo)).toBe(now + 10 * DAY)
    expect(expectedEnd({given: 20, finished: 10, lately: 14}, longAgo)).toBe(now + 5 * DAY)
  })

  test('goes by the days since the beginning where the round is younger than that, and by one day at least', () => {
    expect(expectedEnd({given: 12, finished: 4, lately: 4}, {startedAt: now - 2 * DAY, now})).toBe(now + 4 * DAY)
    expect(expectedEnd({given: 12, finished: 4, lately: 4}, {startedAt: now - 60_000, now})).toBe(now + 2 * DAY)
  })

  test('is not known of whoever has finished nothing lately, and is there for whoever has finished all or has nothing to do', () => {
    expect(expectedEnd({given: 5, finished: 4, lately: 0}, longAgo)).toBe('unknown')
    expect(expectedEnd({given: 5, finished: 5, lately: 0}, longAgo)).toBe('finished')
    expect(expectedEnd({given: 0, finished: 0, lately: 0}, longAgo)).toBe('finished')
  })

  test('of all is that of the last of them, and not known as long as it is not of one', () => {
    const [alice, bob, carol] = [
      {given: 20, finished: 10, lately: 7},
      {given: 9, finished: 9, lately: 0},
      {given: 3, finished: 2, lately: 7},
    ]
    expect(expectedEndOfAll([alice, bob, carol], longAgo)).toBe(now + 10 * DAY)
    expect(expectedEndOfAll([bob], longAgo)).toBe('finished')
    expect(expectedEndOfAll([alice, {given: 2, finished: 1, lately: 0}], longAgo)).toBe('unknown')
    expect(expectedEndOfAll([], longAgo)).toBe('finished')
  })
})
