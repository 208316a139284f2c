import {join} from 'node:path'
import {afterEach, beforeEach} from 'vitest'
import type {FolderSync} from '../../src/storage/exchange-folder/folder-sync.ts'
import type {ExchangeFolder} from '../../src/storage/exchange-folder/exchange-folder.ts'
import type {Home} from './peer.ts'
import {aFolder, aHome, aShare, syncOf} from './peer.ts'

export type Device = {readonly home: Home; readonly sync: FolderSync}

/** Devices on one shared folder, which is made anew for each test. `newHome`: whose a device is unless the test says so. */
export function devices(newHome: () => Home = () => aHome()) {
  const open: FolderSync[] = []
  let path = ''
  let homes = ''
  let share: ExchangeFolder
  let remove: readonly (() => Promise<void>)[] = []
  beforeEach(async () => {
    const made = [await aFolder(), await aFolder()] as const
    remove = made.map(each => each.remove)
    path = made[0].path
    homes = made[1].path
    share = await aShare(path)
  })
  afterEach(async () => {
    for (const sync of open.splice(0)) await sync.close()
    for (const each of remove) await each()
  })
  const statePath = (device: string): string => join(homes, `${device}.state`)
  return {
    /** The path of the shared folder. */
    folder: () => path,
    /** Where the devices keep what only they know. */
    homes: () => homes,
    share: () => share,
    statePath,
    /** Starts a device. Two of one name have a state each. */
    device: async (id: string, home = newHome(), given: {readonly share?: ExchangeFolder; readonly state?: string} = {}): Promise<Device> => {
      const sync = await syncOf(home, given.share ?? share, id, given.state ?? statePath(id))
      open.push(sync)
      return {home, sync}
    },
    close: async (sync: FolderSync): Promise<void> => {
      await sync.close()
      open.splice(open.indexOf(sync), 1)
    },
  }
}
