import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {hasRightToLeft} from './direction.ts'

/**
 * What one thing is to another, with an arrow between. Where letters run from right to left, each is set apart and all of it runs from left to right
 * (UAX 9, isolates): else both would change places on screen, and the arrow would say the contrary.
 */
export const fromTo = (from: string, to: string): string =>
  hasRightToLeft(from + to) ? `\u2066\u2068${from}\u2069 → \u2068${to}\u2069\u2069` : `${from} → ${to}`

/** The same of what is still to be said in a language. */
export const fromToSaid = (from: Sentence, to: Sentence): Message =>
  hasRightToLeft(`${from}${to}`) ? message('\u2066\u2068{from}\u2069 → \u2068{to}\u2069\u2069', {from, to}) : message('{from} → {to}', {from, to})
