import {answerParent, sharedClock} from '../../sync/child/answer.ts'
import type {Client, Place} from '../../sync/child/client.ts'
import {clientAt} from '../../sync/child/client.ts'

/** Milliseconds between the saves of somebody who works quickly. */
const PACE = 25

let client: Client | undefined
let isWorking = false
let working: Promise<void> = Promise.resolve()
let saved: number[] = []

async function work(mine: Client): Promise<void> {
  while (isWorking) {
    mine.add(1)
    await mine.settled()
    saved.push(sharedClock())
    await new Promise(resolve => setTimeout(resolve, PACE))
  }
}

answerParent({
  /** Opens a set and saves at a steady pace from now on. */
  begin: async ({place}: {place: Place}) => {
    client = await clientAt(place, 'honest')
    isWorking = true
    working = work(client)
  },
  /** What counts begins now. */
  mark: async () => {
    saved = [sharedClock()]
  },
  /** The longest time between two saves that the hub acknowledged, or since the last. */
  end: async ({isAlive}: {isAlive: boolean}) => {
    isWorking = false
    if (isAlive) await working
    saved.push(sharedClock())
    const gaps = saved.slice(1).map((at, n) => at - (saved[n] ?? at))
    if (isAlive) await client?.close()
    return {longest: Math.max(...gaps), saves: saved.length - 2}
  },
})
