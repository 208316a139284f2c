import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Judgements} from './judgement.ts'

/** Why there is nothing to compare; `undefined` where two annotators have finished one article at least. */
export function nothingToCompare({annotators, texts, leftOut}: Judgements): Sentence | undefined {
  const [first] = annotators
  if (first === undefined)
    return leftOut.unfinished > 0
      ? message('Nobody has finished an article here. An article counts once its annotator says that she has done it, or that there is nothing in it.')
      : message('Nobody has annotated alone here. Agreement is between people who annotate the same articles, each in a round of their own work.')
  if (annotators.length === 1) return message('Only {annotator} has finished articles here, and agreement is between two at least.', {annotator: first.name})
  if (!texts.some(({readers}) => readers.size > 1)) return message('No article was finished by two annotators, so nothing can be compared.')
  return undefined
}
