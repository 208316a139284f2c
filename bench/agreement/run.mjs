/**
 * Agreement of a million judgements with a thousand resamples, of spans of five annotators on two thousand texts, and γ of texts that grow: seconds, and how they
 * grow; and all usual figures of projects of five annotators and twenty spans of each, by the number of articles.
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
const {labels, texts, gamma, project} = await import(join(folder, 'measures.mjs'))
const times = {
  'labels by article': labels('group'),
  'labels by unit': labels('unit'),
  'u-alpha': texts(),
  ...Object.fromEntries([15, 30, 60, 120, 240].map(units => [`gamma of ${units}`, gamma(units)])),
}
for (const articles of [250, 500, 1000, 2000]) {
  const {plain, bootstrap, byPair, longest} = project(articles)
  Object.assign(times, {
    [`project of ${articles}`]: plain,
    [`project of ${articles}, with intervals`]: bootstrap,
    [`project of ${articles}, by pair`]: byPair,
    [`project of ${articles}, longest step`]: longest / 1000,
  })
}
await rm(folder, {recursive: true})

console.log(`Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}\n`)
let missed = 0
for (const [name, seconds] of Object.entries(times)) {
  const target = TARGETS[name]
  const isMissed = target !== undefined && seconds > target
  if (isMissed) missed++
  console.log(`${name.padEnd(34)} ${seconds.toFixed(2).padStart(8)} s${target === undefined ? '' : `   target ${target} s${isMissed ? ', missed' : ''}`}`)
}
if (values.json !== undefined) writeFileSync(join(callersFolder(), values.json), `${JSON.stringify(times, undefined, 2)}\n`)
process.exitCode = missed === 0 ? 0 : 1
