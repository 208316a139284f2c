import {inCodeUnits} from '../code-unit-order.ts'

/** In place of a label where somebody said nothing of a unit. */
export const MISSING = -1

/** What several annotators said of the same units: one label of each, or nothing. */
export type Coding = {
  readonly annotators: readonly string[]
  readonly labels: readonly string[]
  /** Unit after unit, one place for each annotator: the label's place in `labels`, or `MISSING`. */
  readonly codes: Int32Array
  /** Of each unit the group that is drawn as a whole when figures are resampled: its article. Counted from 0. */
  readonly groups: Int32Array
}

export type CodedUnit = {readonly group?: string; readonly labels: readonly (string | undefined)[]}

/** `labels` may name more than were given: a label that nobody chose counts as one that could have been. They keep this order; others follow, numbers by size and words by code units. */
export function codingOf(annotators: readonly string[], units: Iterable<CodedUnit>, labels: readonly string[] = []): Coding {
  const places = new Map(labels.map((label, at) => [label, at]))
  const groupPlaces = new Map<string, number>()
  const codes: number[] = []
  const groups: number[] = []
  let unit = 0
  for (const {group = `${unit}`, labels: said} of units) {
    for (let at = 0; at < annotators.length; at++) codes.push(placeIn(places, said[at]))
    groups.push(placeIn(groupPlaces, group))
    unit++
  }
  return inOrder({annotators, labels: [...places.keys()], codes: Int32Array.from(codes), groups: Int32Array.from(groups)}, labels.length)
}

function placeIn(places: Map<string, number>, label: string | undefined): number {
  if (label === undefined) return MISSING
  const known = places.get(label)
  if (known !== undefined) return known
  places.set(label, places.size)
  return places.size - 1
}

/** The labels after the first `fixed` of them in order: what comes of them does not depend on who said which first. */
function inOrder(coding: Coding, fixed: number): Coding {
  const labels = [...coding.labels.slice(0, fixed), ...coding.labels.slice(fixed).sort(bySize)]
  const next = new Map(labels.map((label, at) => [label, at]))
  const moved = coding.labels.map(label => next.get(label) as number)
  return {...coding, labels, codes: coding.codes.map(code => (code === MISSING ? MISSING : (moved[code] as number)))}
}

const bySize = (a: string, b: string): number => Number(a) - Number(b) || inCodeUnits(a, b)

export const unitCount = ({groups}: Coding): number => groups.length

/** How many said something of the unit whose labels begin at a place in `codes`. */
export function judgementsAt(codes: Int32Array, at: number, annotators: number): number {
  let judged = 0
  for (let one = 0; one < annotators; one++) if (codes[at + one] !== MISSING) judged++
  return judged
}

/** Of the chosen annotators alone, in this order. */
export function ofAnnotators(coding: Coding, chosen: readonly number[]): Coding {
  const width = coding.annotators.length
  const codes = new Int32Array(unitCount(coding) * chosen.length)
  for (let unit = 0; unit < unitCount(coding); unit++)
    for (let at = 0; at < chosen.length; at++) codes[unit * chosen.length + at] = coding.codes[unit * width + (chosen[at] as number)] as number
  return {...coding, annotators: chosen.map(at => coding.annotators[at] as string), codes}
}

/** Each two of so many, in order. */
export function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({length: count}, (_, a) => Array.from({length: count - a - 1}, (__, b) => [a, a + b + 1] as const)).flat()
}
