import {accessSync, constants} from 'node:fs'
import {delimiter, join} from 'node:path'

/** The first of these programs found on the PATH, or undefined. */
export function onPath(...names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {}
    }
  }
}
