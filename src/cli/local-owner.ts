import {randomUUID} from 'node:crypto'
import {homedir, userInfo} from 'node:os'
import type {Sentence} from '../core/language/message.ts'
import type {Person} from '../core/round/owner.ts'
import type {HubDevice} from '../hub/folder/shared-folder.ts'
import type {OwnName} from '../hub/requests/own-name.ts'
import {namePerson, readDevice} from '../storage/device.ts'
import {fileSecrets} from '../storage/secret-store.ts'
import {settingsHome} from '../storage/settings-home.ts'

export const settingsFolder = (): string => settingsHome({env: process.env, platform: process.platform, home: homedir()})

/** `now`: who she is by now, after she may have said her name. */
export type LocalOwner = {readonly person: Person; now(): Person; readonly ownName: OwnName; readonly warnings: readonly Sentence[]}

/** The person at this machine. A project in a folder of hers is hers to manage. */
export async function localOwner(): Promise<LocalOwner> {
  const {id: _device, secrets: _secrets, ...owner} = await localDevice()
  return owner
}

/** This machine and the person at it, with the secrets she keeps here. */
export async function localDevice(): Promise<HubDevice & LocalOwner> {
  const home = settingsFolder()
  const {deviceId, person, isNamed, warnings} = await readDevice(home, {newId: randomUUID, userName: userName()})
  let {name} = person
  let settled = isNamed
  let writing: Promise<unknown> = Promise.resolve()
  // What cannot be written holds until this process ends.
  const ownName: OwnName = {
    isNamed: () => settled,
    name: given => {
      settled = true
      name = given ?? name
      writing = writing.then(() => namePerson(home, given))
    },
  }
  const now = (): Person => ({id: person.id, name, role: 'admin'})
  return {id: deviceId, person: now(), now, secrets: fileSecrets(home), ownName, warnings}
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that has no name.
    return ''
  }
}
