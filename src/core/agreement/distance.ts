import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'

/** What labels are: names, an order, numbers with or without a true zero, or sets of labels. */
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'masi' | 'jaccard'

export const LEVELS: readonly Level[] = ['nominal', 'ordinal', 'interval', 'ratio', 'masi', 'jaccard']

/** How far two labels are apart, by their places: 0 for the same, the same both ways. For numbers this is the squared difference of Krippendorff (2011). */
export type Distance = (a: number, b: number) => number

/** In a label that is a set, between its members. */
const SET_SEPARATOR = '|'

export const nominal: Distance = (a, b) => (a === b ? 0 : 1)

/**
 * Of labels that are numbers. An order needs none here: its distance follows from how often each label was given, see `krippendorff-alpha.ts`.
 * Refused where a label is no number, and for ratios where one is negative.
 */
export function distanceOf(level: Exclude<Level, 'ordinal'>, labels: readonly string[]): Result<Distance> {
  switch (level) {
    case 'nominal':
      return ok(nominal)
    case 'interval':
    case 'ratio': {
      const numbers = numbersIn(labels)
      if (!numbers.ok) return numbers
      const values = numbers.value
      if (level === 'interval') return ok((a, b) => ((values[a] as number) - (values[b] as number)) ** 2)
      const negative = values.findIndex(value => value < 0)
      if (negative !== -1)
        return refused(message('“{label}” is negative, and a ratio scale begins at zero. Choose the interval level.', {label: labels[negative] as string}))
      return ok((a, b) => {
        const [x, y] = [values[a] as number, values[b] as number]
        return x === y ? 0 : ((x - y) / (x + y)) ** 2
      })
    }
    case 'masi':
    case 'jaccard': {
      const sets = labels.map(label => new Set(label.split(SET_SEPARATOR).filter(member => member !== '')))
      return ok((a, b) => setDistance(level, sets[a] as Set<string>, sets[b] as Set<string>))
    }
    default:
      return level satisfies never
  }
}

/** The numbers that labels are, in the form of JSON: no thousands separators. */
function numbersIn(labels: readonly string[]): Result<readonly number[]> {
  for (const label of labels)
    if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(label) || !Number.isFinite(Number(label)))
      return refused(message('“{label}” is no number. Choose the nominal level, or correct it.', {label}))
  return ok(labels.map(Number))
}

/** Jaccard, or MASI: Jaccard weighed by how one set lies to the other (Passonneau 2006). Two empty sets are the same. */
function setDistance(level: 'masi' | 'jaccard', a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter(member => b.has(member)).length
  const all = a.size + b.size - common
  if (all === 0) return 0
  const jaccard = common / all
  if (level === 'jaccard') return 1 - jaccard
  const isSame = common === all
  const isWithin = common === a.size || common === b.size
  const monotonicity = isSame ? 1 : common === 0 ? 0 : isWithin ? 2 / 3 : 1 / 3
  return 1 - jaccard * monotonicity
}
