import type {Sentence} from '../../core/language/message.ts'
import type {ShareStatus} from '../../ipc/share-api.ts'
import {SHUT_OUT} from '../../sync/closing.ts'
import type {ConnectionState} from '../../sync/hub-connection.ts'
import {say, tell} from '../ui/say.ts'

/**
 * What the status line may say about this person's work. `saved` means: in the hub's log, on disk. For a project that is a
 * guest of another hub, that is `shared` once the other hub has it too, and `saved-here` until then.
 */
export type SaveState =
  | {readonly kind: 'saved'}
  | {readonly kind: 'shared'}
  | {readonly kind: 'saved-here'; readonly why: string}
  | {readonly kind: 'saving'}
  /** A field holds text that is not written yet. */
  | {readonly kind: 'typing'; readonly why: string}
  | {readonly kind: 'reconnecting'}
  | {readonly kind: 'not-saved'; readonly why: string}
  /** The hub does not let this person in any more. */
  | {readonly kind: 'shut-out'; readonly why: string}

export type UpstreamState = ShareStatus['upstream']

/** `upstream`: as asked for after the last change was saved; `undefined` while the answer is awaited. */
export function saveState(connection: ConnectionState, problem: Sentence | undefined, upstream: UpstreamState | undefined, isTyping = false): SaveState {
  const shutOut = connection.shutOut && SHUT_OUT[connection.shutOut]
  if (shutOut !== undefined) return {kind: 'shut-out', why: tell(shutOut)}
  if (connection.connected && problem !== undefined && connection.unsynced) return {kind: 'not-saved', why: tell(problem)}
  if (connection.connected && connection.refused !== undefined) return {kind: 'not-saved', why: refusedSentence(connection.refused)}
  if (connection.connected) return connection.unsynced ? {kind: 'saving'} : isTyping ? TYPING : savedState(upstream)
  if (!connection.unsynced) return {kind: 'reconnecting'}
  return {kind: 'not-saved', why: say('Claimlight’s store does not answer. Your changes are kept in this window and saved as soon as it is back.')}
}

const TYPING: SaveState = {
  kind: 'typing',
  why: say('What you are writing is saved as soon as you pause or leave the field; where a field says what is wrong, as soon as that is mended.'),
}

/** What a person is told of changes that the hub does not take now. Of a fault of its own it says no more than a word. */
export const refusedSentence = (reason: Sentence): string =>
  `${reason}`.includes(' ')
    ? say('The project’s hub does not take your last changes: {reason} They are kept in this window, and offered again by themselves.', {reason})
    : say('The project’s hub does not take your last changes: it does not say why. They are kept in this window, and offered again by themselves.')

const ON_ITS_WAY = say('Your work is saved on this computer, and on its way to the project’s hub.')

function savedState(upstream: UpstreamState | undefined): SaveState {
  if (upstream === undefined) return {kind: 'saved-here', why: ON_ITS_WAY}
  if (upstream.state === 'none') return {kind: 'saved'}
  if (upstream.state === 'connected' && upstream.waiting === 0) return {kind: 'shared'}
  return {kind: 'saved-here', why: upstream.why === undefined ? ON_ITS_WAY : tell(upstream.why)}
}
