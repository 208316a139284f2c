import type {Coding} from './coding.ts'
import type {Measure} from './measure.ts'

/**
 * What each group of units gives to the sums of a measure, so that a choice of groups needs only these. Groups that give the same are one kind:
 * of a quarter of a million units judged by four there are some hundred kinds.
 */
export type GroupSums = {
  /** How many groups there are of each kind. */
  readonly sizes: Int32Array
  /** Adds a kind so many times. */
  addTo(sums: Float64Array, kind: number, times: number): void
}

/** By groups of the coding, or with each unit a group of its own. */
export const groupSums = (measure: Measure, coding: Coding, by: 'group' | 'unit'): GroupSums =>
  kindsOf(by === 'unit' ? unitRows(measure, coding) : groupRows(measure, coding))

/** Rows that are drawn, those that give the same as one kind. */
export function kindsOf(rows: Iterable<Row>): GroupSums {
  const kindOf = new Map<string, number>()
  const kept: Row[] = []
  const sizes: number[] = []
  for (const row of rows) {
    const kind = kindOf.get(row.key) ?? kept.length
    if (kind === kept.length) {
      kindOf.set(row.key, kind)
      kept.push(row)
      sizes.push(0)
    }
    sizes[kind] = (sizes[kind] as number) + 1
  }
  return {
    sizes: Int32Array.from(sizes),
    addTo(sums, kind, times) {
      addRow(sums, kept[kind] as Row, times)
    },
  }
}

/** What a group gives to which sums; to all others it gives nothing. `key`: the same for the same. */
export type Row = {readonly key: string; readonly places: readonly number[]; readonly amounts: readonly number[]}

export function addRow(sums: Float64Array, {places, amounts}: Row, times = 1): void {
  for (let at = 0; at < places.length; at++) sums[places[at] as number] = (sums[places[at] as number] as number) + times * (amounts[at] as number)
}

export function rowOf(sums: ReadonlyMap<number, number>): Row {
  const places = [...sums.keys()].sort((a, b) => a - b)
  const amounts = places.map(place => sums.get(place) as number)
  return {key: `${places.join()};${amounts.join()}`, places, amounts}
}

/** By the groups of the coding, in their order. */
export function groupRows(measure: Measure, coding: Coding): readonly Row[] {
  const width = coding.annotators.length
  const sums: Map<number, number>[] = []
  coding.groups.forEach((group, unit) => {
    sums[group] ??= new Map()
    const own = sums[group] as Map<number, number>
    measure.add(coding.codes, unit * width, (place, amount) => own.set(place, (own.get(place) ?? 0) + amount))
  })
  return sums.map(rowOf)
}

/** Units with the same labels give the same, which is found without asking the measure again. */
export function unitRows(measure: Measure, coding: Coding): readonly Row[] {
  const width = coding.annotators.length
  const known = new Map<string, Row>()
  return Array.from({length: coding.groups.length}, (_, unit) => {
    const labels = coding.codes.subarray(unit * width, (unit + 1) * width).join()
    let row = known.get(labels)
    if (row === undefined) {
      const sums = new Map<number, number>()
      measure.add(coding.codes, unit * width, (place, amount) => sums.set(place, (sums.get(place) ?? 0) + amount))
      row = rowOf(sums)
      known.set(labels, row)
    }
    return row
  })
}
