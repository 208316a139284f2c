import type {GrowingNumbers} from '../growing-numbers.ts'
import {growingNumbers} from '../growing-numbers.ts'

/** Ids of which there may be millions, known by a print of eight bytes: those that may stand twice are found, to be compared in full. */
export interface IdPrints {
  note(id: string): void
  /** Numbers, in the order in which they were noted, of ids that have a print in common, together. */
  alike(): readonly (readonly number[])[]
}

export function idPrints(): IdPrints {
  const prints: GrowingNumbers = growingNumbers()
  return {
    note: id => prints.push(printOf(id)),
    alike: () => {
      const sorted = prints.whole().slice().sort()
      const doubled = new Map<number, number[]>()
      for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) doubled.set(sorted[at] as number, [])
      if (doubled.size > 0) for (const [at, print] of prints.whole().entries()) doubled.get(print)?.push(at)
      return [...doubled.values()]
    },
  }
}

/** 53 bits of two products; made to be quick, so whoever wants to can make two that are alike. */
function printOf(id: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}
