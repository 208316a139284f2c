import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {inRoot} from './root.mjs'
import {runNpm} from './run.mjs'

/** What is true of this machine only; npm leaves the folder alone until node_modules goes. */
export const cacheFolder = inRoot('node_modules/.cache/claimlight')
const stamp = `${cacheFolder}/installed`
const lock = inRoot('package-lock.json')
const installed = inRoot('node_modules/.package-lock.json')

const lockHash = () => createHash('sha256').update(readFileSync(lock)).digest('hex')

function isInstalled() {
  if (!existsSync(installed)) return false
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash()
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs
}

/** Installs the npm packages of package-lock.json where they are missing or of another lock; true when they are there. */
export async function installPackages(say, options = {}) {
  if (!isInstalled()) {
    say('Installing packages…')
    // Not `npm ci`: it refuses a lock that lacks another platform's optional packages. With --no-save the lock is kept as it is.
    const code = await runNpm(['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], options)
    if (code !== 0) return false
  }
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash()) {
    mkdirSync(cacheFolder, {recursive: true})
    writeFileSync(stamp, lockHash())
  }
  return true
}
