import type {Awareness} from 'y-protocols/awareness'
import {removeAwarenessStates} from 'y-protocols/awareness'
import {parsePresence} from '../../project/presence.ts'
import {awarenessRemovals} from './awareness-removals.ts'

/** Whose presence it is comes from the sign-in, like everything else about a person; nobody speaks for another's window. */
export function ownPresence(awareness: Awareness, states: Map<number, unknown>, person: string, isShown: boolean): void {
  for (const [client, state] of states) {
    const presence = parsePresence({...(state as object | null), by: person})
    const known: unknown = awareness.getStates().get(client)?.by
    if (presence === undefined || !isShown || (known !== undefined && known !== person)) states.delete(client)
    else states.set(client, presence)
  }
}

/** Takes out what a message says is gone, where it is this person's. */
export function takeOutOwnPresence(awareness: Awareness, update: Uint8Array, person: string, origin: unknown): void {
  const gone = awarenessRemovals(update).filter(client => awareness.getStates().get(client)?.by === person)
  if (gone.length > 0) removeAwarenessStates(awareness, gone, origin)
}
