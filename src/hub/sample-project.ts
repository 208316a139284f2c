import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {HostApi} from '../ipc/host-api.ts'
import type {ProjectFolder} from '../storage/project-folder.ts'
import {createProjectFolder, openProjectFolder} from '../storage/project-folder.ts'
import {sentenceOf} from './sentence-of.ts'

/** Where a person's projects are kept unless she says otherwise. */
export const projectsFolder = (documents: string): string => join(documents, 'Claimlight')

export const samplePath = (documents: string): string => join(projectsFolder(documents), 'Sample.claimlight')

/** Opens a project for writing; with `create`, makes it first when there is nothing at the path, or an empty folder. */
export async function openOrCreate(path: string, {create, newId}: {readonly create: boolean; readonly newId: () => string}): Promise<Result<ProjectFolder>> {
  const inside = await readdir(path).catch(() => undefined)
  if (inside?.includes('manifest.json') === true || !create) return openProjectFolder(path, {mode: 'write'})
  const made = await createProjectFolder(path, {projectId: newId()})
  // A file, or a folder with other things in it: the refusal to open it says better what it is.
  return made.ok || inside === undefined || inside.length === 0 ? made : openProjectFolder(path, {mode: 'write'})
}

/** Gives a project that has no articles those of a folder of texts. One that has some is left as it is. */
export async function fillSample(requests: HostApi, textsFolder: string): Promise<Result<null>> {
  const present = await requests.summaries(null)
  if (!present.ok) return present
  if (present.value.length > 0) return ok(null)
  try {
    const names = (await readdir(textsFolder)).filter(name => name.endsWith('.txt')).sort()
    const files = await Promise.all(names.map(async name => ({name, bytes: await readFile(join(textsFolder, name))})))
    const imported = await requests.importFiles(files, null)
    if (!imported.ok) return imported
    const refusal = imported.value.find(outcome => outcome.state === 'refused')
    return refusal === undefined ? ok(null) : refused(message('The sample article {file} could not be taken. {why}', {file: refusal.file, why: refusal.reason}))
  } catch (error) {
    return refused(message('The sample articles could not be read: {why}', {why: sentenceOf(error)}))
  }
}
