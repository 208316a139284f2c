import {buildIfOld} from './lib/build.mjs'
import {installDebianPackages} from './lib/debian-packages.mjs'
import {installPackages} from './lib/install.mjs'
import {needNode} from './lib/node-version.mjs'
import {runTool} from './lib/run.mjs'

/** Takes the pictures of the README and of docs/codebook.md anew, from a fresh sample project that is annotated through the window. */
const say = line => console.log(line)

needNode()
if (!(await installPackages(say)) || !(await buildIfOld(say))) process.exit(1)
await installDebianPackages(say)
process.exitCode = await runTool('@playwright/test', 'playwright', ['test', '--config=playwright.screenshots.config.ts'])
