import {resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

/** The folder of package.json. Spelled so that a Node too old for Claimlight still gets as far as being told so. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A path inside the project. */
export const inRoot = path => resolve(root, path)

/** Where the user called npm from: relative paths among her arguments mean that folder, not the one npm changes to. */
export const callersFolder = () => (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd()
