import {randomUUID} from 'node:crypto'
import {homedir, userInfo} from 'node:os'
import type {Person} from '../core/owner.ts'
import {readDevice} from '../storage/device.ts'
import {settingsHome} from '../storage/settings-home.ts'

export const settingsFolder = (): string => settingsHome({env: process.env, platform: process.platform, home: homedir()})

/** The person at this machine. A project in a folder of hers is hers to manage. */
export async function localOwner(): Promise<{readonly person: Person; readonly warnings: readonly string[]}> {
  const {person, warnings} = await readDevice(settingsFolder(), {newId: randomUUID, userName: userName()})
  return {person: {...person, role: 'admin'}, warnings}
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that has no name.
    return ''
  }
}
