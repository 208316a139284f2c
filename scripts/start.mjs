import {buildIfOld} from './lib/build.mjs'
import {hasDisplay} from './lib/display.mjs'
import {electronProgram, fetchElectron} from './lib/electron.mjs'
import {installPackages} from './lib/install.mjs'
import {needNode} from './lib/node-version.mjs'
import {callersFolder, inRoot, root} from './lib/root.mjs'
import {run} from './lib/run.mjs'

/** An Electron that ends this soon and badly never showed a window: a library of the system is missing, or it may not run as this user. */
const NEVER_OPENED_MS = 10_000

const say = line => console.log(line)
const given = process.argv.slice(2)
const browserOnly = given.includes('--browser')
const args = given.filter(arg => arg !== '--browser')

needNode()
if (!(await installPackages(say))) fail('The packages could not be installed: see above. Mend that and run `npm start` again.')
if (!(await buildIfOld(say))) fail('The build failed: see above.')
process.exitCode = await start()

async function start() {
  if (browserOnly) return startBrowserEdition()
  if (!hasDisplay()) {
    say('There is no display here, so the browser edition starts.')
    return startBrowserEdition()
  }
  const electron = electronProgram() ?? (await fetchElectron(say))
  if (electron === undefined) {
    say('Electron’s program is not on this machine and could not be fetched, so the browser edition starts.')
    return startBrowserEdition()
  }
  const from = Date.now()
  const code = await run(electron, [root, ...args], {cwd: callersFolder()})
  if (code === 0 || Date.now() - from > NEVER_OPENED_MS) return code
  say(`The Electron window could not be opened (exit code ${code}, see above), so the browser edition starts.`)
  return startBrowserEdition()
}

/** Serves the same window as a page on loopback; it opens a browser itself where there is a display. */
function startBrowserEdition() {
  say('Claimlight answers at the address below, for this machine only. Ctrl+C stops it.')
  return run(process.execPath, [inRoot('out/main/cli.js'), 'serve', ...args], {cwd: callersFolder()})
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
