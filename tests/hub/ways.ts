import {rename} from 'node:fs/promises'
import {join} from 'node:path'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {seeded} from '../support/seeded.ts'
import {courier} from './folder-courier.ts'
import type {Peer} from './folder-peer.ts'
import {aPeer, settled} from './folder-peer.ts'
import type {TestWindow} from './hub-bench.ts'
import {aHub, aProjectFolder, newFolder, openedFolder, until, windowOf} from './hub-bench.ts'
import {aDoor, aGuestHub, guestAt, upstreamOf} from './upstream-bench.ts'

/** How several people’s work comes together, as far as play at random needs to know. People are told by their number. */
export interface Way {
  windowAt(person: number): TestWindow
  /** Her replica and the others do not reach each other from now on. */
  part(person: number): Promise<void>
  /** They do again; resolves once there is nothing more to try than to wait for what was done. */
  join(person: number): Promise<void>
  /** What keeps her work ends without tidying up, and starts again. Her window is closed by then. */
  crash(person: number): Promise<void>
  close(): Promise<void>
}

/** All windows are on one hub. Parting is a window whose socket is cut; a crash takes her window alone. */
export async function liveWay(people: readonly Person[]): Promise<Way> {
  const {path, remove} = await newFolder()
  const hub = await aHub(await aProjectFolder(`${path}/P.claimlight`))
  await hub.changeProject(project => {
    for (const person of people) project.people.put(person)
  })
  const windows = new Map<number, TestWindow>()
  const cut = async (at: number): Promise<void> => windows.get(at)?.cut()
  return {
    windowAt: at => {
      const window = windowOf(hub, people[at] as Person)
      windows.set(at, window)
      return window
    },
    part: cut,
    join: async () => undefined,
    crash: cut,
    close: async () => {
      await hub.close()
      await remove()
    },
  }
}

/** Everybody has a hub of her own, all of them guests of one; each through a door of her own, so that one can be parted. */
export async function guestWay(people: readonly Person[]): Promise<Way> {
  const {path, remove} = await newFolder()
  const upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
  await upstream.changeProject(project => {
    for (const person of people) project.people.put(person)
  })
  const doors = await Promise.all(people.map(person => aDoor([person])))
  const pathOf = (at: number): string => `${path}/${at}.claimlight`
  const start = async (at: number): Promise<Hub> => aGuestHub(await openedFolder(pathOf(at)), guestAt(doors[at]?.origin ?? '', people[at] as Person))
  const hubs: Hub[] = []
  for (const at of people.keys()) {
    await (await aProjectFolder(pathOf(at))).close()
    doors[at]?.open(upstream)
    hubs.push(await start(at))
  }
  const connected = (at: number): Promise<void> => until('she is connected', async () => (await upstreamOf(hubs[at] as Hub)).state === 'connected')
  // Nobody knows her role before the project has come for the first time.
  for (const at of people.keys()) await connected(at)
  return {
    windowAt: at => windowOf(hubs[at] as Hub, people[at] as Person),
    part: async at => doors[at]?.open(undefined),
    join: async at => {
      doors[at]?.open(upstream)
      hubs[at]?.upstream?.tryNow()
      await connected(at)
    },
    crash: async at => {
      // Its connection is cut in mid-traffic; what a killed process leaves on disk is shown where processes are killed.
      doors[at]?.cut()
      await hubs[at]?.close()
      hubs[at] = await start(at)
    },
    close: async () => {
      for (const hub of hubs) await hub.close()
      await upstream.close()
      for (const door of doors) await door.close()
      await remove()
    },
  }
}

/** Everybody has a hub and a folder of her own. The folders of those who are not parted are carried to each other, late and in parts. */
export async function folderWay(people: readonly Person[], seed: number): Promise<Way> {
  const {path, remove} = await newFolder()
  const random = seeded(seed)
  const homeOf = (at: number): string => join(path, String(at))
  const shareOf = (at: number): string => join(homeOf(at), 'Share')
  // At her own computer everybody is admin; what she may bring to the others is what the project says of her.
  const start = (at: number): Promise<Peer> => {
    const person = people[at] as Person
    return aPeer(person.name, homeOf(at), {person: {...person, role: 'admin'}})
  }
  const first = await start(0)
  await first.hub.changeProject(project => {
    for (const person of people) project.people.put(person)
  })
  await first.exchangeBy('share', true)
  await settled(first)
  await courier([...people.keys()].map(shareOf), random).finish()
  const peers = [first]
  for (const at of [...people.keys()].slice(1)) {
    const peer = await start(at)
    peers.push(peer)
    await peer.exchangeBy('join', true)
    await until('she knows everybody', async () => (await peer.project()).people.all().length === people.length)
  }

  const parted = new Set<number>()
  let round: Promise<unknown> = Promise.resolve()
  let closed = false
  const carry = async (): Promise<void> => {
    while (!closed) {
      const between = courier([...people.keys()].filter(at => !parted.has(at)).map(shareOf), random)
      round = random() < 0.8 ? between.step() : between.finish()
      await round
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  const part = async (at: number): Promise<void> => {
    parted.add(at)
    await round
  }
  const carrying = carry()
  return {
    windowAt: at => windowOf((peers[at] as Peer).hub, (peers[at] as Peer).person),
    part,
    join: async at => void parted.delete(at),
    crash: async at => {
      const killed = random() < 0.5
      const wasParted = parted.has(at)
      if (killed) {
        // From here on nothing more reaches her folder, as if the process had ended now.
        await part(at)
        await rename(shareOf(at), join(homeOf(at), 'Away'))
      }
      await peers[at]?.close()
      if (killed) await rename(join(homeOf(at), 'Away'), shareOf(at))
      if (!wasParted) parted.delete(at)
      peers[at] = await start(at)
    },
    close: async () => {
      closed = true
      await carrying
      for (const peer of peers) await peer.close()
      await remove()
    },
  }
}
