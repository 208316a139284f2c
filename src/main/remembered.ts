import {join} from 'node:path'
import * as z from 'zod'
import type {Sentence} from '../core/language/message.ts'
import type {Person} from '../core/round/owner.ts'
import type {HubDevice} from '../hub/folder/shared-folder.ts'
import type {OwnName} from '../hub/requests/own-name.ts'
import type {RecentProject} from '../ipc/host-api.ts'
import {namePerson, readDevice} from '../storage/device.ts'
import {addRecentProject, recentProjects} from '../storage/recent-projects.ts'
import {fileSecrets} from '../storage/secret-store.ts'
import {readSettings, writeSettings} from '../storage/settings-file.ts'
import type {WindowPlace} from './window-state.ts'

/** What the app keeps between starts, outside every project. Losing it loses no work. */
export interface Remembered extends OwnName {
  /** Who sits at this computer: an admin of the projects on it. */
  person(): Person
  /** This computer, as the hubs in this process know it. */
  readonly device: HubDevice
  /** Latest first. */
  recent(): readonly RecentProject[]
  opened(project: RecentProject): void
  place(path: string): WindowPlace | undefined
  placed(path: string, place: WindowPlace): void
  /** Sentences to show once: a settings file that was damaged or cannot be kept. */
  readonly warnings: readonly Sentence[]
  /** Resolves once everything said so far is on disk, or cannot be written. */
  settled(): Promise<unknown>
}

const MOST_PLACES = 50
const pixels = z.number().int()
const placesShape = z.array(
  z.object({path: z.string(), bounds: z.object({x: pixels, y: pixels, width: pixels.positive(), height: pixels.positive()}), maximized: z.boolean()}),
)

/** Reads what is kept in the folder, which need not exist yet. */
export async function remember(home: string, first: {newId(): string; readonly userName: string}): Promise<Remembered> {
  const device = await readDevice(home, first)
  const placesFile = join(home, 'window-places.json')
  const kept = await readSettings(placesFile, placesShape)
  let person: Person = {...device.person, role: 'admin'}
  let {isNamed} = device
  let recent = await recentProjects(home)
  let places = kept.state === 'read' ? kept.value : []
  let writing: Promise<unknown> = Promise.resolve()
  // Not worth a dialog: it is said where a person looks who wonders why.
  const write = (task: () => Promise<unknown>): void => {
    writing = writing.then(task).catch(error => console.error('Claimlight could not keep a setting:', error))
  }
  return {
    warnings: device.warnings,
    person: () => person,
    device: {id: device.deviceId, person: device.person, secrets: fileSecrets(home)},
    isNamed: () => isNamed,
    name: given => {
      isNamed = true
      if (given !== undefined) person = {...person, name: given}
      write(() => namePerson(home, given))
    },
    recent: () => recent,
    opened: project => {
      write(async () => {
        await addRecentProject(home, project)
      })
      recent = [project, ...recent.filter(({path}) => path !== project.path)]
    },
    place: path => places.find(each => each.path === path),
    placed: (path, place) => {
      places = [{path, ...place}, ...places.filter(each => each.path !== path)].slice(0, MOST_PLACES)
      const now = places
      write(() => writeSettings(placesFile, now, false))
    },
    settled: () => writing,
  }
}
