import {build} from './lib/build.mjs'
import {electronProgram, fetchElectron} from './lib/electron.mjs'
import {installPackages} from './lib/install.mjs'
import {needNode} from './lib/node-version.mjs'
import {runTool} from './lib/run.mjs'

/** The desktop specs on Electron itself; `npm test` runs the same ones on the double. */
const say = line => console.log(line)

needNode()
if (!(await installPackages(say)) || (await build()) !== 0) process.exit(1)
const electron = electronProgram() ?? (await fetchElectron(say))
if (electron === undefined) say('Not run: the desktop specs on Electron. Its program is not on this machine and could not be fetched.')
else process.exitCode = await runTool('@playwright/test', 'playwright', ['test', '--project=desktop'], {env: {...process.env, CLAIMLIGHT_ELECTRON: electron}})
