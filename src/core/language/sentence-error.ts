import type {Sentence} from './message.ts'

/** Thrown where a function has no result to refuse with: what a person is told, which keeps its values for her language. */
export class SentenceError extends Error {
  readonly sentence: Sentence

  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(`${sentence}`, options)
    this.sentence = sentence
  }
}

/** What a person is told of an error, whoever threw it. */
export const sentenceIn = (error: unknown): Sentence =>
  error instanceof SentenceError ? error.sentence : error instanceof Error ? error.message : String(error)
