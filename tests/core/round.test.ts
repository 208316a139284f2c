import {describe, expect, test} from 'vitest'
import {workRoundOf} from '../../src/core/round/blindness.ts'
import {EARLIER} from '../../src/core/round/owner.ts'
import {isBeyond, parseRound, scopeWith} from '../../src/core/round/round.ts'

const now = {name: 'Runde 1 和平', state: 'closed', startedAt: 1, startedBy: 'alice', openers: ['key']}
const opened = {by: 'alice', at: 2, key: 'key', signature: 'signature'}
const former = {name: 'Runde 1 和平', mode: 'independent', open: false, startedAt: 1}

describe('what is added to a round', () => {
  const articles = (from: number, to: number) => Array.from({length: to - from}, (_each, at) => `article ${from + at}`)

  test('[RD12] is in it as far as there is room, and what is in it stays', () => {
    const full = {articles: articles(0, 5000)}
    expect(isBeyond(full, {articles: articles(4999, 5001)})).toBe(true)
    expect(isBeyond(full, {articles: articles(4000, 5000), annotators: ['bob']})).toBe(false)
    expect(isBeyond({}, {articles: articles(0, 5001)})).toBe(false)
    expect(scopeWith(full, {articles: articles(4999, 5001)})).toEqual(full)
    expect(scopeWith({articles: articles(0, 4999)}, {articles: articles(4999, 5003)})).toEqual(full)
    const longer = {articles: articles(0, 5001)}
    expect(scopeWith(longer, {articles: ['another']})).toEqual(longer)
    expect(parseRound('r', {...now, ...longer})).toEqual({id: 'r', ...now, ...longer})
  })
})

describe('a round that is read', () => {
  test('[RD2] says of which articles and people it is; one of before is of all, and its work is the earlier work', () => {
    const plan = {
      articles: ['a'.repeat(64)],
      annotators: ['bob'],
      perArticle: 2,
      order: {seed: '7'},
      hide: ['outlet', 'url'],
      suggestions: false,
      basedOn: 'r0',
    }
    expect(parseRound('r', {...now, ...plan, ownSets: true})).toEqual({id: 'r', ...now, ...plan, ownSets: true})
    expect(parseRound('r', {...now, state: 'draft'})).toEqual({id: 'r', ...now, state: 'draft'})
    expect(workRoundOf(parseRound('r', now))).toBe(EARLIER)
    expect(workRoundOf(parseRound('r', {...now, ownSets: true}))).toBe('r')
  })

  test('[RD2] that has the name of the earlier work is not understood', () => {
    expect(parseRound(EARLIER, {...now, state: 'open', opened})).toMatchObject({state: 'closed', unreadable: true})
  })

  test('[SP47] is closed unless it says in full who opened it and when', () => {
    expect(parseRound('r', now)).toEqual({id: 'r', ...now})
    expect(parseRound('r', {...now, state: 'open', opened})).toEqual({id: 'r', ...now, state: 'open', opened})
    const closed: readonly unknown[] = [
      {...now, state: 'open'},
      {...now, state: 'open', opened: {by: 'alice'}},
      {...now, state: 'open', opened: true},
      {...now, articles: 'all'},
      {...now, articles: [7]},
      {...now, annotators: 'alice'},
      {...now, ownSets: 'yes'},
      {...now, hide: ['title']},
      {...now, perArticle: 0},
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
