import {join} from 'node:path'
import * as z from 'zod'
import {sentenceIn} from '../core/language/sentence-error.ts'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {isNobody, LONGEST_NAME, nameShape, plainName} from '../core/person/name.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {readSettings, writeSettings} from './settings-file.ts'

/** This computer and the person at it, the same in every project. `isNamed`: she has said her name, or that she keeps the one she has. `warnings`: sentences to show once. */
export type Device = {
  readonly deviceId: string
  readonly person: {readonly id: string; readonly name: string}
  readonly isNamed: boolean
  readonly warnings: readonly Sentence[]
}

const shape = z.object({
  deviceId: z.string().min(1).max(64),
  person: z.object({id: z.string().min(1).max(64), name: nameShape}),
  named: z.boolean().exactOptional(),
})
type Kept = z.infer<typeof shape>

const fileIn = (homeFolder: string): string => join(homeFolder, 'device.json')

/** Makes the file at first use; two programs that do so at once agree on one. Never fails: what cannot be kept is told as a warning. */
export async function readDevice(homeFolder: string, given: {readonly newId: () => string; readonly userName: string}): Promise<Device> {
  const path = fileIn(homeFolder)
  const found = await readSettings(path, shape)
  if (found.state === 'read') return deviceOf(found.value)
  const warnings = found.state === 'damaged' ? [found.warning] : []
  const name = plainName(given.userName.slice(0, LONGEST_NAME))
  const made: Kept = {deviceId: given.newId(), person: {id: given.newId(), name: isNobody(name) ? 'Annotator' : name}, named: false}
  try {
    if (await writeSettings(path, made, true)) return deviceOf(made, warnings)
    const other = await readSettings(path, shape)
    if (other.state === 'read') return deviceOf(other.value, warnings)
    return deviceOf(made, other.state === 'damaged' ? [...warnings, other.warning] : warnings)
  } catch (error) {
    return deviceOf(made, [...warnings, message('{problem} Until then you are a new person at every start.', {problem: sentenceIn(error)})])
  }
}

/** In files of before it was asked, a name that is a person's was chosen by her. */
const deviceOf = ({deviceId, person, named}: Kept, warnings: readonly Sentence[] = []): Device => ({
  deviceId,
  person,
  isNamed: named ?? !isNobody(person.name),
  warnings,
})

/** Changes the name only, or with `undefined` keeps the one she has; the id, by which annotations name their author, stays. */
export async function namePerson(homeFolder: string, name: string | undefined): Promise<Result<Device>> {
  const path = fileIn(homeFolder)
  const found = await readSettings(path, shape)
  if (found.state !== 'read')
    return refused(found.state === 'damaged' ? found.warning : message('{path} is not there. Start Claimlight again, then change the name.', {path}))
  const renamed = shape.safeParse({...found.value, person: {...found.value.person, ...(name !== undefined && {name})}, named: true})
  if (!renamed.success) return refused(message('A name has 1 to 80 characters. Choose another one.'))
  try {
    await writeSettings(path, renamed.data, false)
    return ok(deviceOf(renamed.data))
  } catch (error) {
    return refused(sentenceIn(error))
  }
}
