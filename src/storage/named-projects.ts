import {readdir, realpath, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../core/language/message.ts'
import {plainName} from '../core/person/name.ts'
import {projectNameProblem} from '../core/project-name.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {readManifest} from './project-folder.ts'

/** A project in the folder for them, known by its name there. `used`: when it was last opened or written to, in milliseconds since 1970. */
export type NamedProject = {readonly name: string; readonly path: string; readonly used: number}

const ENDING = '.claimlight'
/** Entries of the folder that are looked at: somebody may keep anything there. */
const MOST = 1000

/** The projects in a folder, those used last first. What lies elsewhere, behind a link, is not among them. */
export async function namedProjects(folder: string): Promise<readonly NamedProject[]> {
  const place = await realpath(folder).catch(() => undefined)
  if (place === undefined) return []
  const found: NamedProject[] = []
  for (const entry of (await entriesOf(place)).filter(each => each.endsWith(ENDING)).slice(0, MOST)) {
    const path = join(place, entry)
    if ((await realpath(path).catch(() => undefined)) !== path || !(await readManifest(path)).ok) continue
    found.push({name: entry.slice(0, -ENDING.length), path, used: await lastUsed(path)})
  }
  return found.sort((a, b) => b.used - a.used)
}

/** Where the project of this very name lies. */
export async function projectNamed(folder: string, name: string): Promise<Result<string>> {
  const found = (await namedProjects(folder)).find(each => each.name === name)
  return found === undefined ? refused(message('There is no project of this name in {folder} any more.', {folder})) : ok(found.path)
}

/** Where a new project of this name goes. Refused for what is no name, and where something is called alike, as a file system that knows no case sees it. */
export async function newProjectPath(folder: string, name: string): Promise<Result<string>> {
  const problem = projectNameProblem(name)
  if (problem !== undefined) return refused(problem)
  const entry = `${plainName(name)}${ENDING}`
  const taken = (await entriesOf(folder)).some(each => folded(each) === folded(entry))
  return taken ? refused(message('There is “{name}” already. Choose another name, or open that one.', {name: plainName(name)})) : ok(join(folder, entry))
}

const entriesOf = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

const folded = (entry: string): string => entry.normalize('NFKC').toLowerCase()

async function lastUsed(path: string): Promise<number> {
  const times = await Promise.all(
    ['write.lock', 'store.db', 'store.db-wal'].map(name =>
      stat(join(path, name)).then(
        ({mtimeMs}) => mtimeMs,
        () => 0,
      ),
    ),
  )
  return Math.max(...times)
}
