/**
 * Agreement of a million judgements with a thousand resamples, of spans of five annotators on two thousand texts, and γ of texts that grow: seconds, and how they
 * grow.
 *
 *   npm run bench:agreement -- [--json FILE]
 *
 * Exit code 1 if a target is missed.
 */
import {writeFileSync} from 'node:fs'
import {rm} from 'node:fs/promises'
import {cpus, loadavg} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {callersFolder} from '../../scripts/lib/root.mjs'
import {bundled} from '../lib/bundles.mjs'

/** Seconds. */
const TARGETS = {'labels by article': 3, 'labels by unit': 3, 'u-alpha': 1, 'gamma of 60': 2}

const {values} = parseArgs({options: {json: {type: 'string'}}})
const folder = await bundled('agreement', {measures: join(import.meta.dirname, 'child', 'measures.ts')})
const {labels, texts, gamma} = await import(join(folder, 'measures.mjs'))
const times = {
  'labels by article': labels('group'),
  'labels by unit': labels('unit'),
  'u-alpha': texts(),
  ...Object.fromEntries([15, 30, 60, 120, 240].map(units => [`gamma of ${units}`, gamma(units)])),
}
await rm(folder, {recursive: true})

console.log(`Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}\n`)
let missed = 0
for (const [name, seconds] of Object.entries(times)) {
  const target = TARGETS[name]
  const isMissed = target !== undefined && seconds > target
  if (isMissed) missed++
  console.log(`${name.padEnd(18)} ${seconds.toFixed(2).padStart(8)} s${target === undefined ? '' : `   target ${target} s${isMissed ? ', missed' : ''}`}`)
}
if (values.json !== undefined) writeFileSync(join(callersFolder(), values.json), `${JSON.stringify(times, undefined, 2)}\n`)
process.exitCode = missed === 0 ? 0 : 1
