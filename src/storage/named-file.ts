import {realpath, stat} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {projectAbove} from './project-above.ts'

/**
 * Where to write a file that a person names: through a link, where it leads. Refused where it would stand among the files of a project, any of which it
 * might take the place of, and where something stands that is no file: writing whole files puts a new one in its place.
 */
export async function namedFile(path: string): Promise<Result<string>> {
  const given = resolve(path)
  const folder = await realpath(dirname(given)).catch(() => dirname(given))
  const file = await realpath(given).catch(() => join(folder, basename(given)))
  const info = await stat(file).catch(() => undefined)
  if (info?.isDirectory() === true)
    return refused(message('{path} is a folder. Name the file to write, such as {example}.', {path, example: join(path, 'dataset.json')}))
  if (info !== undefined && !info.isFile()) return refused(message('{path} is a device or a pipe, no file. Name another file.', {path}))
  const above = await projectAbove(dirname(file))
  return above === undefined
    ? ok(file)
    : refused(message('{path} is within the project {folder}, whose own files it could replace. Choose another place.', {path, folder: above}))
}
