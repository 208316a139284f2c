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
