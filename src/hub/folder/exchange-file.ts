import {isAbsolute} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import type {Round} from '../../core/round/round.ts'
import type {ExchangeRead, ExchangeWritten} from '../../ipc/folder-api.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {EXCHANGE_ENDING, writeExchange} from '../../storage/exchange-folder/exchange.ts'
import {readExchange} from '../../storage/exchange-folder/read-exchange.ts'
import type {FolderTarget} from '../../storage/exchange-folder/folder-source.ts'
import {projectSource} from './project-source.ts'

/** Writes a project into one file to mail. Only files of this kind are overwritten, as the name of any other gets the ending. */
export async function writeExchangeFile(
  given: {folder: ProjectFolder; rounds: () => readonly Round[]; person: {readonly id: string}},
  path: string,
  passphrase: string,
): Promise<Result<ExchangeWritten>> {
  if (!isAbsolute(path)) return refused(message('Write the whole path of the file, from the root of the drive on.'))
  const named = path.endsWith(EXCHANGE_ENDING) ? path : `${path}${EXCHANGE_ENDING}`
  const written = await writeExchange(named, {
    projectId: given.folder.projectId,
    passphrase,
    person: given.person.id,
    source: {...projectSource(given), onUpdate: () => () => undefined},
  })
  return written.ok ? ok({path: named, ...written.value}) : written
}

/** Merges a file that a colleague wrote. The project's own documents and those in the file are both kept. */
export async function readExchangeFile(given: {projectId: string; target: FolderTarget}, path: string, passphrase: string): Promise<Result<ExchangeRead>> {
  if (!isAbsolute(path)) return refused(message('Write the whole path of the file, from the root of the drive on.'))
  const file = await readExchange(path, {passphrase, projectId: given.projectId})
  return file.ok ? file.value.merge(given.target) : file
}
