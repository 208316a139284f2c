import * as z from 'zod'
import {patternsIn} from './pattern.ts'

export type Values = Readonly<Record<string, string | number | Message>>

/**
 * A sentence that is not yet said in any language: its English in ICU MessageFormat, and what stands in its places. Whoever reads it says it in the
 * language of the reader; as a string it is English. `context` tells apart what is one word in English and two elsewhere.
 */
export class Message {
  readonly english: string
  readonly values: Values
  readonly context: string | undefined

  constructor(english: string, values: Values = {}, context?: string) {
    this.english = english
    this.values = values
    this.context = context
  }

  toString(): string {
    return inEnglish(
      this.english,
      Object.fromEntries(Object.entries(this.values).map(([name, value]) => [name, value instanceof Message ? `${value}` : value])),
    ).join('')
  }
}

/** What a person is told: in English already, or to be said in her language. */
export type Sentence = string | Message

export const message = (english: string, values?: Values, context?: string): Message => new Message(english, values, context)

const inEnglish = patternsIn('en')

const MOST_VALUES = 32
const DEEPEST = 4

/** A sentence as it comes from another thread, window or program, where a message has lost its class. */
export const sentence: z.ZodType<Sentence> = sentenceWithin(DEEPEST)

function sentenceWithin(depth: number): z.ZodType<Sentence> {
  if (depth === 0) return z.string()
  const value = z.union([z.number(), sentenceWithin(depth - 1)])
  return z.union([
    z.string(),
    z.instanceof(Message),
    z
      .object({
        english: z.string(),
        values: z.record(z.string(), value).refine(values => Object.keys(values).length <= MOST_VALUES),
        context: z.string().optional(),
      })
      .transform(({english, values, context}) => new Message(english, values, context)),
  ])
}
