import {execFileSync} from 'node:child_process'
import {lstatSync, readdirSync} from 'node:fs'
import {join} from 'node:path'

export const hasPipes = process.platform !== 'win32'

/** A named pipe: who opens it for reading in the usual way waits until somebody writes. */
export const makePipe = (path: string): void => void execFileSync('mkfifo', [path])

/** Everything in a folder, and the folder itself, that somebody else than its owner may read, write or enter. */
export function sharedWithOthers(folder: string): string[] {
  const info = lstatSync(folder)
  const below = info.isDirectory() ? readdirSync(folder).flatMap(name => sharedWithOthers(join(folder, name))) : []
  return (info.mode & 0o077) === 0 ? below : [`${folder} ${(info.mode & 0o777).toString(8)}`, ...below]
}
