import type {Unit} from '../continuum.ts'
import {byPlace} from '../continuum.ts'

/** Makes annotations as they might be by chance, one list for each annotator, from a source of numbers between 0 and 1. */
export type Sampler = (next: () => number) => readonly (readonly Unit[])[]

/**
 * From what the text's own annotations are like: how many an annotator has, how long, how far apart, and with which labels; lengths and numbers are
 * drawn from normal distributions with the mean and deviation found.
 */
export function statisticalSampler(units: readonly (readonly Unit[])[]): Sampler {
  const all = units.flat()
  const counts = spread(units.map(own => own.length))
  const lengths = spread(all.map(({start, end}) => end - start))
  // The 0 keeps a text with one unit of each from having no gap at all.
  const gaps = spread([0, ...units.flatMap(gapsOf)])
  return next => {
    let isEmpty = true
    return units.map(() => {
      const drawn = Math.abs(Math.trunc(normal(next, counts)))
      const count = isEmpty ? Math.max(1, drawn) : drawn
      isEmpty = false
      const own: Unit[] = []
      let at = 0
      for (let unit = 0; unit < count; unit++) {
        const start = at + normal(next, gaps)
        const length = Math.abs(normal(next, lengths)) || lengths.mean
        const {label} = all[Math.floor(next() * all.length)] as Unit
        own.push({start, end: start + length, label})
        at = start + length
      }
      return own
    })
  }
}

/**
 * Each annotator's units moved round the text by a random stretch, as a ring, and no two by nearly the same (Mathet et al. 2015, section 5.2):
 * what is said stays, but no longer of the same words.
 */
export function shuffleSampler(units: readonly (readonly Unit[])[], length: number): Sampler {
  const all = units.flat()
  const apart = all.reduce((sum, {start, end}) => sum + end - start, 0) / all.length / 2
  return next => {
    let free: readonly Stretch[] = [{start: 0, end: length}]
    return units.map(() => {
      const moved = placeIn(free, length, next)
      free = free.flatMap(stretch => without(stretch, {start: moved - apart, end: moved + apart}))
      const own = units[Math.floor(next() * units.length)] as readonly Unit[]
      return own.map(unit => {
        const back = unit.start + moved > length ? length : 0
        return {...unit, start: unit.start + moved - back, end: unit.end + moved - back}
      })
    })
  }
}

type Stretch = {readonly start: number; readonly end: number}

function placeIn(free: readonly Stretch[], length: number, next: () => number): number {
  let place = next() * free.reduce((sum, {start, end}) => sum + end - start, 0)
  for (const {start, end} of free) {
    if (place < end - start) return start + place
    place -= end - start
  }
  return next() * length
}

function without(stretch: Stretch, taken: Stretch): readonly Stretch[] {
  return [
    {start: stretch.start, end: Math.min(stretch.end, taken.start)},
    {start: Math.max(stretch.start, taken.end), end: stretch.end},
  ].filter(({start, end}) => start < end)
}

function gapsOf(units: readonly Unit[]): readonly number[] {
  const sorted = [...units].sort(byPlace)
  return sorted.flatMap(({start}, at) => {
    const before = sorted[at - 1]
    if (before !== undefined) return [start - before.end]
    return start > 0 ? [start] : []
  })
}

type Spread = {readonly mean: number; readonly deviation: number}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return {mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)}
}

/** Box and Muller 1958. */
const normal = (next: () => number, {mean, deviation}: Spread): number =>
  mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
