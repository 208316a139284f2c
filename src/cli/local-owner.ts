import {randomUUID} from 'node:crypto'
import {homedir, userInfo} from 'node:os'
import type {Person} from '../core/owner.ts'
import type {HubDevice} from '../hub/folder/shared-folder.ts'
import {readDevice} from '../storage/device.ts'
import {fileSecrets} from '../storage/secret-store.ts'
import {settingsHome} from '../storage/settings-home.ts'

export const settingsFolder = (): string => settingsHome({env: process.env, platform: process.platform, home: homedir()})

export type LocalOwner = {readonly person: Person; readonly warnings: readonly string[]}

/** The person at this machine. A project in a folder of hers is hers to manage. */
export async function localOwner(): Promise<LocalOwner> {
  const {person, warnings} = await localDevice()
  return {person, warnings}
}

/** This machine and the person at it, with the secrets she keeps here. */
export async function localDevice(): Promise<HubDevice & LocalOwner> {
  const {deviceId, person, warnings} = await readDevice(settingsFolder(), {newId: randomUUID, userName: userName()})
  return {id: deviceId, person: {...person, role: 'admin'}, secrets: fileSecrets(settingsFolder()), warnings}
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that has no name.
    return ''
  }
}
