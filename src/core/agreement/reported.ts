import type {Figure} from './figure.ts'
import type {Interval} from './interval.ts'

/** A figure with all that a reader needs to judge it. */
export type Reported = {
  /** Which measure: a word of `claimlight agreement --measures`. */
  readonly name: string
  /** Of a project: the layer, and the feature, that it is a figure of. Without a feature it is of the places alone, whatever is said there. */
  readonly layer?: string
  readonly feature?: string
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
    /** Whose work was left out, to see who stands apart. */
    readonly without?: string
    /** The one article that it is a figure of; the round, where several are compared. */
    readonly article?: string
    readonly round?: string
    readonly [name: string]: string | number | undefined
  }
}
