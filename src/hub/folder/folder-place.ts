import {realpath} from 'node:fs/promises'
import {isAbsolute, relative, resolve, sep} from 'node:path'
import {message} from '../../core/language/message.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'

/** The folder as one path. Refused when the project lies in it or it in the project: the project belongs on a local disk. */
export async function placeOf(path: string, project: string): Promise<Result<string>> {
  if (!isAbsolute(path)) return refused(message('Write the whole path of the folder, from the root of the drive on.'))
  const place = await realpath(path).catch(() => resolve(path))
  const home = await realpath(project).catch(() => resolve(project))
  if (isWithin(home, place))
    return refused(
      message(
        'The project itself lies in this folder. Share an empty folder beside it: the project stays on this computer, and only encrypted copies of the work go there.',
      ),
    )
  if (isWithin(place, home))
    return refused(message('This folder is a part of the project itself. Choose another one, which the drive or service shares with your colleagues.'))
  return ok(place)
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}
