import type {Figure} from './figure.ts'
import type {Interval} from './interval.ts'

/** A figure with all that a reader needs to judge it. */
export type Reported = {
  /** Which measure: a word of `claimlight agreement --measures`. */
  readonly name: string
  readonly figure: Figure
  readonly interval?: Interval
  /** What it is a figure of: units, texts, annotators. */
  readonly n: Readonly<Record<string, number>>
  /** What was chosen or found beside it: level, sampler, seed, coverage. */
  readonly params: {
    /** The label it is a figure of; else of all. */
    readonly label?: string
    /** The two annotators it is a figure of; else of all. */
    readonly first?: string
    readonly second?: string
    readonly [name: string]: string | number | undefined
  }
}
