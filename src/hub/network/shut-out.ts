import type {WebSocket} from 'ws'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Closing} from '../../sync/closing.ts'
import {CLOSING, SHUT_OUT} from '../../sync/closing.ts'
import type {Visit} from './invitations.ts'

/** Milliseconds that the other end has to answer a closing. */
export const GRACE = 1000

/** Says why, and hangs up where that is not answered. */
export function end(socket: WebSocket, why: Closing): void {
  const {code, reason} = CLOSING[why]
  socket.close(code, reason)
  setTimeout(() => socket.terminate(), GRACE).unref()
}

type Out = Extract<Visit, {state: 'out'}>['why']

export const closingFor = (why: Exclude<Out, 'unavailable'>): Closing => (why === 'unknown' ? 'signedOut' : why)

/** Why somebody is not in, in words for her. */
export const shutOutSentence = ({why}: Extract<Visit, {state: 'out'}>): Sentence =>
  why === 'unavailable'
    ? message('Who may come in cannot be asked at the moment. Your work is kept; try again in a minute.')
    : (SHUT_OUT[closingFor(why)] ?? '')
