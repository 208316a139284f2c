import type {AgreementWish} from '../core/agreement/agreement-wish.ts'
import type {Cell, Disagreement, SaidThere} from '../core/agreement/disagreements.ts'
import {disagreementsBehind} from '../core/agreement/disagreements.ts'
import type {Judgements} from '../core/agreement/judgement.ts'
import {isCompared} from '../core/agreement/reading-judgements.ts'
import type {Result} from '../core/result.ts'
import {ok} from '../core/result.ts'
import {partsOf} from '../core/text/extent.ts'
import {csvOf} from '../storage/texts/csv.ts'

/** Three columns of each annotator: where, which words, and what she says of them. */
const OF_EACH = ['span', 'words', 'labels'] as const

/** All disagreements behind what is wished for, as CSV: one a row, offsets in UTF-16 code units. Yields the part that is done. */
export function* disagreementsTable(judgements: Judgements, wish: AgreementWish): Generator<number, Result<string>> {
  const cells = cellsOf(judgements, wish)
  const found: Disagreement[] = []
  for (const [at, cell] of cells.entries()) {
    const steps = disagreementsBehind(judgements, wish.matching, cell)
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (at + step.value) / cells.length
    if (!step.value.ok) return step.value
    found.push(...step.value.value)
  }
  const {annotators} = judgements
  const rounds = new Map(judgements.rounds.map(({id, name}) => [id, name || id]))
  const columns = ['layer', 'feature', 'round', 'article', 'title', 'target', ...annotators.flatMap(({name}) => OF_EACH.map(each => `${name}: ${each}`))]
  const rows = found.map(each => {
    const own = annotators.flatMap(({id, name}) => Object.entries(cellsOfOne(each, id)).map(([column, cell]) => [`${name}: ${column}`, cell] as const))
    const {layer, feature, article, title, target} = each
    return {layer, feature, round: rounds.get(each.round), article, title, target, ...Object.fromEntries(own)}
  })
  return ok(csvOf(columns, rows as readonly Readonly<Record<string, string | undefined>>[], {isText: true}))
}

/** Of each layer the places, and each feature; of features that are named, these alone. */
function cellsOf({schema}: Judgements, {layers, features}: AgreementWish): readonly Cell[] {
  return schema.layers
    .filter(({name}) => layers?.includes(name) !== false)
    .flatMap(layer => [
      ...(features === undefined ? [{layer: layer.name}] : []),
      ...layer.features
        .filter(feature => isCompared(feature) && features?.includes(feature.name) !== false)
        .map(feature => ({layer: layer.name, feature: feature.name})),
    ])
}

/** Between several things that she marked, and between what she says of each. */
const BETWEEN = ' / '

function cellsOfOne({said, readers}: Disagreement, annotator: string): Readonly<Record<(typeof OF_EACH)[number], string | undefined>> {
  const own = said.filter(each => each.annotator === annotator)
  if (own.length === 0) return {span: readers.includes(annotator) ? '–' : undefined, words: undefined, labels: undefined}
  return {
    span: own.map(spanOf).join(BETWEEN),
    words: own.map(({words}) => words).join(BETWEEN),
    labels: own.map(({labels}) => labels.join('|')).join(BETWEEN),
  }
}

const spanOf = ({extent}: SaidThere): string =>
  extent === undefined
    ? ''
    : partsOf(extent)
        .map(({start, end}) => `${start}-${end}`)
        .join('+')
