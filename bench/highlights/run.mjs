/**
 * Compares the article viewer with @recogito/text-annotator: same text, same spans, same Chromium, alternating order.
 *
 *   npm run bench -- [--cells 1000x100,10000x10000] [--reps 3] [--json FILE]
 *
 * A cell is words × annotations. Exit code 1 if a target is missed.
 */
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {chromium} from '@playwright/test'
import react from '@vitejs/plugin-react'
import sirv from 'sirv'
import {build} from 'vite'
import {onPath} from '../../scripts/lib/on-path.mjs'

const {values} = parseArgs({
  options: {
    cells: {type: 'string', default: '1000x100,10000x10000,100000x10000'},
    reps: {type: 'string', default: '3'},
    json: {type: 'string'},
  },
})

const CANDIDATES = ['claimlight', 'recogito-spans', 'recogito-css']
/** `coldPaint` is the first paint in a page that has never opened an article; the others come after one was opened. */
const FIGURES = ['coldPaint', 'firstPaint', 'addOne', 'burst', 'hover', 'popover']
const TIMEOUT = 180_000
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The most that the viewer may need of what Recogito's SPANS renderer needs. */
const TARGETS = {
  '1000x100': {firstPaint: 0.5, addOne: 0.3, burst: 0.15},
  '10000x10000': {firstPaint: 0.1, addOne: 0.3, burst: 0.15},
  '100000x10000': {firstPaint: 0.05, addOne: 0.3, burst: 0.15},
}

const cells = values.cells.split(',')
const reps = Number(values.reps)
if (cells.some(cell => !/^\d+x\d+$/.test(cell)) || !(reps >= 1)) {
  console.error('A cell is WORDSxANNOTATIONS, as 1000x100, and --reps a number from 1.')
  process.exit(2)
}

const executablePath = process.env.CLAIMLIGHT_CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
if (executablePath === undefined) {
  console.error('No Chromium on the PATH. Install one, or name it in CLAIMLIGHT_CHROMIUM.')
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'highlight-bench-'))
await build({
  root: join(import.meta.dirname, 'page'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  build: {outDir: folder, emptyOutDir: true},
})
// With these two headers the page's clock has a resolution of 5 µs instead of 100.
const isolate = response => {
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp')
}
const server = createServer(sirv(folder, {setHeaders: isolate}))
await new Promise(listening => server.listen(0, '127.0.0.1', listening))
let version = ''

const raw = []
for (const cell of cells) {
  const [words, annotations] = cell.split('x').map(Number)
  for (let rep = 0; rep < reps; rep++) {
    for (const name of rep % 2 === 0 ? CANDIDATES : CANDIDATES.toReversed()) {
      const cold = await measured(name, words, annotations, false)
      const figures = {...(await measured(name, words, annotations, true)), coldPaint: cold.firstPaint}
      raw.push({cell, name, rep, ...figures})
      console.error(`${cell} ${name} ${rep + 1}/${reps}: ${figures.error ?? FIGURES.map(key => `${key} ${rounded(figures[key])}`).join(', ')}`)
    }
  }
}
server.close()
await rm(folder, {recursive: true})

const results = cells.map(cell => {
  const medians = Object.fromEntries(CANDIDATES.map(name => [name, mediansOf(raw.filter(run => run.cell === cell && run.name === name))]))
  const ratios = Object.fromEntries(FIGURES.map(key => [key, medians.claimlight[key] / medians['recogito-spans'][key]]))
  return {cell, medians, ratios, targets: TARGETS[cell] ?? {}}
})

for (const {cell, medians, ratios, targets} of results) {
  console.log(`\n${cell.replace('x', ' words × ')} annotations (ms, median of ${reps}; Chromium ${version})`)
  console.table(
    Object.fromEntries(
      FIGURES.map(key => [
        key,
        {
          ...Object.fromEntries(CANDIDATES.map(name => [name, rounded(medians[name][key])])),
          'ratio to spans': Number(ratios[key].toFixed(3)),
          target: targets[key] === undefined ? '' : `≤ ${targets[key]}${ratios[key] <= targets[key] ? '' : ' missed'}`,
        },
      ]),
    ),
  )
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({chromium: version, reps, results, raw}, null, 2)}\n`)
const missed = results.some(({ratios, targets}) => Object.entries(targets).some(([key, most]) => !(ratios[key] <= most)))
process.exitCode = missed ? 1 : 0

/** One candidate, one cell, one fresh browser: a page that was behind another may get no frames. */
async function measured(name, words, annotations, warm) {
  const browser = await chromium.launch({executablePath, args: QUIET})
  version = browser.version()
  try {
    const page = await browser.newPage({viewport: {width: 1000, height: 800}})
    return await within(figuresOf(page, [name, words, annotations, warm]), TIMEOUT)
  } catch (error) {
    return {error: error.message.split('\n')[0]}
  } finally {
    await within(browser.close(), 10_000).catch(() => console.error('A browser did not close.'))
  }
}

async function figuresOf(page, given) {
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
  const figures = await page.evaluate(wanted => globalThis.measure(...wanted), given)
  const [, , , warm] = given
  return warm ? {...figures, popover: await within(popoverOf(page), 20_000).catch(() => undefined)} : figures
}

async function popoverOf(page) {
  await page.mouse.move(300, 100)
  await page.mouse.down()
  await page.mouse.move(420, 105, {steps: 6})
  await page.mouse.move(520, 135, {steps: 6})
  await page.waitForTimeout(200)
  await page.mouse.up()
  await page.waitForFunction(() => globalThis.popover !== undefined)
  return page.evaluate(() => globalThis.popover)
}

async function within(work, patience) {
  let timer
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`not done after ${patience / 1000} s`)), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function mediansOf(runs) {
  return Object.fromEntries(
    FIGURES.map(key => {
      const found = runs
        .map(run => run[key])
        .filter(Number.isFinite)
        .sort((a, b) => a - b)
      return [key, found.length === 0 ? Number.NaN : found[found.length >> 1]]
    }),
  )
}

function rounded(value) {
  return Number.isFinite(value) ? Number(value.toFixed(1)) : null
}
