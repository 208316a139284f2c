import {existsSync} from 'node:fs'
import {mkdir, readdir, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Message} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence, errorCode} from '../disk-problem.ts'
import {readPlainFile} from '../texts/plain-file.ts'
import {createFile} from './durable-file.ts'
import type {Lock} from './folder-lock.ts'
import {makeLock, openLock} from './folder-lock.ts'

/** A folder through which people exchange the work on one project, opened with its passphrase. */
export type ExchangeFolder = Lock & {readonly folder: string}

const SHARE_FILE = 'share.json'
const sharePath = (folder: string): string => join(folder, SHARE_FILE)
export const devicesPath = (folder: string): string => join(folder, 'devices')

/** At least this many characters: a provider of the folder can try passphrases at leisure. */
const SHORTEST_PASSPHRASE = 10

export function passphraseProblem(passphrase: string): Message | undefined {
  if ([...passphrase].length >= SHORTEST_PASSPHRASE) return undefined
  return message('The passphrase is too short. Take at least {least, number} characters; several random words are best.', {least: SHORTEST_PASSPHRASE})
}

/** Starts a share in a folder that holds none, or in a new one where others are. Files of other kinds in it are left alone. */
export async function createExchangeFolder(folder: string, given: {projectId: string; passphrase: string}): Promise<Result<ExchangeFolder>> {
  const weak = passphraseProblem(given.passphrase)
  if (weak !== undefined) return refused(weak)
  try {
    // On a drive that is not connected a folder would be made here, and seem to be shared.
    if (!existsSync(dirname(folder)))
      return refused(message('There is no folder {folder}. Check the name, and that the drive is connected.', {folder: dirname(folder)}))
    await mkdir(folder, {recursive: true})
    if ((await readdir(folder)).includes(SHARE_FILE))
      return refused(message('This folder is already shared. Join it with its passphrase, or choose another folder.'))
    const {lock, text} = await makeLock(given)
    await mkdir(devicesPath(folder), {recursive: true})
    await createFile(sharePath(folder), Buffer.from(text))
    return ok({...lock, folder})
  } catch (error) {
    if (errorCode(error) === 'EEXIST')
      return refused(message('This folder was shared by somebody else just now. Join it with its passphrase, or choose another folder.'))
    return refused(diskSentence(message('The folder could not be shared'), error))
  }
}

/** Opens a share. With `projectId`, one that belongs to another project is refused. */
export async function joinExchangeFolder(folder: string, given: {passphrase: string; projectId?: string}): Promise<Result<ExchangeFolder>> {
  try {
    const about = await stat(folder).catch(() => undefined)
    if (about === undefined) return refused(message('There is no such folder. Check that the drive is connected and nothing was moved.'))
    if (!about.isDirectory())
      return refused(message('This is a file, not a shared folder. Choose the folder that contains share.json; a file that was mailed is imported instead.'))
    if (!(await readdir(folder)).includes(SHARE_FILE)) {
      return refused(
        message('This folder is not shared: it has no share.json. If it is still being copied, wait until that is done; otherwise start a share here.'),
      )
    }
    const text = await description(folder)
    const lock = await openLock(text, {what: message('This folder'), ...given})
    return lock.ok ? ok({...lock.value, folder}) : lock
  } catch (error) {
    return refused(diskSentence(message('The shared folder could not be opened'), error))
  }
}

/** Bytes. */
const LARGEST_DESCRIPTION = 65_536

/** What share.json says. Anything that cannot be one counts as one that is cut short. */
async function description(folder: string): Promise<string> {
  const read = await readPlainFile(sharePath(folder), {links: 'refused', most: LARGEST_DESCRIPTION, tooLarge: () => ''})
  return read.ok ? read.value.toString('utf8') : ''
}

/** Why the folder is not the one that was joined, at this moment; asked before every use, because drives come and go. */
export async function folderAway(share: Pick<ExchangeFolder, 'folder' | 'id'>): Promise<Message | undefined> {
  let text: string
  try {
    text = await description(share.folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      return message(
        'The shared folder is not there at present. Your work is saved here and goes there as soon as the folder is back; check that the drive is connected.',
      )
    return diskSentence(message('The shared folder could not be read'), error)
  }
  // Cut short while being copied is not another share: only a whole file with another id is.
  const id = /"share":\s*"([0-9a-f]{32})"/.exec(text)?.[1]
  if (id === share.id) return undefined
  if (id === undefined)
    return message(
      'The description of the shared folder (share.json) is being copied or is damaged. Your work is saved here; it goes on by itself when the file is whole.',
    )
  return message('The folder was shared anew with another passphrase. Join it again; your work is saved here and will be written to it then.')
}
