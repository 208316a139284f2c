import {afterEach, beforeEach} from 'vitest'
import type {Hub} from '../../src/hub/hub.ts'
import {value} from '../support/results.ts'
import {aHub, ALICE, aProjectFolder, newFolder, openWindows} from './hub-bench.ts'

/** Before each test of a file a hub of a project with this article; after it, the windows that were kept, the hub and its folder are gone. */
export function hubOfArticle(
  {text}: {readonly text: string},
  each: (made: {readonly hub: Hub; readonly path: string}) => void,
): ReturnType<typeof openWindows> {
  const windows = openWindows()
  let close: () => Promise<void>
  beforeEach(async () => {
    const {path, remove} = await newFolder()
    const hub = await aHub(await aProjectFolder(`${path}/Ceasefire.claimlight`))
    close = async () => {
      windows.close()
      await hub.close()
      await remove()
    }
    value(await hub.requests(ALICE, 'browser').importFiles([{name: 'ice.txt', bytes: new TextEncoder().encode(text)}], null))
    each({hub, path})
  })
  afterEach(() => close())
  return windows
}
