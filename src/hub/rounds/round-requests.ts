import type {Person} from '../../core/round/owner.ts'
import type {RoundApi} from '../../ipc/round-api.ts'
import type {HubRounds} from './hub-rounds.ts'

/** What one person may ask about rounds. `elsewhere`: the project's hub, where this one is only a guest. */
export function roundRequests({rounds, person, elsewhere}: {rounds: HubRounds; person: () => Person; elsewhere: RoundApi | undefined}): RoundApi {
  return (
    elsewhere ?? {
      startRound: async (name, plan = {}, lists) => rounds.start(name, plan, person(), lists),
      openRound: async id => rounds.open(id, person()),
      draftRound: async draft => rounds.draft(draft, person()),
      startDraft: async id => rounds.startDraft(id, person()),
      addToRound: async (id, more) => rounds.add(id, more, person()),
      changeWorklist: async (id, list) => rounds.giveList(id, list, person()),
      roundProgress: async id => rounds.progress(id, person()),
      roundGrid: async id => rounds.grid(id, person()),
    }
  )
}
