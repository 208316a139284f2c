import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** Why a hub ended a sync channel, where trying again by oneself is of no use or the person should know. Codes of WebSocket's private range. */
export const CLOSING = {
  signedOut: {code: 4461, reason: 'Not signed in at this hub.'},
  revoked: {code: 4462, reason: 'The invitation was revoked.'},
  expired: {code: 4463, reason: 'Not used for too long.'},
  stopped: {code: 4464, reason: 'Sharing was stopped.'},
  tooMany: {code: 4465, reason: 'Too many connections.'},
  tooSlow: {code: 4466, reason: 'What was sent was not taken fast enough.'},
  waits: {code: 4467, reason: 'The device waits to be let in.'},
  held: {code: 4468, reason: 'The project was restored from a backup.'},
} as const

export type Closing = keyof typeof CLOSING

export const closingOf = (code: number): Closing | undefined => (Object.keys(CLOSING) as Closing[]).find(each => CLOSING[each].code === code)

/** The ways to be shut out for good, each with what a person is told. */
export const SHUT_OUT: {readonly [C in Closing]?: Message} = {
  signedOut: message('You are not signed in at this project any more. Open your invitation link again, or ask for a new one.'),
  revoked: message(
    'Your invitation to this project was revoked, so you do not see changes any more and cannot make any. Ask the people who run the project if that was not meant.',
  ),
  waits: message(
    'This device waits until you say that it is yours: on a device that you have, open Share, then “Your devices”. If you have none any more, ask an admin of the project. Then reload this page.',
  ),
  held: message(
    'This project was restored from a backup, and your invitation waits until somebody who runs the project lets it in again. Ask them, then reload this page.',
  ),
  expired: message('This device was not used for 90 days, so it was signed out. Open your invitation link again, or ask for a new one.'),
}
