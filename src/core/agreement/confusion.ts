import type {Feature} from '../schema/schema.ts'
import {pairsOf} from './coding.ts'
import type {JudgedGroup} from './judged-groups.ts'
import {answeredOf, setLabel} from './feature-coding.ts'
import type {Judgements} from './judgement.ts'

/**
 * Which labels two gave to the same: `counts[a][b]` of what one gave a and the other b. Of a pair, rows are the first’s; of all together each pair counts both ways, so that
 * nobody’s place matters.
 */
export type Confusion = {
  readonly layer: string
  readonly feature: string
  readonly first?: string
  readonly second?: string
  readonly labels: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

/** Labels of a table that a person can look at. */
const MOST_LABELS = 60

/** Of all together, and with `withPairs` of each pair. None where there are more labels than can be looked at, or none. */
export function confusionsOf(
  {annotators}: Pick<Judgements, 'annotators'>,
  layer: string,
  groups: readonly JudgedGroup[],
  feature: Feature,
  withPairs: boolean,
): readonly Confusion[] {
  if (feature.kind === 'number' || (feature.kind === 'reference' && feature.to.length < 2)) return []
  const answered = answeredOf(groups, feature).map(({answers}) => annotators.map(({id}) => label(answers.get(id))))
  const offered = 'choices' in feature ? feature.choices.map(({value}) => setLabel([value])) : []
  const given = new Set(answered.flatMap(own => own.filter(each => each !== undefined)))
  const labels = [...offered.filter(each => given.has(each)), ...[...given].filter(each => !offered.includes(each)).sort()]
  if (labels.length === 0 || labels.length > MOST_LABELS) return []
  const places = new Map(labels.map((each, at) => [each, at]))
  const table = (): number[][] => labels.map(() => labels.map(() => 0))
  const all = table()
  const pairs = pairsOf(annotators.length).map(([a, b]) => {
    const own = table()
    for (const said of answered) {
      const [x, y] = [places.get(said[a] ?? MISSING), places.get(said[b] ?? MISSING)]
      if (x === undefined || y === undefined) continue
      addTo(own, x, y)
      addTo(all, x, y)
      addTo(all, y, x)
    }
    return {layer, feature: feature.name, first: annotators[a]?.id ?? '', second: annotators[b]?.id ?? '', labels, counts: own}
  })
  return [{layer, feature: feature.name, labels, counts: all}, ...(withPairs ? pairs : [])]
}

const MISSING = '\u0000'

const label = (own: readonly string[] | undefined): string | undefined => own && setLabel(own)

function addTo(table: number[][], row: number, column: number): void {
  const own = table[row] as number[]
  own[column] = (own[column] as number) + 1
}
