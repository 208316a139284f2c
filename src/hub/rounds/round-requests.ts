import type {Person} from '../../core/round/owner.ts'
import type {RoundApi} from '../../ipc/round-api.ts'
import type {HubRounds} from './hub-rounds.ts'

/** What one person may ask about rounds. `elsewhere`: the project's hub, where this one is only a guest. */
export function roundRequests({rounds, person, elsewhere}: {rounds: HubRounds; person: () => Person; elsewhere: RoundApi | undefined}): RoundApi {
  return {
    startRound: async name => (elsewhere === undefined ? rounds.start(name, person()) : elsewhere.startRound(name)),
    openRound: async id => (elsewhere === undefined ? rounds.open(id, person()) : elsewhere.openRound(id)),
  }
}
