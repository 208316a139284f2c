import type {AnnotatorId} from '../annotation/annotation.ts'
import type {Sentence} from '../language/message.ts'
import type {Result} from '../result.ts'
import type {Layer} from '../schema/schema.ts'
import type {Level} from './distance.ts'
import type {Sampling} from './gamma/gamma.ts'
import type {JudgedGroup} from './judged-groups.ts'
import type {Judgements} from './judgement.ts'
import type {Matching} from './mark-groups.ts'
import type {Reported} from './reported.ts'
import type {Counted, Tally} from './tally.ts'

/** Of whom, and of which label; else of all. */
export type Part = {readonly annotators?: ReadonlySet<AnnotatorId>; readonly label?: string}

/** Figures that articles can be drawn of, and such that can not; and which cannot be had, and why. */
export type Asked = {readonly tallies: readonly Tally[]; readonly fixed: readonly Counted[]; readonly refusals: readonly Sentence[]}

/** What can be asked of a layer or of one feature of it, of all that was said and of parts of it. */
export type Asker = {
  readonly layer: string
  readonly feature?: string
  /** What every figure says beside itself. */
  readonly params: Reported['params']
  /** Of which figures can be had one by one. */
  readonly labels: readonly string[]
  /** Yields the part that is done. */
  ask(part: Part): Generator<number, Asked>
}

/** What askers are made from: what was said, and what is wanted of it. */
export type Asking = {
  readonly judgements: Judgements
  readonly layer: Layer
  /** What was said in the layer, matched. */
  readonly groups: readonly JudgedGroup[]
  readonly matching: Matching
  readonly measures: readonly string[]
  readonly level: Level | undefined
  readonly sampling: Sampling
}

/** Those of a part, in their order. */
export const annotatorsIn = ({annotators}: Judgements, part: Part): Judgements['annotators'] =>
  part.annotators === undefined ? annotators : annotators.filter(({id}) => part.annotators?.has(id))

/** Several results, each a tally or why there is none. */
export function sorted(results: readonly Result<Tally>[]): Asked {
  return {
    tallies: results.flatMap(each => (each.ok ? [each.value] : [])),
    fixed: [],
    refusals: results.flatMap(each => (each.ok ? [] : [each.error])),
  }
}
