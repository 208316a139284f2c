import {access, realpath} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import type {Message} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'

/** The project whose folder this is, or lies in; also one that cannot be read, or that a newer version made. Links are followed as far as they lead. */
export async function projectAbove(path: string): Promise<string | undefined> {
  for (let above = await realFolder(resolve(path)); ; above = dirname(above)) {
    if (await isProject(above)) return above
    if (above === dirname(above)) return undefined
  }
}

/** Why nothing new is made there, as it would lie among the files of a project. */
export async function withinProject(folder: string): Promise<Message | undefined> {
  const above = await projectAbove(dirname(resolve(folder)))
  return above === undefined
    ? undefined
    : message('{folder} would lie within the project {above}, whose files are its own. Choose a place outside of it.', {folder, above})
}

/** What is not there yet lies where the folder above it does. */
async function realFolder(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  if (real !== undefined) return real
  return path === dirname(path) ? path : join(await realFolder(dirname(path)), basename(path))
}

export async function isProject(folder: string): Promise<boolean> {
  const has = (name: string): Promise<boolean> =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    )
  return (await has('manifest.json')) && ((await has('articles')) || (await has('store.db')))
}
