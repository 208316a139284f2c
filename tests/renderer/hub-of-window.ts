import {join} from 'node:path'
import {afterEach, beforeEach} from 'vitest'
import type {HostApi} from '../../src/ipc/host-api.ts'
import {aHub, ALICE, aProjectFolder, newFolder} from '../hub/hub-bench.ts'

/** Before each test of a file a new project; gives what Alice’s window asks of its hub. */
export function hubOfWindow(): () => HostApi {
  let asks: HostApi
  let close: () => Promise<void>
  beforeEach(async () => {
    const {path, remove} = await newFolder()
    const hub = await aHub(await aProjectFolder(join(path, 'Ceasefire.claimlight')))
    asks = hub.requests(ALICE, 'browser')
    close = () => hub.close().then(remove)
  })
  afterEach(() => close())
  return () => asks
}
