import type {Message, Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import {hasRightToLeft} from './direction.ts'

/**
 * What one thing is to another, with an arrow between, in the direction that the reader reads in. Where letters run the other way, each is set apart and all of it runs in that direction
 * (UAX 9, isolates): else both would change places on screen, and the arrow would say the contrary.
 */
export const fromTo = (from: Sentence, to: Sentence): Message =>
  hasRightToLeft(`${from}${to}`) ? message('\u2066\u2068{from}\u2069 → \u2068{to}\u2069\u2069', {from, to}) : message('{from} → {to}', {from, to})
