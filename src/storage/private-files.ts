import type {Stats} from 'node:fs'
import {chmodSync, closeSync, openSync} from 'node:fs'
import type {FileHandle} from 'node:fs/promises'
import {chmod, lstat, mkdir, open, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {errorCode} from './disk-problem.ts'

/**
 * All that Claimlight keeps may hold a closed round or a secret, so it is for the person alone under whom it runs: one rule for
 * files and folders, whatever the umask. Windows has no such bits: there a folder has the rights of the one it is made in.
 */
const FILE = 0o600
const FOLDER = 0o700
/** Rights of the group and of others. */
const SHARED = 0o077

/** Makes a folder, and those it lies in, unless it is there. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, {recursive: true, mode: FOLDER})
}

/** As {@link makePrivateFolder} for one folder; rejects with `EEXIST` when it is there. */
export const makeNewPrivateFolder = (path: string): Promise<void> => mkdir(path, {mode: FOLDER})

/** Opens a file for writing, and with `wx+` for reading too. One that is there already, left by a write that was cut short, is made private too. */
export async function openPrivateFile(path: string, flags: 'w' | 'wx' | 'wx+'): Promise<FileHandle> {
  const file = await open(path, flags, FILE)
  try {
    if (flags === 'w' && isShared(await file.stat())) await file.chmod(FILE)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** An empty file for a program that would make it for everybody's eyes; rejects with `EEXIST` when it is there. SQLite makes the files beside one like it. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'wx', FILE))
}

/** For a file beside which none may wait. One of somebody else stays as it is. */
export function makeFilePrivate(path: string): void {
  try {
    if (process.platform !== 'win32') chmodSync(path, FILE)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error
  }
}

/**
 * Takes the rights of others from what an older version, or a copy, made for all. Only from what belongs to this person, and
 * through no link. A folder comes after what is in it: one that is private already needs no second look.
 */
export async function makePrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const info = await lstat(path).catch(() => undefined)
  if (info === undefined || info.uid !== process.getuid?.() || !isShared(info)) return
  if (info.isDirectory()) for (const name of await readdir(path).catch(() => [])) await makePrivate(join(path, name))
  if (info.isDirectory() || info.isFile()) await chmod(path, info.isDirectory() ? FOLDER : FILE).catch(() => undefined)
}

const isShared = (info: Stats): boolean => (info.mode & SHARED) !== 0
