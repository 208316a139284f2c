import {existsSync, readdirSync, statSync} from 'node:fs'
import {inRoot} from './root.mjs'
import {runTool} from './run.mjs'

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const RESULTS = ['out/main/index.js', 'out/main/cli.js', 'out/main/task-thread.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Of the file, or of the newest thing in the folder; the folder itself counts, so that a removed file is seen. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map(name => newest(`${path}/${name}`)))
}

function isBuilt() {
  if (!RESULTS.every(path => existsSync(inRoot(path)))) return false
  const built = Math.min(...RESULTS.map(path => statSync(inRoot(path)).mtimeMs))
  return SOURCES.every(path => newest(inRoot(path)) <= built)
}

export function build(options) {
  return runTool('electron-vite', 'electron-vite', ['build', '--logLevel', 'warn'], options)
}

/** Builds when a source is newer than what was built; true when all is there. */
export async function buildIfOld(say, options = {}) {
  if (isBuilt()) return true
  say('Building…')
  return (await build(options)) === 0
}
