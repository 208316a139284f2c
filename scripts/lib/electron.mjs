import {existsSync, mkdirSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {cacheFolder} from './install.mjs'
import {inRoot} from './root.mjs'
import {run} from './run.mjs'

const PROGRAMS = {darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe'}
/** Enough for 120 MB on a slow line; a network that drops packets silently costs this once a day. */
const FETCH_LIMIT_MS = 4 * 60_000
const DAY_MS = 24 * 3600_000
const failure = `${cacheFolder}/electron-not-fetched`

/** Electron's program when it is on this machine. */
export function electronProgram() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || inRoot('node_modules/electron/dist')
  const program = join(folder, PROGRAMS[process.platform] ?? 'electron')
  return existsSync(program) ? program : undefined
}

const failedToday = () => existsSync(failure) && Date.now() - statSync(failure).mtimeMs < DAY_MS

/** Fetches Electron's program once; a failure is remembered for a day so that the next start is quick. */
export async function fetchElectron(say) {
  if (failedToday()) return undefined
  say('Fetching Electron…')
  await run(process.execPath, [inRoot('node_modules/electron/install.js')], {stdio: 'ignore', timeout: FETCH_LIMIT_MS})
  const program = electronProgram()
  mkdirSync(cacheFolder, {recursive: true})
  if (program === undefined) writeFileSync(failure, '')
  else rmSync(failure, {force: true})
  return program
}
