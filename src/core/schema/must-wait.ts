import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'

/** Told with what has to wait, in words, some of it. */
export const mustWait = (waiting: readonly Message[]): Message =>
  message(
    'While a round is closed, only guidelines, examples and what does not count for agreement may be changed. {many, plural, one {This waits until the round is opened: {first}} other {# changes wait until the round is opened, the first of them: {first}}}.',
    {many: waiting.length, first: waiting[0] as Message},
  )
