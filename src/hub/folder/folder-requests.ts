import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Round} from '../../core/round/round.ts'
import type {FolderApi} from '../../ipc/folder-api.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import type {FolderTarget} from '../../storage/exchange-folder/folder-source.ts'
import {readExchangeFile, writeExchangeFile} from './exchange-file.ts'
import {lookAtFolder} from './look-at-folder.ts'
import {projectFromFolder} from './new-project.ts'
import type {HubDevice, SharedFolder} from './shared-folder.ts'
import {secretKey} from './shared-folder.ts'

const NOT_HERE = message('Only the person at the computer that keeps this project can do that.')

/** What one window may ask about folders and files. `local`: it stands at the computer that the project is on. */
export function folderRequests(given: {
  folder: ProjectFolder
  rounds: () => readonly Round[]
  person: Person
  local: boolean
  device: HubDevice | undefined
  shared: SharedFolder | undefined
  target: FolderTarget
}): FolderApi {
  const {folder, local, device, shared, target} = given
  const atFolder = async <T>(act: (shared: SharedFolder) => Promise<Result<T>>): Promise<Result<T>> =>
    local && shared !== undefined ? act(shared) : refused(NOT_HERE)
  const atFiles = async <T>(act: () => Promise<Result<T>>): Promise<Result<T>> => (local ? act() : refused(NOT_HERE))
  return {
    folderStatus: () => atFolder(async each => ok(each.status())),
    lookAtFolder: (path, passphrase) => atFiles(() => lookAtFolder(path, passphrase, {path: folder.path, projectId: folder.projectId})),
    shareFolder: wish => atFolder(each => each.start(wish)),
    projectFromFolder: ({project, path, passphrase, remember}) =>
      atFiles(async () => {
        const made = await projectFromFolder({project, folder: path, passphrase})
        if (!made.ok) return made
        await made.value.folder.close()
        const kept = remember ? await device?.secrets.set(secretKey(made.value.share), passphrase) : undefined
        return kept?.ok === false ? kept : ok(made.value.folder.path)
      }),
    syncFolder: () => atFolder(each => each.exchange()),
    stopSharedFolder: () => atFolder(each => each.stop()),
    writeExchange: (path, passphrase) => atFiles(() => writeExchangeFile(given, path, passphrase)),
    readExchange: (path, passphrase) => atFiles(() => readExchangeFile({projectId: folder.projectId, target}, path, passphrase)),
  }
}
