import {randomBytes} from 'node:crypto'
import {constants} from 'node:fs'
import {copyFile, link, open, rm} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'

/** Files that are still being written have this prefix; nobody reads them, here or on a colleague's machine. */
export const UNFINISHED = '.tmp-'

export const unfinishedName = (name: string): string => `${UNFINISHED}${randomBytes(4).toString('hex')}-${name}`

/** Makes the entries of a folder durable. Windows cannot open folders and journals them itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (error) {
    // Some network file systems cannot sync a folder; there is nothing better to be had from them.
    if (!(error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP'))) throw error
  } finally {
    await handle.close()
  }
}

export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * The file is there whole or not at all, also after power loss. Fails with `EEXIST` when the name is taken, so that two who
 * create at once do not overwrite each other.
 */
export async function createFile(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(dirname(path), unfinishedName(basename(path)))
  try {
    await writeDurably(unfinished, bytes)
    try {
      await link(unfinished, path)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error
      // USB sticks and some shares have no hard links.
      await copyFile(unfinished, path, constants.COPYFILE_EXCL)
    }
  } finally {
    await rm(unfinished, {force: true})
  }
  await syncFolder(dirname(path))
}
