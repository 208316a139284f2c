import * as z from 'zod'
import {patternsIn, placesOf} from './pattern.ts'

/** Several sentences in one place are said as a list: “a, b and c”. */
export type Value = string | number | Message | readonly Sentence[]

export type Values = Readonly<Record<string, Value>>

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
    this.values = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueOfOurs(value)]))
    this.context = context
  }

  toString(): string {
    return inEnglish(
      this.english,
      placesOf(this.values, (_, value) => (typeof value === 'number' ? value : Array.isArray(value) ? ENGLISH_LIST.format(value.map(String)) : `${value}`)),
    ).join('')
  }
}

/** What a person is told: in English already, or to be said in her language. */
export type Sentence = string | Message

/** One that came from another thread or window of ours, where a message has lost its class. What comes from elsewhere is read by {@link sentence}. */
export const ofOurs = (said: Sentence): Sentence =>
  typeof said === 'string' || Object.getPrototypeOf(said) === Message.prototype ? said : new Message(said.english, said.values, said.context)

export const message = (english: string, values?: Values, context?: string): Message => new Message(english, values, context)

const valueOfOurs = (value: Value): Value => (typeof value === 'number' ? value : isSeveral(value) ? value.map(ofOurs) : ofOurs(value))

/** What `Array.isArray` does not tell of arrays that are read only. */
export const isSeveral = (value: Value): value is readonly Sentence[] => Array.isArray(value)

const inEnglish = patternsIn('en')
const ENGLISH_LIST = new Intl.ListFormat('en', {type: 'conjunction'})

/** UTF-16 code units, also of what is put together. No sentence of ours is as long. */
const LONGEST = 2_000
const MOST_VALUES = 32
const DEEPEST = 5

/** A sentence as it comes from another thread, window or program, where a message has lost its class. */
export const sentence: z.ZodType<Sentence> = sentenceWithin(DEEPEST)

/** Whether it can be said, and is no longer then than a sentence may be. */
function isFillable({english, values}: {english: string; values: Values}): boolean {
  try {
    return `${new Message(english, values)}`.length <= LONGEST
  } catch {
    return false
  }
}

/** Without what turns or ends the direction of the words around it, and without control characters but tabs and line ends. */
function harmless(words: string): string {
  return words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
}

function sentenceWithin(depth: number): z.ZodType<Sentence> {
  const words = z.string().max(LONGEST).transform(harmless)
  if (depth === 0) return words
  const inner = sentenceWithin(depth - 1)
  const value = z.union([z.number(), inner, z.array(inner).max(MOST_VALUES)])
  return z.union([
    words,
    z.instanceof(Message),
    z
      .object({
        english: words,
        values: z.record(z.string(), value).refine(values => Object.keys(values).length <= MOST_VALUES),
        context: z.string().optional(),
      })
      .refine(isFillable)
      .transform(({english, values, context}) => new Message(english, values, context)),
  ])
}
