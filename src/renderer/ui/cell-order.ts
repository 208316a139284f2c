import {languageTag} from './say.ts'

const byName = new Intl.Collator(languageTag(), {numeric: true, sensitivity: 'base'})

/** The order of what stands in a column: numbers by size, all else as names. */
export const inCellOrder = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : byName.compare(`${a}`, `${b}`)
