import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import * as z from 'zod'
import {readSettings, writeSettings} from './settings-file.ts'

export type RecentProject = {readonly name: string; readonly path: string}

const shape = z.array(z.object({name: z.string(), path: z.string()}))
const MOST = 12

const fileIn = (homeFolder: string): string => join(homeFolder, 'recent-projects.json')

/** Projects opened lately that are still there, the last one first. */
export async function recentProjects(homeFolder: string): Promise<readonly RecentProject[]> {
  const found = await readSettings(fileIn(homeFolder), shape)
  if (found.state !== 'read') return []
  const there = await Promise.all(
    found.value.map(({path}) =>
      stat(join(path, 'manifest.json')).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.value.filter((_, i) => there[i])
}

/** Puts a project first. Rejects with a sentence; the list is a convenience, so a caller may pass over that. */
export async function addRecentProject(homeFolder: string, project: RecentProject): Promise<void> {
  const found = await readSettings(fileIn(homeFolder), shape)
  const others = found.state === 'read' ? found.value.filter(({path}) => path !== project.path) : []
  await writeSettings(fileIn(homeFolder), [project, ...others].slice(0, MOST), false)
}
