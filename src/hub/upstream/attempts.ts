import type {UpstreamProblem} from './upstream-access.ts'

/** Milliseconds between attempts to connect: from the first to the second number while the hub is away; long when a person has to act. */
const RETRY = {first: 200, last: 5000, refused: 30_000}

/** Milliseconds between looks for a new invitation while there is no connection. */
const LOOK = 1000

/** Connects to the other hub, and again whenever a connection has ended, until it is stopped. */
export interface Attempts {
  start(): void
  /** The next attempt is made now instead of a moment later. */
  now(): void
  stop(): Promise<void>
}

export function attempts(given: {
  /** Where the hub may be reached, now. */
  origins: () => readonly string[]
  /** Whether the person here was invited again. */
  renewed: () => Promise<boolean>
  /** Until the connection has ended, or there was none. */
  attempt: (origin: string) => Promise<UpstreamProblem>
  /** Whether there was a connection before it ended. */
  wasConnected: () => boolean
  onEnded: (problem: UpstreamProblem) => void
}): Attempts {
  let stopped = false
  let wake: () => void = () => undefined
  let living: Promise<void> = Promise.resolve()
  /** Until it is time to try again, or the person here was invited again. */
  const resting = (milliseconds: number): Promise<void> =>
    new Promise(resolve => {
      const look = async (): Promise<void> => {
        if (await given.renewed()) wake()
      }
      const timer = setTimeout(() => wake(), milliseconds).unref()
      const looking = setInterval(() => void look(), LOOK).unref()
      wake = () => {
        clearTimeout(timer)
        clearInterval(looking)
        resolve()
      }
    })
  const live = async (): Promise<void> => {
    let pause = RETRY.first
    let turn = 0
    while (!stopped) {
      const origins = given.origins()
      const problem = await given.attempt(origins[turn % origins.length] ?? '')
      if (stopped) return
      // One that was connected is tried again at once: a hub that restarts is back soon.
      if (given.wasConnected()) pause = RETRY.first
      else turn++
      given.onEnded(problem)
      const rest = problem.kind === 'refused' ? RETRY.refused : pause * (0.75 + Math.random() / 2)
      pause = Math.min(RETRY.last, pause * 1.5)
      await resting(rest)
    }
  }
  return {
    start: () => {
      living = live()
    },
    now: () => wake(),
    stop: () => {
      stopped = true
      wake()
      return living
    },
  }
}
