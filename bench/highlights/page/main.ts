import type {Highlight} from '../../../src/renderer/article/highlight-index.ts'
import {afterPaint} from './candidate.ts'
import type {Candidate} from './candidate.ts'
import {claimlight} from './claimlight.ts'
import {recogito} from './recogito.ts'
import {benchHighlights, benchText, seeded} from './text.ts'
import './bench.css'

/** Milliseconds from the call to the paint; each figure is the median of its repetitions within one page. */
export type Figures = {
  /** The code has run before: what it takes to go from one article to the next. */
  readonly firstPaint: number
  readonly addOne: number
  readonly burst: number
  readonly hover: number
  /** Painted stretches after the first paint. */
  readonly count: number
}

const ADDS = 7
const HOVERS = 5
const BURST = 500

/** Both sides add and hover in the first characters of the text, which stand on screen. */
const ON_SCREEN = {start: 0, end: 1200}

const CANDIDATES: Record<string, (text: string, ever: readonly Highlight[]) => Candidate> = {
  claimlight,
  'recogito-spans': (text, ever) => recogito('SPANS', text, ever),
  'recogito-css': (text, ever) => recogito('CSS_HIGHLIGHTS', text, ever),
}

const frame = (): Promise<unknown> => new Promise(done => requestAnimationFrame(done))

/**
 * From within a frame, as an input event is handled, to the paint of what it caused. Not a number if the candidate does not
 * report a paint within `patience` milliseconds: Recogito now and then finds nothing to redraw.
 */
function timed(candidate: Candidate, act: () => void, patience = 10_000): Promise<number> {
  return new Promise(done => {
    requestAnimationFrame(() => {
      const from = performance.now()
      act()
      void candidate.painted().then(at => done(at - from))
      setTimeout(() => done(Number.NaN), patience)
    })
  })
}

/** Until four frames in a row came on time, so that nothing left over is counted twice. */
async function quiet(): Promise<void> {
  const until = performance.now() + 20_000
  for (let calm = 0; calm < 4 && performance.now() < until; ) {
    const from = performance.now()
    await frame()
    await frame()
    calm = performance.now() - from < 60 ? calm + 1 : 0
  }
}

function median(values: readonly number[]): number {
  const known = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b)
  return known[known.length >> 1] ?? Number.NaN
}

async function measureOnce(name: string, words: number, count: number, warm: boolean): Promise<Figures> {
  const random = seeded(20_250_204)
  const text = benchText(words, random)
  const highlights = benchHighlights(text, count, random, 'a')
  const visible = {start: 0, end: Math.min(ON_SCREEN.end, text.length)}
  const singles = benchHighlights(text, ADDS, random, 'b', visible)
  const burst = benchHighlights(text, BURST, random, 'c')
  const hovered = benchHighlights(text, HOVERS, random, 'd', visible)
  const candidate = CANDIDATES[name]?.(text, [...highlights, ...singles, ...burst, ...hovered])
  if (candidate === undefined) throw new Error(`No candidate is called ${name}.`)
  await document.fonts.load('1em "Source Serif 4 Variable"')
  if (warm) await openAnother(name)
  await quiet()

  const firstPaint = await timed(candidate, () => candidate.open(highlights), 150_000)
  await quiet()
  const painted = candidate.count()

  const adds: number[] = []
  for (const single of singles) {
    adds.push(await timed(candidate, () => candidate.add([single])))
    await quiet()
  }
  const burstPaint = await timed(candidate, () => candidate.add(burst))
  await quiet()

  candidate.add(hovered)
  await quiet()
  const hovers: number[] = []
  for (const one of hovered) {
    hovers.push(await timed(candidate, () => candidate.hover(one)))
    await quiet()
  }
  listenForSelection(candidate)
  return {firstPaint, addOne: median(adds), burst: burstPaint, hover: median(hovers), count: painted}
}

/** An article of one line, opened and closed. */
async function openAnother(name: string): Promise<void> {
  const text = 'The talks in Cairo go on.'
  const highlights = benchHighlights(text, 2, seeded(1), 'w')
  const candidate = CANDIDATES[name]?.(text, highlights) as Candidate
  await timed(candidate, () => candidate.open(highlights))
  await quiet()
  candidate.close()
}

/** From the pointer's release to the painted popover, taken while the runner selects with a real mouse. */
function listenForSelection(candidate: Candidate): void {
  let released = 0
  document.addEventListener(
    'pointerup',
    event => {
      released = event.timeStamp
    },
    true,
  )
  candidate.onSelected(async () => {
    if (globalThis.popover !== undefined) return
    const popover = document.createElement('div')
    popover.className = 'popover'
    popover.textContent = 'Claim · Entity'
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect()
    popover.style.left = `${box?.left ?? 0}px`
    popover.style.top = `${box?.bottom ?? 0}px`
    document.body.append(popover)
    await frame()
    globalThis.popover = (await afterPaint()) - released
  })
}

declare global {
  var measure: typeof measureOnce
  var popover: number | undefined
}
globalThis.measure = measureOnce
