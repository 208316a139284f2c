import type {Awareness} from 'y-protocols/awareness'
import {applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates} from 'y-protocols/awareness'

type Changed = {readonly added: readonly number[]; readonly updated: readonly number[]; readonly removed: readonly number[]}

/**
 * Who is where, between two hubs: this person's windows are told to the other hub, everybody there to the windows here.
 * Other people at this hub are not told on: over there they would pass for this person.
 */
export interface PresenceBridge {
  /** A window came to the project here: there is somebody to tell. */
  join(here: Awareness | undefined): void
  /** Ends it; nobody from there is shown here any more. */
  stop(): void
}

export function presenceBridge(there: Awareness, person: string): PresenceBridge {
  const OURS = {source: 'ours'}
  const THEIRS = {source: 'theirs'}
  const own = new Set<number>()
  let here: Awareness | undefined

  const tellThere = ({added, updated, removed}: Changed, origin: unknown): void => {
    if (here === undefined || origin === THEIRS) return
    for (const client of [...added, ...updated]) if (here.getStates().get(client)?.by === person) own.add(client)
    const told = [...added, ...updated, ...removed].filter(client => own.has(client))
    if (told.length > 0) applyAwarenessUpdate(there, encodeAwarenessUpdate(here, told), OURS)
    for (const client of removed) own.delete(client)
  }
  const tellHere = ({added, updated, removed}: Changed, origin: unknown): void => {
    if (here === undefined || origin === OURS) return
    const told = [...added, ...updated, ...removed].filter(client => client !== there.clientID && !own.has(client))
    if (told.length > 0) applyAwarenessUpdate(here, encodeAwarenessUpdate(there, told), THEIRS)
  }
  there.setLocalState(null)
  there.on('update', tellHere)
  return {
    join: awareness => {
      if (awareness === undefined || awareness === here) return
      here?.off('update', tellThere)
      here = awareness
      here.on('update', tellThere)
      tellThere({added: [...here.getStates().keys()], updated: [], removed: []}, OURS)
      tellHere({added: [...there.getStates().keys()], updated: [], removed: []}, THEIRS)
    },
    stop: () => {
      there.off('update', tellHere)
      if (here === undefined) return
      here.off('update', tellThere)
      const others = [...there.getStates().keys()].filter(client => client !== there.clientID && !own.has(client))
      removeAwarenessStates(here, others, THEIRS)
    },
  }
}
