import {chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {build} from './lib/build.mjs'
import {hasChromium, installDebianPackages} from './lib/debian-packages.mjs'
import {installPackages} from './lib/install.mjs'
import {needNode} from './lib/node-version.mjs'
import {runTool} from './lib/run.mjs'
import {playwrightReport, vitestReport} from './lib/test-report.mjs'

const say = line => console.log(line)
const reports = mkdtempSync(join(tmpdir(), 'claimlight-test-'))
/** The temporary folder of the tests, to see at the end what they left. A short name: a socket's path may not be long. For every user: PostgreSQL does not run as root. */
const temporary = join(reports, 't')
mkdirSync(temporary)
chmodSync(reports, 0o755)
chmodSync(temporary, 0o1777)
const inTemporary = {...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary}
const counted = {passed: 0, failed: 0, skipped: 0}
const failures = []
const failed = []
const notRun = []

needNode()
await step('packages', async () => ((await installPackages(say)) ? 0 : 1))
if (failed.length === 0) {
  await installDebianPackages(say)
  await step('types', () => runTool('typescript', 'tsc', ['-b']))
  await step('lint', () => runTool('@biomejs/biome', 'biome', ['ci', '--error-on-warnings']))
  await step('unused code', () => runTool('knip', 'knip', []))
  await step('build', () => build())
  await step('unit, property and integration tests', unitTests)
  if (hasChromium()) await step('tests in a browser', browserTests)
  else notRun.push('tests in a browser (Chromium is not installed)')
  await step('nothing left behind', nothingLeft)
}
rmSync(reports, {recursive: true, force: true})

// At the end, where it is found however long the output before it is.
for (const {name, why} of failures) say(`\n✗ ${name}\n${why}\n`)
for (const what of notRun) say(`Not run: ${what}.`)
say(failed.length === 0 ? 'All steps passed.' : `Failed: ${failed.join(', ')}.`)
const {passed, failed: failedTests, skipped} = counted
say(`${passed} passed, ${failedTests} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
process.exitCode = failed.length === 0 && failedTests === 0 ? 0 : 1

async function step(name, doIt) {
  const from = Date.now()
  const code = await doIt()
  if (code !== 0) failed.push(name)
  say(`${code === 0 ? '✓' : '✗'} ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`)
}

async function unitTests() {
  const report = join(reports, 'vitest.json')
  const code = await runTool('vitest', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {env: inTemporary})
  return count(vitestReport(report)) || code
}

async function browserTests() {
  const report = join(reports, 'playwright.json')
  const env = {...inTemporary, PLAYWRIGHT_JSON_OUTPUT_FILE: report}
  const code = await runTool('@playwright/test', 'playwright', ['test', '--reporter=list,json'], {env})
  return count(playwrightReport(report)) || code
}

/** Ours only: what a browser or a package of others leaves there goes with the folder. */
function nothingLeft() {
  const left = readdirSync(temporary).filter(name => /claimlight|article-viewer/.test(name))
  for (const name of left) say(`Left in the temporary folder: ${name}`)
  return left.length
}

/** Adds a runner's own figures; a report without one passed test is a failure, for then nothing was proven. */
function count(report) {
  counted.passed += report.passed
  counted.failed += report.failed
  counted.skipped += report.skipped
  failures.push(...report.failures)
  return report.passed > 0 ? 0 : 1
}
