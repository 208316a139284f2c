import {create, real53} from 'lib0/prng'
import type {Client, Place} from './client.ts'
import {clientAt} from './client.ts'
import {answerParent, sharedClock, until} from './answer.ts'

/** Some of the clients of a bench, in a process of their own. */
let clients: Client[] = []

const after = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, Math.max(0, milliseconds)))

// Each client of either kind listens for the end of the process.
process.setMaxListeners(0)

answerParent({
  connect: async ({places, name}: {places: readonly Place[]; name: string}) => {
    clients = await Promise.all(places.map((place, n) => clientAt(place, `${name}.${n}`)))
  },
  /** Every client makes one change in each period, at a moment of its own: an offered rate that waits for no answer. */
  play: async ({start, period, times, seed}: {start: number; period: number; times: number; seed: number}) => {
    await Promise.all(
      clients.map(async (client, n) => {
        // From 1: a generator of lib0 that is given 0 has nothing but zeros.
        const random = create(seed * 1000 + n + 1)
        for (let i = 0; i < times; i++) {
          await after(start + (i + real53(random)) * period - sharedClock())
          client.add(1)
        }
      }),
    )
  },
  burst: async ({start, times}: {start: number; times: number}) => {
    await after(start - sharedClock())
    for (const client of clients) client.add(times)
  },
  /** Waits until every client has so many annotations; tells when the last one had. */
  have: async ({total}: {total: number}) => {
    let last = 0
    await Promise.all(
      clients.map(async client => {
        await until(`a client has ${total} annotations`, () => client.size() === total)
        last = Math.max(last, sharedClock())
      }),
    )
    await Promise.all(clients.map(client => client.settled()))
    return {last, arrived: clients.flatMap(client => client.arrived), acknowledged: clients.flatMap(client => client.acknowledged)}
  },
  fill: async ({count, step}: {count: number; step: number}) => {
    for (let made = 0; made < count; made += step) {
      clients[0]?.add(Math.min(step, count - made), true)
      await clients[0]?.settled()
    }
  },
  /** Milliseconds until a newcomer has all. */
  firstSync: async ({place, total}: {place: Place; total: number}) => {
    const started = sharedClock()
    const client = await clientAt(place, 'newcomer')
    await until(`the newcomer has ${total} annotations`, () => client.size() === total)
    const took = sharedClock() - started
    await client.close()
    return took
  },
  close: async () => {
    await Promise.all(clients.map(client => client.close()))
    clients = []
  },
})
