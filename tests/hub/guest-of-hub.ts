import {afterEach, beforeEach} from 'vitest'
import type {Person} from '../../src/core/round/owner.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, newFolder, openWindows} from './hub-bench.ts'
import type {Door} from './upstream-bench.ts'
import {aDoor, aGuestHub, guestAt, shared} from './upstream-bench.ts'

/** Before each test of a file a hub of Alice's project, and one of this person's that is a guest there and has everything; after it, the windows that were kept and both are gone. */
export function guestOfHub(
  person: Person,
  each: (made: {readonly door: Door; readonly upstream: Hub; readonly guest: Hub}) => void,
): ReturnType<typeof openWindows> {
  const windows = openWindows()
  let close: () => Promise<void>
  beforeEach(async () => {
    const {path, remove} = await newFolder()
    const door = await aDoor([ALICE, person])
    const upstream = await aHub(await aProjectFolder(`${path}/Upstream.claimlight`))
    door.open(upstream)
    value(
      await upstream.changeProject(({people}) => {
        for (const one of [ALICE, person]) people.put(one)
      }),
    )
    const guest = await aGuestHub(await aProjectFolder(`${path}/Guest.claimlight`), guestAt(door.origin, person))
    close = async () => {
      windows.close()
      await guest.close()
      await upstream.close()
      await door.close()
      await remove()
    }
    await shared(guest)
    each({door, upstream, guest})
  })
  afterEach(() => close())
  return windows
}
