import {randomUUID} from 'node:crypto'
import {namePerson, readDevice} from '../../src/storage/device.ts'

/** Settings of somebody who has started Claimlight on this computer before, and said her name. */
export async function namedPerson(settings: string, name = 'Alice'): Promise<void> {
  await readDevice(settings, {newId: randomUUID, userName: name})
  const named = await namePerson(settings, undefined)
  if (!named.ok) throw new Error(`${named.error}`)
}
