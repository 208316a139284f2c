import type {Person} from '../../core/round/owner.ts'
import type {RoundApi} from '../../ipc/round-api.ts'
import type {HubRounds} from './hub-rounds.ts'

/** What one person may ask about rounds. `elsewhere`: the project's hub, where this one is only a guest. */
export function roundRequests({rounds, person, elsewhere}: {rounds: HubRounds; person: () => Person; elsewhere: RoundApi | undefined}): RoundApi {
  return {
    startRound: async (name, plan = {}) => (elsewhere === undefined ? rounds.start(name, plan, person()) : elsewhere.startRound(name, plan)),
    openRound: async id => (elsewhere === undefined ? rounds.open(id, person()) : elsewhere.openRound(id)),
  }
}
