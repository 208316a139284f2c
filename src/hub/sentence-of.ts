import {message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import {sentenceIn} from '../core/language/sentence-error.ts'

/** The sentence of a refusal that the storage room throws. */
export const sentenceOf = (error: unknown): Sentence => (error instanceof Error ? sentenceIn(error) : message('The project folder could not be written to.'))
