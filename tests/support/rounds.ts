import type {Person} from '../../src/core/round/owner.ts'
import type {Round, RoundPlan} from '../../src/core/round/round.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {value} from './results.ts'

const ALICE: Person = {id: 'alice', name: 'Alice', role: 'admin'}

/** The one way to start a round: as a window of somebody entitled asks for it. */
export const startRound = async (hub: Hub, by = ALICE, plan: RoundPlan = {}): Promise<Round> =>
  value(await hub.requests(by, 'browser').startRound('Runde 1 和平', plan))
export const openRound = async (hub: Hub, id: string, by = ALICE): Promise<Round> => value(await hub.requests(by, 'browser').openRound(id))

/** As it stands in a project document. */
export const aRound = (fields: Partial<Round> = {}): Round => ({id: 'round-1', name: 'Runde 1 和平', state: 'closed', startedAt: 1, openers: [], ...fields})
