import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {refused} from '../core/result.ts'

/** Somebody from elsewhere is in for as long as her session holds. Whoever sits at the computer has none. */
export interface Stay {
  readonly session: string
  /** Whether it holds, by what is known now. */
  holds(): boolean
  /** As {@link Stay.holds}; asks first where what is known is not certain to be what holds. */
  lasts(): Promise<boolean>
  /** Ends her connection with the reason. */
  leave(): void
}

const ENDED = message('You are not let in here any more. Nothing was changed. Reload the page to see why.')
const ENDED_SINCE = message('You are not let in here any more, so this is not answered. Reload the page to see why.')

type Requests = {readonly [method: string]: (...args: never[]) => Promise<Result<unknown>>}

/** The same requests, answered while she is in: before anything is done, and before anything is told. */
export function whileIn<A extends object>(api: A, stay: Stay): A {
  const entries = Object.entries(api as Requests).map(([name, ask]) => [
    name,
    async (...args: never[]): Promise<Result<unknown>> => {
      if (!(await stay.lasts())) return refused(ENDED)
      const answer = await ask(...args)
      return (await stay.lasts()) ? answer : refused(ENDED_SINCE)
    },
  ])
  return Object.fromEntries(entries) as A
}
