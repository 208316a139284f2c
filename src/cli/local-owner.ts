import {randomUUID} from 'node:crypto'
import {homedir, userInfo} from 'node:os'
import type {Person} from '../core/owner.ts'
import type {HubDevice} from '../hub/folder/shared-folder.ts'
import type {OwnName} from '../hub/requests/own-name.ts'
import {namePerson, readDevice} from '../storage/device.ts'
import {fileSecrets} from '../storage/secret-store.ts'
import {settingsHome} from '../storage/settings-home.ts'

export const settingsFolder = (): string => settingsHome({env: process.env, platform: process.platform, home: homedir()})

export type LocalOwner = {readonly person: Person; readonly ownName: OwnName; readonly warnings: readonly string[]}

/** The person at this machine. A project in a folder of hers is hers to manage. */
export async function localOwner(): Promise<LocalOwner> {
  const {id: _device, secrets: _secrets, ...owner} = await localDevice()
  return owner
}

/** This machine and the person at it, with the secrets she keeps here. */
export async function localDevice(): Promise<HubDevice & LocalOwner> {
  const home = settingsFolder()
  const {deviceId, person, isNamed, warnings} = await readDevice(home, {newId: randomUUID, userName: userName()})
  return {id: deviceId, person: {...person, role: 'admin'}, secrets: fileSecrets(home), ownName: keptName(home, isNamed), warnings}
}

/** Her name in the settings. What cannot be written holds until this process ends. */
function keptName(home: string, isNamed: boolean): OwnName {
  let settled = isNamed
  let writing: Promise<unknown> = Promise.resolve()
  return {
    isNamed: () => settled,
    name: given => {
      settled = true
      writing = writing.then(() => namePerson(home, given))
    },
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that has no name.
    return ''
  }
}
