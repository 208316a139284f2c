import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {refused} from '../../core/result.ts'
import type {TaskWatch} from '../../ipc/task-watch.ts'
import type {TaskKind} from '../tasks/task.ts'
import {taskSentence} from '../tasks/task.ts'
import type {HubApi} from './hub-api.ts'
import type {RunningTasks} from '../tasks/running-tasks.ts'
import {sharedAnswers} from './shared-answers.ts'

/** How many of a kind are answered at once, of one person and of all, and how many more of hers may wait. */
type Places = {readonly each: number; readonly all: number; readonly waiting: number}

const PLACES = {
  /** What reads or writes a whole project, or a large part of it. */
  heavy: {each: 1, all: 1, waiting: 3},
  /** What may look at a row for every article. */
  counting: {each: 1, all: 2, waiting: 60},
  light: {each: 16, all: 64, waiting: 200},
} as const satisfies {readonly [kind: string]: Places}

type Kind = keyof typeof PLACES

/** `given`: how much is asked for; what comes after that is who asks, as a `TaskWatch`. `isShared`: it is the same for whoever asks alike. */
type Long = {readonly given: number; readonly kind: TaskKind; readonly isShared: boolean}

/** What takes long. */
const LONG: {readonly [K in keyof HubApi]?: Long} = {
  exportDataset: {given: 1, kind: 'export', isShared: true},
  checkProject: {given: 0, kind: 'check', isShared: true},
  importDatasetFile: {given: 1, kind: 'import', isShared: true},
  importDataset: {given: 1, kind: 'import', isShared: false},
  importFiles: {given: 2, kind: 'articles', isShared: false},
  agreement: {given: 1, kind: 'agreement', isShared: true},
  disagreements: {given: 3, kind: 'disagreements', isShared: true},
}

const KINDS: {readonly [K in keyof HubApi]?: Kind} = {
  exportDataset: 'heavy',
  importDataset: 'heavy',
  importDatasetFile: 'heavy',
  checkProject: 'heavy',
  writeExchange: 'heavy',
  readExchange: 'heavy',
  importFiles: 'heavy',
  readAs: 'heavy',
  summaries: 'counting',
  searchArticles: 'counting',
  registryUse: 'counting',
  mentions: 'counting',
  annotationHistory: 'counting',
  personWork: 'counting',
  takeSchema: 'heavy',
  weighSchema: 'heavy',
  olderAnnotations: 'counting',
  sameWords: 'counting',
  agreement: 'heavy',
  disagreements: 'heavy',
  changesSince: 'counting',
  missingTexts: 'counting',
}

const BUSY: {readonly [K in Kind]: Sentence} = {
  heavy: message('You have asked for this several times already. Wait until it is done.'),
  counting: message('Too much was asked at once. Wait a few seconds, then try again.'),
  light: message('Too much was asked at once. Wait a few seconds, then try again.'),
}

/** Answers what people ask in turn: whoever asks much waits for herself, not for others. */
export interface FairRequests {
  /**
   * The same requests, each taken when it is this person's turn. `session`: where she signed in; what is asked alike there while
   * the same waits already is made once, and told when she may be told it then.
   */
  of<A extends HubApi>(who: string, api: A, session: string | undefined): A
}

/** `tasks`: what takes long, from when it waits for its turn. */
export function fairRequests(tasks: RunningTasks): FairRequests {
  const lines = {heavy: fairLine(PLACES.heavy), counting: fairLine(PLACES.counting), light: fairLine(PLACES.light)}
  const shared = sharedAnswers()
  return {
    of: (who, api, session) =>
      Object.fromEntries(
        Object.entries(api).map(([method, ask]) => {
          const kind = KINDS[method as keyof HubApi] ?? 'light'
          const long = LONG[method as keyof HubApi]
          const make = (args: readonly unknown[], begins: () => void): Promise<Result<unknown>> =>
            lines[kind].run(who, () => {
              begins()
              return (ask as (...args: readonly unknown[]) => Promise<Result<unknown>>)(...args)
            }) ?? Promise.resolve(refused(BUSY[kind]))
          const inTurn = (...args: readonly unknown[]): Promise<Result<unknown>> => {
            if (long === undefined) return make(args, () => undefined)
            const given = args.slice(0, long.given)
            const watch = (args[long.given] ?? {}) as TaskWatch
            const told = (watched: TaskWatch, begins?: () => void): Promise<Result<unknown>> =>
              make([...given, watched], () => {
                begins?.()
                watched.onPart?.(0)
              })
            return tasks.during(who, watch, mine =>
              long.isShared
                ? shared.ask<Result<unknown>>(
                    JSON.stringify([who, session, method, given]),
                    (begins, all) => told(all, begins),
                    mine,
                    () => refused(taskSentence.cancelled(long.kind)),
                  )
                : told(mine),
            )
          }
          return [method, inTurn]
        }),
      ) as unknown as typeof api,
  }
}

/** Work of one kind, done for everybody in turn. */
export interface FairLine {
  /** `undefined` where this person has more waiting than she may. */
  run<T>(who: string, work: () => Promise<T>): Promise<T> | undefined
}

export function fairLine({each, all, waiting}: Places): FairLine {
  const running = new Map<string, number>()
  /** In the order in which people were last given a turn. */
  const lines = new Map<string, (() => void)[]>()
  let total = 0
  const begin = (who: string): void => {
    running.set(who, (running.get(who) ?? 0) + 1)
    total++
  }
  const end = (who: string): void => {
    const left = (running.get(who) ?? 1) - 1
    if (left > 0) running.set(who, left)
    else running.delete(who)
    total--
    next()
  }
  const next = (): void => {
    for (const [who, line] of [...lines]) {
      if (total >= all) return
      if ((running.get(who) ?? 0) >= each) continue
      lines.delete(who)
      const start = line.shift()
      if (line.length > 0) lines.set(who, line)
      begin(who)
      start?.()
    }
  }
  const done = async <T>(who: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } finally {
      end(who)
    }
  }
  return {
    run: (who, work) => {
      if (!lines.has(who) && (running.get(who) ?? 0) < each && total < all) {
        begin(who)
        return done(who, work)
      }
      const line = lines.get(who) ?? []
      if (line.length >= waiting) return undefined
      lines.set(who, line)
      return new Promise<void>(resolve => line.push(resolve)).then(() => done(who, work))
    },
  }
}
