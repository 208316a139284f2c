/**
 * Attacks a hub as a member or a stranger would, while somebody honest saves at a steady pace: how long she waits at most between two
 * saves, how much memory the hub needs at most, and whether it lives. A fresh hub for each attack.
 *
 *   npm run bench:hostile -- [--reps 3] [--only TEXT] [--articles 300] [--annotations 60] [--largest 20000] [--cli FILE] [--json FILE]
 *
 * Exit code 1 if a target is missed.
 */
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {cpus, loadavg, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {buildIfOld} from '../../scripts/lib/build.mjs'
import {callersFolder, inRoot} from '../../scripts/lib/root.mjs'
import {bundled} from '../lib/bundles.mjs'
import {median} from '../sync/lib/figures.mjs'
import {endAll, helper, PUBLIC_HOST, startHub} from '../sync/lib/processes.mjs'

/** Milliseconds between saves, and megabytes. */
const TARGET = {gap: 250, memory: 600}
/** Milliseconds that somebody works before the attack, and that an attack may last. */
const WARM = 1500
const PATIENCE = 25_000
/** Milliseconds until a hub that does not end by itself is killed. */
const ENDS_WITHIN = 10_000

const {values} = parseArgs({
  options: {
    reps: {type: 'string', default: '3'},
    only: {type: 'string', default: ''},
    articles: {type: 'string', default: '300'},
    annotations: {type: 'string', default: '60'},
    largest: {type: 'string', default: '20000'},
    cli: {type: 'string'},
    json: {type: 'string'},
  },
})
const numbers = {reps: Number(values.reps), articles: Number(values.articles), annotations: Number(values.annotations), largest: Number(values.largest)}
if (!Object.values(numbers).every(number => number >= 1)) {
  console.error('Every count must be a number from 1.')
  process.exit(2)
}
const given = path => (path === undefined ? undefined : resolve(callersFolder(), path))
if (values.cli === undefined && !(await buildIfOld(line => console.error(line), {stdio: ['ignore', 2, 2]}))) process.exit(1)

const place = await mkdtemp(join(tmpdir(), 'hostile-bench-'))
const own = ['project', 'honest', 'attacker', 'attacks'].map(name => [name, join(import.meta.dirname, 'child', `${name}.ts`)])
const bundles = await bundled('hostile', {...Object.fromEntries(own), visitor: join(import.meta.dirname, '../sync/child/visitor.ts')})
const child = name => helper(join(bundles, `${name}.mjs`))
const {attacks} = await import(join(bundles, 'attacks.mjs'))
const names = Object.keys(attacks).filter(name => name.includes(values.only))

const template = join(place, 'Template.claimlight')
async function makeProject() {
  const maker = child('project')
  const {ids} = await maker.ask('make', {path: template, articles: numbers.articles, each: numbers.annotations, largest: numbers.largest})
  await maker.end()
  return ids
}

async function peakMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** One attack on a hub of its own. */
async function run(name, ids) {
  const project = join(place, 'Attacked.claimlight')
  await rm(project, {recursive: true, force: true})
  await cp(template, project, {recursive: true})
  const hub = await startHub({cli: given(values.cli) ?? inRoot('out/main/cli.js'), project, home: join(place, 'home')})
  const [visitor, honest, attacker] = ['visitor', 'honest', 'attacker'].map(child)
  const {projectId, people, token} = await visitor.ask('invite', {signInUrl: hub.signInUrl, shared: hub.shared, publicHost: PUBLIC_HOST, count: 2})
  const hers = {system: 'claimlight', url: hub.url, projectId, headers: people[0], article: ids.at(-1)}
  const target = {origin: hub.shared, projectId, headers: people[1], article: ids[0], token}
  await attacker.ask('prepare', {target})
  await honest.ask('begin', {place: hers, pid: hub.pid})
  await new Promise(done => setTimeout(done, WARM))
  await honest.ask('mark')
  const found = await attacker.ask('attack', {name, target, patience: PATIENCE})
  const isAlive = hub.isAlive()
  const {longest, worked, saves} = await honest.ask('end', {isAlive})
  const memory = isAlive ? await peakMegabytes(hub.pid) : Number.NaN
  const end = setTimeout(() => process.kill(hub.pid, 'SIGKILL'), ENDS_WITHIN)
  await Promise.all([visitor.end(), honest.end(), attacker.end()])
  await hub.stop()
  clearTimeout(end)
  return {name, found, longest, worked, saves, memory, isAlive, load: loadavg()[0]}
}

const runs = []
try {
  const ids = await makeProject()
  for (let rep = 0; rep < numbers.reps; rep++) {
    for (const name of names) {
      const one = await run(name, ids)
      runs.push(one)
      console.error(
        `${name} ${rep + 1}/${numbers.reps}: ${one.longest.toFixed(0)} ms (the hub at work ${one.worked.toFixed(0)} ms), ${one.memory.toFixed(0)} MB, ${one.isAlive ? 'alive' : 'dead'}; ${one.found}; load ${one.load.toFixed(1)}`,
      )
    }
  }
} finally {
  endAll()
  await rm(bundles, {recursive: true, force: true})
  await rm(place, {recursive: true, force: true})
}

let missed = false
const rows = names.map(name => {
  const mine = runs.filter(each => each.name === name)
  const gap = median(mine.map(({longest}) => longest))
  const memory = median(mine.map(each => each.memory))
  const isAlive = mine.every(each => each.isAlive)
  const isMissed = !(gap <= TARGET.gap && memory <= TARGET.memory && isAlive)
  missed ||= isMissed
  return {
    attack: name,
    'longest gap (ms)': Math.round(gap),
    'of it the hub at work (ms)': Math.round(median(mine.map(({worked}) => worked))),
    'memory (MB)': Math.round(memory),
    hub: isAlive ? 'alive' : 'dead',
    target: `≤ ${TARGET.gap} ms, ≤ ${TARGET.memory} MB, alive${isMissed ? ': missed' : ''}`,
  }
})
console.table(rows)
const machine = {node: process.version, cpu: cpus()[0]?.model, cores: cpus().length}
if (values.json !== undefined) await writeFile(given(values.json), `${JSON.stringify({machine, settings: numbers, rows, runs}, null, 2)}\n`)
process.exitCode = missed ? 1 : 0
