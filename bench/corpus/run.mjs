/**
 * Imports, exports and checks corpora of several sizes with the command line, then searches them and labels a name in all articles that say it, in a window
 * without a page: seconds and peak memory, and how they grow.
 *
 *   npm run bench:corpus -- [--sizes 1000,5000,20000] [--datasets 50000,200000] [--cli FILE] [--json FILE]
 *
 * A dataset of so many annotations on a thousand articles is imported into an empty project, checked and exported.
 *
 * Exit code 1 if a target is missed.
 */
import {spawn} from 'node:child_process'
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {cpus, loadavg, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {buildIfOld} from '../../scripts/lib/build.mjs'
import {callersFolder, inRoot} from '../../scripts/lib/root.mjs'
import {bundled} from '../lib/bundles.mjs'
import {endAll, helper} from '../sync/lib/processes.mjs'
import {writeDataset} from './dataset.mjs'

/** Articles imported in a second, and how much longer four times as many articles may take. */
const TARGET = {imported: 500, growth: 4.6}
/** Of a dataset of 200,000 annotations: seconds, and megabytes however large it is. */
const DATASET_TARGET = {import: 20, export: 6, check: 20, memory: 300}
/** Milliseconds between looks at the memory of a process; the most it ever had is kept by the system. */
const LOOK = 100

const numbers = text => (text === '' ? [] : text.split(',').map(Number))
const {values} = parseArgs({
  options: {
    sizes: {type: 'string', default: '1000,5000,20000'},
    datasets: {type: 'string', default: '50000,200000'},
    cli: {type: 'string'},
    json: {type: 'string'},
  },
})
const sizes = numbers(values.sizes)
const datasets = numbers(values.datasets)
if (![...sizes, ...datasets].every(size => Number.isInteger(size) && size > 0)) {
  console.error('Sizes are numbers from 1, with commas between.')
  process.exit(2)
}
const given = path => (path === undefined ? undefined : resolve(callersFolder(), path))
if (values.cli === undefined && !(await buildIfOld(line => console.error(line), {stdio: ['ignore', 2, 2]}))) process.exit(1)
const cli = given(values.cli) ?? inRoot('out/main/cli.js')
/** Removed at the end alone: file systems look twice at room that was let go of just now, and the next import would be the slower for it. */
const place = await mkdtemp(join(tmpdir(), 'corpus-bench-'))

/** Said twice in one of so many articles: what is labelled grows with the corpus, and stays within what a window offers at a time. */
const NAME = 'Samira Haddad'
const SAID_IN = 4
/** Searches of each kind: rare words and phrases, and such as every article has. */
const SEARCHES = 10
const queriesIn = size =>
  Array.from({length: SEARCHES}, (_, n) => [
    `"report ${Math.floor((n * size) / SEARCHES)} on the sea"`,
    'samira haddad',
    'zoe',
    'ministry said',
    '海平面',
    'السلام',
  ]).flat()

const textOf = n =>
  `Report ${n} on the sea 🌊\n\n${n % SAID_IN === 0 ? `${NAME} spoke first, قال الوزير. Nobody but ${NAME} stayed 👩‍👩‍👧.\n\n` : ''}${Array.from(
    {length: 20},
    (_, part) =>
      `Paragraph ${part} of ${n}: the sea rose by ${(n + part) % 7} millimetres, the ministry said. 海平面上升了。 قال الوزير إن السلام قريب. Zoë asked why, and nobody in the room answered her question.\n\n`,
  ).join('')}`

async function makeCorpus(size) {
  const folder = join(place, `texts-${size}`)
  await mkdir(folder)
  for (let n = 0; n < size; n++) await writeFile(join(folder, `report-${String(n).padStart(6, '0')}.txt`), textOf(n))
  return folder
}

/** Runs a command of the command line to its end. */
async function run(args) {
  const began = performance.now()
  const child = spawn(process.execPath, [cli, ...args], {stdio: ['ignore', 'ignore', 'inherit'], env: {...process.env, CLAIMLIGHT_HOME: join(place, 'home')}})
  let memory = Number.NaN
  let processor = Number.NaN
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
    if (Number.isFinite(peak)) memory = peak
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
    // User and system time, in hundredths of a second; the name in brackets may hold blanks.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number)
    if (Number.isFinite(user + system)) processor = (user + system) / 100
  }, LOOK)
  const code = await new Promise(done => child.once('close', done))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`)
  return {seconds: (performance.now() - began) / 1000, processor, memory}
}

/** A hub and a window at it, in a process of their own. */
async function inWindow(bundle, project, size, note) {
  const window = helper(bundle)
  note('index', await window.ask('open', {path: project, articles: size}))
  const queries = queriesIn(size)
  note(`search (${queries.length})`, await window.ask('search', {queries}))
  note('look in all articles', await window.ask('look', {words: NAME}))
  const labelled = await window.ask('label')
  const wanted = 2 * Math.ceil(size / SAID_IN) - 1
  if (labelled.mentions !== wanted) throw new Error(`${labelled.mentions} mentions were found, not ${wanted}.`)
  note('label all across', labelled)
  note('undo of that', await window.ask('undo'))
  await window.ask('close')
  await window.end()
}

const runs = []
const datasetRuns = []
const noting = (into, size, of) => (step, took) => {
  const one = {step, size, ...took, load: loadavg()[0]}
  into.push(one)
  const processor = one.processor === undefined ? '' : `, ${one.processor.toFixed(1)} s of processor`
  const news = one.news === undefined ? '' : `; “${one.news}”`
  console.error(`${step} of ${size} ${of}: ${one.seconds.toFixed(1)} s${processor}, ${one.memory.toFixed(0)} MB; load ${one.load.toFixed(1)}${news}`)
}
const bundles = await bundled('corpus', {window: join(import.meta.dirname, 'child', 'window.ts')})
try {
  for (const size of datasets) {
    const file = join(place, `dataset-${size}.json`)
    await writeDataset(file, {articles: Math.min(1000, size), annotations: size})
    const project = join(place, `Dataset ${size}.claimlight`)
    const steps = {import: ['import', project, file], check: ['check', file], export: ['export', project, '--out', join(place, `again-${size}.json`)]}
    const note = noting(datasetRuns, size, 'annotations')
    for (const [step, args] of Object.entries(steps)) note(step, await run(args))
  }
  for (const size of sizes) {
    const texts = await makeCorpus(size)
    const project = join(place, `Corpus ${size}.claimlight`)
    const steps = {
      import: ['import', project, texts],
      export: ['export', project, '--out', join(place, `${size}.json`)],
      check: ['check', project],
    }
    const note = noting(runs, size, 'articles')
    for (const [step, args] of Object.entries(steps)) note(step, await run(args))
    await inWindow(join(bundles, 'window.mjs'), project, size, note)
  }
} finally {
  endAll()
  await rm(bundles, {recursive: true, force: true})
  await rm(place, {recursive: true, force: true})
}

let missed = false
const rows = [...new Set(runs.map(({step}) => step))].flatMap(step => {
  const mine = runs.filter(each => each.step === step)
  return mine.map(({size, seconds, processor, memory, load}, at) => {
    const before = mine[at - 1]
    const growth = before === undefined ? undefined : seconds / before.seconds
    const isQuadratic = growth !== undefined && growth > (TARGET.growth / 4) * (size / (before?.size ?? size))
    const isSlow = step === 'import' && size / seconds < TARGET.imported
    missed ||= isQuadratic || isSlow
    return {
      step,
      articles: size,
      'time (s)': Number(seconds.toFixed(1)),
      'processor (s)': processor === undefined ? '' : Number(processor.toFixed(1)),
      'memory (MB)': Math.round(memory),
      'articles a second': Math.round(size / seconds),
      growth: growth === undefined ? '' : Number(growth.toFixed(2)),
      // On a machine that others use too, this is what says how the work grows.
      'growth of processor': before?.processor === undefined || processor === undefined ? '' : Number((processor / before.processor).toFixed(2)),
      load: Number(load.toFixed(1)),
      target: `${step === 'import' ? `≥ ${TARGET.imported} a second; ` : ''}growth ≤ ${TARGET.growth} for four times as many${isQuadratic || isSlow ? ': missed' : ''}`,
    }
  })
})
const datasetRows = datasetRuns.map(({step, size, seconds, processor, memory, load}) => {
  const most = size >= 200_000 ? DATASET_TARGET[step] * (size / 200_000) : undefined
  const isMissed = (most !== undefined && seconds > most) || memory > DATASET_TARGET.memory
  missed ||= isMissed
  return {
    step: `${step} of a dataset`,
    annotations: size,
    'time (s)': Number(seconds.toFixed(1)),
    'processor (s)': Number(processor.toFixed(1)),
    'memory (MB)': Math.round(memory),
    load: Number(load.toFixed(1)),
    target: `${most === undefined ? '' : `≤ ${most} s; `}≤ ${DATASET_TARGET.memory} MB${isMissed ? ': missed' : ''}`,
  }
})
if (rows.length > 0) console.table(rows)
if (datasetRows.length > 0) console.table(datasetRows)
const machine = {node: process.version, cpu: cpus()[0]?.model, cores: cpus().length}
if (values.json !== undefined) await writeFile(given(values.json), `${JSON.stringify({machine, rows, runs, datasetRows, datasetRuns}, null, 2)}\n`)
process.exitCode = missed ? 1 : 0
