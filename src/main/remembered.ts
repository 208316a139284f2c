import {readFileSync, renameSync} from 'node:fs'
import {mkdir} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import * as z from 'zod'
import type {Person} from '../core/owner.ts'
import type {RecentProject} from '../ipc/host-api.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import type {WindowPlace} from './window-state.ts'

/** What the app keeps between starts, outside every project. Losing it loses no work. */
export interface Remembered {
  /** Who sits at this computer: an admin of the projects on it. */
  person(): Person
  renamePerson(name: string): void
  /** Latest first. */
  recent(): readonly RecentProject[]
  opened(project: RecentProject): void
  forget(path: string): void
  place(path: string): WindowPlace | undefined
  placed(path: string, place: WindowPlace): void
  /** Resolves once everything said so far is on disk, or cannot be written. */
  settled(): Promise<void>
}

const MOST_RECENT = 12
const whole = z.number().int()
const shape = z.object({
  version: z.literal(1),
  person: z.object({id: z.string().min(1).max(64), name: z.string().min(1).max(80)}),
  recent: z.array(z.object({name: z.string(), path: z.string()})),
  places: z.record(z.string(), z.object({bounds: z.object({x: whole, y: whole, width: whole.positive(), height: whole.positive()}), maximized: z.boolean()})),
})
type State = z.infer<typeof shape>

/** Reads the file once. A damaged one is set aside, so that nobody has to mend it before working. */
export function remember(path: string, first: {readonly id: string; readonly name: string}): Remembered {
  let state: State = read(path) ?? {version: 1, person: first, recent: [], places: {}}
  let writing = Promise.resolve()
  let waiting = false
  const change = (next: Partial<State>): void => {
    state = {...state, ...next}
    if (waiting) return
    waiting = true
    writing = writing.then(async () => {
      waiting = false
      await mkdir(dirname(path), {recursive: true})
      await writeFileWhole(path, `${JSON.stringify(state, null, 2)}\n`)
    }).catch(error => console.error('Claimlight could not remember its windows and projects:', error))
  }
  return {
    person: () => ({...state.person, role: 'admin'}),
    renamePerson: name => change({person: {...state.person, name}}),
    recent: () => state.recent,
    opened: project => change({recent: [project, ...state.recent.filter(each => each.path !== project.path)].slice(0, MOST_RECENT)}),
    forget: gone => change({recent: state.recent.filter(each => each.path !== gone)}),
    place: project => state.places[project],
    placed: (project, place) => {
      const kept = new Set([project, ...state.recent.map(each => each.path)])
      change({places: Object.fromEntries(Object.entries({...state.places, [project]: place}).filter(([each]) => kept.has(each)))})
    },
    settled: () => writing,
  }
}

export const projectName = (path: string): string => basename(path).replace(/\.claimlight$/, '')

function read(path: string): State | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    setAside(path)
    return undefined
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch (error) {
    console.error('Claimlight could not set its damaged settings aside:', error)
  }
}
