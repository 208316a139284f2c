/**
 * Compares the hub with y-websocket's server: same changes, same rate, same number of clients, alternating order. The hub
 * has every change on disk before it acknowledges it; the other server acknowledges and keeps nothing.
 *
 *   npm run bench:sync -- [--parts propagation,burst,first-sync,memory,large] [--clients 2,20,100] [--reps 5] [--seconds 15]
 *                         [--sets 10000] [--annotations 10000] [--large 50000x5] [--project FOLDER] [--cli FILE] [--json FILE]
 *
 * --project keeps the large project in FOLDER, or takes the one that is there. Exit code 1 if a target is missed.
 */
import {existsSync} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {cpus, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {buildIfOld} from '../../scripts/lib/build.mjs'
import {callersFolder, inRoot} from '../../scripts/lib/root.mjs'
import {bundled} from '../lib/bundles.mjs'
import {endAll} from './lib/processes.mjs'
import {burst, firstSync, memory, propagation} from './lib/live.mjs'
import {largeProject} from './lib/large.mjs'
import {printed} from './lib/table.mjs'

const {values} = parseArgs({
  options: {
    parts: {type: 'string', default: 'propagation,burst,first-sync,memory,large'},
    clients: {type: 'string', default: '2,20,100'},
    reps: {type: 'string', default: '5'},
    seconds: {type: 'string', default: '15'},
    sets: {type: 'string', default: '10000'},
    annotations: {type: 'string', default: '10000'},
    large: {type: 'string', default: '50000x5'},
    project: {type: 'string'},
    cli: {type: 'string'},
    json: {type: 'string'},
  },
})
const parts = values.parts.split(',')
const counts = values.clients.split(',').map(Number)
const [articles, annotators] = values.large.split('x').map(Number)
const numbers = {
  reps: Number(values.reps),
  seconds: Number(values.seconds),
  sets: Number(values.sets),
  annotations: Number(values.annotations),
  articles,
  annotators,
}
if (![...counts, ...Object.values(numbers)].every(number => number >= 1)) {
  console.error('Every count must be a number from 1; --large is ARTICLESxANNOTATORS.')
  process.exit(2)
}
const given = path => (path === undefined ? undefined : resolve(callersFolder(), path))
if (values.cli === undefined && !(await buildIfOld(line => console.error(line), {stdio: ['ignore', 2, 2]}))) process.exit(1)

const place = await mkdtemp(join(tmpdir(), 'sync-bench-'))
const children = ['crowd', 'visitor', 'large-project']
const bundles = await bundled('sync', Object.fromEntries(children.map(name => [name, join(import.meta.dirname, 'child', `${name}.ts`)])))

const bench = {
  ...numbers,
  cli: given(values.cli) ?? inRoot('out/main/cli.js'),
  place,
  child: name => join(bundles, `${name}.mjs`),
  say: line => console.error(line),
}
const raw = {}
try {
  if (parts.includes('propagation')) raw.propagation = await propagation(bench, counts)
  if (parts.includes('burst')) raw.burst = await burst(bench)
  if (parts.includes('first-sync')) raw.firstSync = await firstSync(bench)
  if (parts.includes('memory')) raw.memory = await memory(bench)
  if (parts.includes('large')) {
    const path = given(values.project) ?? join(place, 'Large.claimlight')
    raw.large = await largeProject(bench, path, existsSync(join(path, 'manifest.json')))
  }
} finally {
  endAll()
  await rm(bundles, {recursive: true, force: true})
  await rm(place, {recursive: true, force: true})
}

const {rows, missed} = printed(raw)
console.table(rows)
const machine = {node: process.version, cpu: cpus()[0]?.model, cores: cpus().length}
if (values.json !== undefined)
  await writeFile(given(values.json), `${JSON.stringify({machine, settings: {...numbers, clients: counts}, rows, raw}, null, 2)}\n`)
process.exitCode = missed ? 1 : 0
