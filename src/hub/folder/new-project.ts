import {isAbsolute} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {createProjectFolder} from '../../storage/project-folder.ts'
import {readExchange} from '../../storage/exchange-folder/read-exchange.ts'
import {joinExchangeFolder} from '../../storage/exchange-folder/exchange-folder.ts'
import {sentenceOf} from '../sentence-of.ts'
import {placeOf} from './folder-place.ts'
import {writeFolderSettings} from './folder-settings.ts'

/** Makes the project that a colleague shares in a folder, still empty. Its hub fills it, when it is given the passphrase. */
export async function projectFromFolder(given: {
  project: string
  folder: string
  passphrase: string
}): Promise<Result<{readonly folder: ProjectFolder; readonly share: string}>> {
  if (!isAbsolute(given.project)) return refused(message('Write the whole path of the new project, from the root of the drive on.'))
  const place = await placeOf(given.folder, given.project)
  if (!place.ok) return place
  const share = await joinExchangeFolder(place.value, {passphrase: given.passphrase})
  if (!share.ok) return share
  const made = await createProjectFolder(given.project, {projectId: share.value.projectId})
  if (!made.ok) return made
  try {
    await writeFolderSettings(made.value.path, {path: place.value, share: share.value.id})
    return ok({folder: made.value, share: share.value.id})
  } catch (error) {
    await made.value.close()
    return refused(sentenceOf(error))
  }
}

/** Makes the project that an exchange file holds, still empty. */
export async function projectFromExchange(given: {project: string; file: string; passphrase: string}): Promise<Result<ProjectFolder>> {
  const file = await readExchange(given.file, {passphrase: given.passphrase})
  return file.ok ? createProjectFolder(given.project, {projectId: file.value.projectId}) : file
}
