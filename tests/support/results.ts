import type {Values} from '../../src/core/language/message.ts'
import {Message, message} from '../../src/core/language/message.ts'
import type {Result} from '../../src/core/result.ts'

/** What was given; fails with the sentence when it was refused. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error}`)
  return result.value
}

/** The sentence of a refusal. */
export function refusal(result: Result<unknown>): string {
  if (result.ok) throw new Error('This was expected to be refused.')
  return `${result.error}`
}

/** The same with each message in it as the English sentence that it is, also one that has lost its class on the way. */
export function inEnglish(value: unknown): unknown {
  if (value instanceof Message) return `${value}`
  if (Array.isArray(value)) return value.map(inEnglish)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const {english, values} = value as {readonly english?: unknown; readonly values?: unknown}
  if (typeof english === 'string' && typeof values === 'object') return `${message(english, values as Values)}`
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inEnglish(each)]))
}
