import {message, sentence} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {refused} from '../core/result.ts'

/** An answer that came over a channel, where a message loses its class: its refusal can be said in the reader's language again. */
export function revived<T>(answer: Result<T>): Result<T> {
  if (answer.ok) return answer
  const said = sentence.safeParse(answer.error)
  return refused(said.success ? said.data : message('The reason cannot be read. Load the window anew; if that does not help, update Claimlight.'))
}
