import {describe, expect, test} from 'vitest'
import type {Owner, Role} from '../../src/core/round/owner.ts'
import {EARLIER, ownerOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import {parseRound} from '../../src/core/round/round.ts'
import type {GivenArticles} from '../../src/core/round/worklist.ts'
import {NOTHING_GIVEN} from '../../src/core/round/worklist.ts'
import type {Rights} from '../../src/hub/access.ts'
import {rights} from '../../src/hub/access.ts'
import type {DocumentAddress} from '../../src/project/document-address.ts'
import {aPerson} from './hub-bench.ts'
import {aRound} from '../support/rounds.ts'

const ARTICLE = 'a'.repeat(64)
const set = (owner: Owner): DocumentAddress => ({kind: 'set', article: ARTICLE, owner})
const registry = (owner: Owner): DocumentAddress => ({kind: 'registry', owner})
const discussion: DocumentAddress = {kind: 'discussion', article: ARTICLE}
const project: DocumentAddress = {kind: 'project'}
const bobs = ownerOf('bob', EARLIER)
const alices = ownerOf('alice', EARLIER)
const former = (fields: object): Round => parseRound('r', {name: 'Round', mode: 'independent', open: false, startedAt: 1, ...fields})

const OPEN: readonly (readonly [string, readonly Round[]])[] = [
  ['without rounds', []],
  ['in a round together', [former({mode: 'together'})]],
  ['after an independent round was opened', [former({open: true}), aRound({state: 'open', opened: {by: 'alice', at: 2}})]],
]
const ROLES: readonly Role[] = ['reader', 'annotator', 'curator', 'admin']
const forBob = (address: DocumentAddress, rounds: readonly Round[]): readonly Rights[] => ROLES.map(role => rights(aPerson('Bob', role), address, rounds))

test('[SP112] what somebody may read follows from her, her role and the rounds alone, whatever she is given to do', () => {
  const rounds = [[], [aRound()], [aRound({worklists: true})], [aRound({worklists: true, state: 'open', opened: {by: 'alice', at: 2}})]]
  const addresses = [project, discussion, ...(['team', 'gold', bobs, alices, ownerOf('bob', 'round')] as const).flatMap(owner => [set(owner), registry(owner)])]
  for (const given of [() => undefined, () => new Set<string>(), () => new Set([ARTICLE])])
    for (const known of rounds)
      for (const role of ROLES) {
        const reads = (of: GivenArticles) => addresses.map(address => rights(aPerson('Bob', role), address, known, of) !== 'none')
        expect(reads(given)).toEqual(reads(NOTHING_GIVEN))
      }
})

describe('rights of a reader, an annotator, a curator and an admin', () => {
  test.each(OPEN)('[SP40] %s', (_when, rounds) => {
    expect(forBob(project, rounds)).toEqual(['read', 'read', 'write', 'write'])
    for (const of of [set, registry]) {
      expect(forBob(of('team'), rounds)).toEqual(['read', 'write', 'write', 'write'])
      expect(forBob(of('gold'), rounds)).toEqual(['read', 'read', 'write', 'write'])
      for (const whose of [bobs, alices]) expect(forBob(of(whose), rounds)).toEqual(['read', 'read', 'read', 'read'])
    }
    expect(forBob(discussion, rounds)).toEqual(['read', 'write', 'write', 'write'])
  })

  test('[SP41] while an independent round is closed, nobody reaches another’s judgements, not even an admin', () => {
    const rounds = [former({mode: 'together'}), aRound()]
    expect(forBob(project, rounds)).toEqual(['read', 'read', 'write', 'write'])
    for (const of of [set, registry]) {
      expect(forBob(of(bobs), rounds)).toEqual(['read', 'write', 'write', 'write'])
      expect(forBob(of(alices), rounds)).toEqual(['none', 'none', 'none', 'none'])
      expect(forBob(of('gold'), rounds)).toEqual(['none', 'none', 'none', 'none'])
    }
    expect(forBob(set('team'), rounds)).toEqual(['none', 'none', 'none', 'none'])
    expect(forBob(registry('team'), rounds)).toEqual(['read', 'read', 'read', 'read'])
    expect(forBob(discussion, rounds)).toEqual(['none', 'none', 'none', 'none'])
  })
})
