import {readFileSync} from 'node:fs'
import {answerParent, sharedClock} from '../../sync/child/answer.ts'
import type {Client, Place} from '../../sync/child/client.ts'
import {clientAt} from '../../sync/child/client.ts'

/** Milliseconds that the last save is waited for. */
const PATIENCE = 20_000

/** Milliseconds between the saves of somebody who works quickly. */
const PACE = 25

let isWorking = false
let working: Promise<void> = Promise.resolve()
let hub = 0
let saved: Moment[] = []

/** When, and how many milliseconds the hub's main thread had worked by then. */
type Moment = {readonly at: number; readonly worked: number}

/** On a computer with other things to do, waiting is not the hub's work alone; only Linux tells its work apart. */
function moment(): Moment {
  const at = sharedClock()
  try {
    return {at, worked: Number(readFileSync(`/proc/${hub}/task/${hub}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6}
  } catch {
    return {at, worked: Number.NaN}
  }
}

/** The longest of the times between moments. */
const longest = (of: (one: Moment) => number): number =>
  Math.max(
    ...saved
      .slice(1)
      .map((one, n) => of(one) - of(saved[n] ?? one))
      .filter(Number.isFinite),
  )

async function work(mine: Client): Promise<void> {
  while (isWorking) {
    mine.add(1)
    await mine.settled()
    saved.push(moment())
    await new Promise(resolve => setTimeout(resolve, PACE))
  }
}

answerParent({
  /** Opens a set and saves at a steady pace from now on. */
  begin: async ({place, pid}: {place: Place; pid: number}) => {
    hub = pid
    const client = await clientAt(place, 'honest')
    isWorking = true
    working = work(client)
  },
  /** What counts begins now. */
  mark: async () => {
    saved = [moment()]
  },
  /** The longest time between two saves that the hub acknowledged, or since the last; and the most that the hub worked between two. */
  end: async ({isAlive}: {isAlive: boolean}) => {
    isWorking = false
    // A hub that hangs counts as long as somebody would wait.
    if (isAlive) await Promise.race([working.catch(() => undefined), new Promise(resolve => setTimeout(resolve, PATIENCE))])
    saved.push(moment())
    return {longest: longest(({at}) => at), worked: longest(({worked}) => worked), saves: saved.length - 2}
  },
})
