import {SHUT_OUT} from '../../sync/closing.ts'
import type {ConnectionState} from '../../sync/hub-connection.ts'

/** What the status line may say about this person's work. `saved` means: in the hub's log, on disk. */
export type SaveState =
  | {readonly kind: 'saved'}
  | {readonly kind: 'saving'}
  | {readonly kind: 'reconnecting'}
  | {readonly kind: 'not-saved'; readonly why: string}
  /** The hub does not let this person in any more. */
  | {readonly kind: 'shut-out'; readonly why: string}

export function saveState(connection: ConnectionState, problem: string | undefined): SaveState {
  const shutOut = connection.shutOut && SHUT_OUT[connection.shutOut]
  if (shutOut !== undefined) return {kind: 'shut-out', why: shutOut}
  if (connection.connected && problem !== undefined && connection.unsynced) return {kind: 'not-saved', why: problem}
  if (connection.connected) return connection.unsynced ? {kind: 'saving'} : {kind: 'saved'}
  if (!connection.unsynced) return {kind: 'reconnecting'}
  return {kind: 'not-saved', why: 'Claimlight’s store does not answer. Your changes are kept in this window and saved as soon as it is back.'}
}
