import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {RoundApi} from '../../ipc/round-api.ts'
import {ROUND_ANSWERS} from '../../ipc/round-api.ts'
import type {SchemaApi} from '../../ipc/schema-api.ts'
import type {UpstreamProblem} from './upstream-access.ts'
import type {UpstreamRequests} from './upstream-requests.ts'

const ROUNDS_AWAY = message('Rounds are started and opened at the project’s hub, which does not answer now. Try again when it is back.')
const SCHEMA_AWAY = message('The schema is changed at the project’s hub, which does not answer now. Try again when it is back.')

/** What is done at the project's hub alone, for everybody. */
export interface DoneAtHub {
  /** The person's name is kept at the other hub, for everybody. */
  rename(name: string): Promise<Result<null>>
  /** Rounds are started and opened at the other hub, which alone decides who may. */
  readonly rounds: RoundApi
  /** The schema is taken there too: two that are taken at once would each count as the next. */
  readonly schema: Pick<SchemaApi, 'takeSchema' | 'weighSchema'>
}

/** `origin`: where it is, while it answers. */
export function doneAtHub({requests, origin}: {requests: UpstreamRequests; origin: () => string | undefined}): DoneAtHub {
  const atHub = async <A, T>(
    act: (origin: string, argument: A) => Promise<Result<T, UpstreamProblem>>,
    argument: A,
    away = ROUNDS_AWAY,
  ): Promise<Result<T>> => {
    const at = origin()
    if (at === undefined) return refused(away)
    const answer = await act(at, argument)
    return answer.ok ? answer : refused(answer.error.why)
  }
  return {
    rename: async name => {
      const at = origin()
      if (at === undefined) return refused(message('Your name is kept at the project’s hub, which does not answer now. Change it when it is back.'))
      const answer = await requests.renamePerson(at, name)
      return answer.ok ? ok(null) : refused(answer.error.why)
    },
    rounds: roundsAt((method, args) => atHub((there, given) => requests.round(there, method, given), args)),
    schema: {
      takeSchema: (schema, mappings = [], taking = {}) => atHub(requests.takeSchema, [schema, mappings, taking], SCHEMA_AWAY),
      weighSchema: (schema, mappings = []) => atHub(requests.weighSchema, [schema, mappings], SCHEMA_AWAY),
    },
  }
}

/** All that is asked of rounds is asked there. */
const roundsAt = (ask: <K extends keyof RoundApi>(method: K, args: Parameters<RoundApi[K]>) => Promise<Result<unknown>>): RoundApi =>
  Object.fromEntries(
    (Object.keys(ROUND_ANSWERS) as (keyof RoundApi)[]).map(method => [
      method,
      // What is left out at the end is not sent.
      (...args: Parameters<RoundApi[typeof method]>) => ask(method, args.slice(0, args.findLastIndex(each => each !== undefined) + 1) as typeof args),
    ]),
  ) as unknown as RoundApi
