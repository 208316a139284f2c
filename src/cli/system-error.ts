import {message} from '../core/language/message.ts'
import {sentenceIn} from '../core/language/sentence-error.ts'
import type {Sentence} from '../core/language/message.ts'
import {diskSentence, errorCode} from '../storage/disk-problem.ts'

/** What the system refused, as a sentence; `undefined` for anything else, which is a fault of ours and told with where it happened. */
export function systemErrorSentence(error: unknown): Sentence | undefined {
  if (!(error instanceof Error)) return undefined
  // Said already where it happened.
  if (errorCode(error.cause) !== '') return sentenceIn(error)
  const code = errorCode(error)
  if (code.startsWith('SQLITE_')) return diskSentence(message('The project could not be read or written'), error)
  if (!('syscall' in error)) return undefined
  return 'path' in error && typeof error.path === 'string'
    ? diskSentence(message('{path} could not be read or written', {path: error.path}), error)
    : message('The system refused something that Claimlight needs ({code}). Try again; if it comes back, report it with this code.', {code})
}
