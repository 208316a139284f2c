import type {Sentence} from '../../core/language/message.ts'
import {Message, message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {HubApi} from '../requests/hub-api.ts'

/** All that somebody elsewhere is told of what went wrong with the disk or the database here. */
const CAUSES: readonly (readonly [cause: RegExp, told: Message])[] = [
  [
    /disk .*is full|is full/,
    message('That did not work, because the disk of the computer that keeps the project is full. Tell the person who runs it; she is told more.'),
  ],
  [
    /not permitted|does not permit/,
    message('That did not work, because the computer that keeps the project is not permitted to do it. Tell the person who runs it; she is told more.'),
  ],
  [
    /is damaged/,
    message('That did not work, because something is damaged on the computer that keeps the project. Tell the person who runs it; she is told more.'),
  ],
  [/another program|another hub/, message('That did not work, because another program uses the project there. Tell the person who runs it; she is told more.')],
  [/cannot be reached/, message('That did not work, because the database of the project cannot be reached. Tell the person who runs it; she is told more.')],
]
const OTHERWISE = message('That did not work, because the computer that keeps the project has a problem. Tell the person who runs it; she is told more.')

/** The root of a drive or a home, a server's share, or an address, where a word begins; and what a system or a database says in its own words. */
const INSIDE =
  /(?:^|[^\p{L}\p{N}<])(?:~?\/[^\s/]|[A-Za-z]:[\\/]|\\\\\S|[A-Za-z][\w+.-]*:\/\/)|reported an error|\b(?:SQLITE_|E[A-Z]{4,})|\b\d{1,3}(?:\.\d{1,3}){3}\b/u

/** A sentence as people from elsewhere hear it: nothing of where things are on this computer, nor of its database. */
export function toldElsewhere(sentence: Sentence): Sentence {
  const english = `${sentence}`
  return INSIDE.test(english) ? (CAUSES.find(([pattern]) => pattern.test(english))?.[1] ?? OTHERWISE) : sentence
}

/** As this person may hear it: whoever sits at this computer, and the hub itself, hear all. */
export const toldTo = (person: Pick<Person, 'role'> | undefined, sentence: Sentence): Sentence =>
  person === undefined || person.role === 'admin' ? sentence : toldElsewhere(sentence)

/** The requests of somebody from elsewhere, with every sentence that says what went wrong as she may hear it. */
export function forElsewhere(api: HubApi): HubApi {
  const entries = Object.entries(api).map(([name, request]) => [
    name,
    async (...args: readonly unknown[]) => {
      const answer: unknown = await (request as (...args: readonly unknown[]) => Promise<unknown>)(...args)
      return isRefusal(answer) ? {...answer, error: toldElsewhere(answer.error)} : answer
    },
  ])
  return {
    ...(Object.fromEntries(entries) as HubApi),
    importFiles: async (...args) => {
      const done = await api.importFiles(...args)
      if (!done.ok) return {...done, error: toldElsewhere(done.error)}
      return {...done, value: done.value.map(each => (each.state === 'refused' ? {...each, reason: toldElsewhere(each.reason)} : each))}
    },
    checkProject: async () => {
      const done = await api.checkProject()
      if (!done.ok) return {...done, error: toldElsewhere(done.error)}
      return {...done, value: {...done.value, problems: done.value.problems.map(toldElsewhere), notes: done.value.notes.map(toldElsewhere)}}
    },
  }
}

const isRefusal = (answer: unknown): answer is {readonly ok: false; readonly error: Sentence} =>
  typeof answer === 'object' &&
  answer !== null &&
  'ok' in answer &&
  answer.ok === false &&
  'error' in answer &&
  (typeof answer.error === 'string' || answer.error instanceof Message)
