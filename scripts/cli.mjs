import {buildIfOld} from './lib/build.mjs'
import {installPackages} from './lib/install.mjs'
import {needNode} from './lib/node-version.mjs'
import {callersFolder, inRoot} from './lib/root.mjs'
import {run} from './lib/run.mjs'

/** The command's own output is what the caller reads: all that is said before it goes to stderr. */
const say = line => console.error(line)
const toStderr = {stdio: ['ignore', 2, 2]}

needNode()
if (!(await installPackages(say, toStderr)) || !(await buildIfOld(say, toStderr))) process.exit(1)
process.exitCode = await run(process.execPath, [inRoot('out/main/cli.js'), ...process.argv.slice(2)], {cwd: callersFolder()})
