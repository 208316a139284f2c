import type {Sentence} from '../core/language/message.ts'
import {Message, message, sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {refused} from '../core/result.ts'

/** A refusal as it goes to another program: in English, which every version understands, and as a message for those that say it in their reader's language. */
export type Carried = {readonly ok: false; readonly error: string; readonly said?: unknown}

export const saidAlso = (said: Message): {readonly error: string; readonly said: Message} => ({error: `${said}`, said})

/** An answer as it goes to another program, or to a window that is not in this one. */
export const carried = <T>(answer: Result<T>): Result<T, string> | Carried =>
  answer.ok ? answer : answer.error instanceof Message ? {ok: false, ...saidAlso(answer.error)} : {ok: false, error: answer.error}

/** An answer that came over a channel, where a message loses its class: its refusal can be said in the reader's language again. */
export function revived<T>(answer: Result<T> | Carried): Result<T> {
  return answer.ok ? answer : refused(revivedSentence(answer))
}

/** What cannot be said as a message is said in English, where that is there. */
export function revivedSentence({error, said}: {readonly error: unknown; readonly said?: unknown}): Sentence {
  for (const each of [said, error]) {
    const read = each === undefined ? undefined : sentence.safeParse(each)
    if (read?.success) return read.data
  }
  return message('The reason cannot be read. Load the window anew; if that does not help, update Claimlight.')
}
