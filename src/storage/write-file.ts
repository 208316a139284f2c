import {randomUUID} from 'node:crypto'
import {existsSync} from 'node:fs'
import {link, open, readdir, rename, rm} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {SentenceError} from '../core/language/sentence-error.ts'
import {message} from '../core/language/message.ts'
import {diskSentence, errorCode} from './disk-problem.ts'
import {openPrivateFile} from './private-files.ts'

/** What a crash in the middle of {@link writeFileWhole} can leave behind. */
export const isUnfinishedFile = (name: string): boolean => /^\..+\.[0-9a-f]{12}\.unfinished$/.test(name)

/** Clears that away. Only while no one else writes there. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) if (isUnfinishedFile(name)) await rm(join(folder, name), {force: true}).catch(() => undefined)
}

/**
 * Writes a file so that after a crash or a power failure it has either all of its old content or all of the new.
 * Rejects with a sentence; then the old file is as it was. It is for this person's eyes, whatever the old one was.
 * `syncNames` makes the name durable, where many files are written at once. `isWanted`: until then the file is as it was, and it stays so where that is false.
 */
export async function writeFileWhole(
  path: string,
  content: Content,
  {syncNames, isWanted}: {readonly syncNames?: () => Promise<void>; readonly isWanted?: Promise<boolean> | undefined} = {},
): Promise<void> {
  const settle = async (temporary: string): Promise<void> => ((await isWanted) === false ? rm(temporary, {force: true}) : rename(temporary, path))
  await written(path, content, settle, syncNames)
}

/** As {@link writeFileWhole}, for what can be made again: it does not wait for the disk, and after a power failure it may be gone or empty. */
export async function writeFileSwiftly(path: string, content: string): Promise<void> {
  await written(path, content, temporary => rename(temporary, path), 'none')
}

/** As {@link writeFileWhole}, only if there is no such file yet; whether it was written. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<boolean> {
  return written(path, content, async temporary => {
    await link(temporary, path).catch(error => {
      // File systems of memory sticks have no hard links.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error)) || existsSync(path)) throw error
      return rename(temporary, path)
    })
    await rm(temporary, {force: true})
  }).then(
    () => true,
    error => {
      if (error instanceof Error && errorCode(error.cause) === 'EEXIST') return false
      throw error
    },
  )
}

type Content = string | Uint8Array | AsyncIterable<Uint8Array>

async function written(
  path: string,
  content: Content,
  settle: (temporary: string) => Promise<void>,
  sync: (() => Promise<void>) | 'none' = () => syncFolder(dirname(path)),
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomUUID().slice(-12)}.unfinished`)
  try {
    const file = await openPrivateFile(temporary, 'wx')
    try {
      await file.writeFile(content)
      if (sync !== 'none') await file.sync()
    } finally {
      await file.close()
    }
    await settle(temporary)
    if (sync !== 'none') await sync()
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined)
    throw new SentenceError(diskSentence(message('The file {path} could not be written', {path}), error), {cause: error})
  }
}

/** Makes the names in a folder durable. Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
