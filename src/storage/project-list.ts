import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {readManifest} from './project-folder.ts'
import {recentProjects} from './recent-projects.ts'

/** Folders of projects: those that were open lately, the last one first, then the others in a folder by name. */
export async function listProjects(folder: string, homeFolder: string): Promise<readonly string[]> {
  const recent = (await recentProjects(homeFolder)).map(({path}) => path)
  const names = await readdir(folder).catch(() => [])
  const here = names.sort().map(name => join(folder, name))
  const found: string[] = []
  for (const path of new Set([...recent, ...here])) if ((await readManifest(path)).ok) found.push(path)
  return found
}
