import type {AnnotatorId} from '../annotation/annotation.ts'
import type {Result} from '../result.ts'
import {ok} from '../result.ts'
import {partsOf} from '../text/extent.ts'
import type {Span} from '../text/span.ts'
import {boundaryCounts} from './boundary-similarity.ts'
import type {Continuum} from './continuum.ts'
import {labelsIn, withoutOverlaps} from './continuum.ts'
import type {Figure} from './figure.ts'
import {figure, noFigure} from './figure.ts'
import type {Sampling} from './gamma/gamma.ts'
import {gammaTally} from './gamma-tally.ts'
import type {Mark, MarkedText} from './marks.ts'
import type {PairsAsked} from './pair-tally.ts'
import {f1In, foundCounts, pairTally} from './pair-tally.ts'
import type {Found} from './precision-recall.ts'
import {SEMEVAL_WAYS, semEval, semEvalFound} from './semeval.ts'
import type {Labelled} from './span-agreement.ts'
import {byCharacters, byTokens, exactly, overlapping} from './span-agreement.ts'
import type {Tally} from './tally.ts'
import {stretchesOfMarks, stretchesOfUnits} from './stretches.ts'
import {count, tallyOf} from './tally.ts'
import {unitizingTally} from './unitizing-alpha.ts'

/** Which labels a mark counts with: one for all where only places are asked, several where it says several. */
export type MarkLabels = (mark: Pick<Mark, 'said'>) => readonly string[]
export const PLACES_ALONE: MarkLabels = () => ['']

/** Texts of one layer, and who is compared. */
export type SpansAsked = {
  readonly texts: readonly MarkedText[]
  readonly annotators: readonly {readonly id: AnnotatorId; readonly name: string}[]
  readonly labels: MarkLabels
  readonly sampling: Sampling
}

type Made = (asked: SpansAsked) => Generator<number, Result<Tally>>

/** Measures of where words are marked, by the words that ask for them; some give several figures. */
const MEASURES = {
  'u-alpha': unitizing,
  gamma: asked => gammaTally(continuaOf(asked), asked),
  'f1-exact': ofPairs('f1-exact', exactly),
  'f1-overlap': ofPairs('f1-overlap', overlapping),
  'f1-tokens': ofPairs('f1-tokens', byTokens, false),
  'f1-characters': ofPairs('f1-characters', byCharacters),
  ...Object.fromEntries(
    SEMEVAL_WAYS.map(way => [`f1-semeval-${way}`, ofPairs(`f1-semeval-${way}`, (first, second) => semEvalFound(semEval(first, second, way)))]),
  ),
  'boundary-similarity': boundaries,
} satisfies Readonly<Record<string, Made>>

export const SPAN_MEASURES: readonly string[] = Object.keys(MEASURES)

/** Those that ask for the words of the texts. */
export const TOKEN_MEASURES: readonly string[] = ['f1-tokens', 'boundary-similarity']

/** Refused where a measure forbids what was marked. Yields the part that is done. */
export const spanTally = (name: string, asked: SpansAsked): Generator<number, Result<Tally>> =>
  (MEASURES as Readonly<Record<string, Made>>)[name]?.(asked) as Generator<number, Result<Tally>>

/** Parts of what is interrupted are units of their own: what stands between them is not marked. */
function continuaOf({texts, annotators, labels}: Omit<SpansAsked, 'sampling'>): readonly (Continuum & Pick<MarkedText, 'article'>)[] {
  const names = new Map(annotators.map(({id, name}) => [id, name]))
  return texts.map(({article, title, length, marks}) => ({
    article,
    name: title,
    length,
    units: new Map(
      [...marks].map(([id, own]) => [
        names.get(id) ?? id,
        own.flatMap(mark => partsOf(mark).map(({start, end}) => ({start, end, label: labels(mark).join('|')}))),
      ]),
    ),
  }))
}

function* unitizing(asked: SpansAsked): Generator<number, Result<Tally>> {
  const continua = continuaOf(asked)
  const sound = withoutOverlaps(continua)
  if (!sound.ok) return sound
  const {length: annotators} = asked.annotators
  const labels = labelsIn(continua)
  const isLabelled = asked.labels !== PLACES_ALONE
  const {sums, add, alphas} = unitizingTally(labels)
  const [articles, spans] = [sums, sums + 1]
  return ok(
    yield* tallyOf(
      continua,
      sums + 2,
      (to, text) => {
        add(to.subarray(0, sums), text)
        if (text.units.size > 1) count(to, articles)
        count(
          to,
          spans,
          [...text.units.values()].reduce((sum, own) => sum + own.length, 0),
        )
      },
      to => {
        const {all, marked, labels: cu, byLabel} = alphas(to.subarray(0, sums))
        const n = {articles: to[articles] as number, annotators, annotations: to[spans] as number}
        const whole = {name: 'u-alpha', figure: all, n, params: {}}
        if (!isLabelled) return [whole]
        return [
          whole,
          {name: 'u-alpha-marked', figure: marked, n, params: {}},
          {name: 'cu-alpha', figure: cu.figure, n, params: {coverage: cu.coverage}},
          ...[...byLabel].map(([label, {figure: own, coverage}]) => ({name: 'ku-alpha', figure: own, n, params: {label, coverage}})),
        ]
      },
      stretchesOfUnits,
    ),
  )
}

type CountFound = (first: readonly Labelled[], second: readonly Labelled[], tokens: readonly Span[]) => Found

/** F1 of each pair of annotators over the texts that both read; the mean of the pairs. `hasUnits`: a word may go from one stretch of a text into the next, a letter may not. */
function ofPairs(name: string, found: CountFound, hasUnits = true): Made {
  return function* pairs(asked) {
    return ok(
      yield* pairTally(
        {...spansOfPairs(name, asked), ...(hasUnits && {unitsOf: stretchesOfMarks})},
        (first, second, {tokens}) => foundCounts(found(first, second, tokens)),
        f1In,
      ),
    )
  }
}

function spansOfPairs(name: string, {texts, annotators, labels}: SpansAsked): PairsAsked<MarkedText, Labelled> {
  const labelled = (mark: Mark): readonly Labelled[] => {
    const {start, end, parts} = mark
    return labels(mark).map(label => (parts === undefined ? {start, end, label} : {start, end, parts, label}))
  }
  return {name, texts, annotators, itemsOf: ({marks}, annotator) => marks.get(annotator)?.flatMap(labelled)}
}

function* boundaries(asked: SpansAsked): Generator<number, Result<Tally>> {
  const ends = (spans: readonly Labelled[], tokens: readonly Span[]): readonly Span[] => spans.flatMap(partsOf).map(span => inTokens(span, tokens))
  const counted = (first: readonly Labelled[], second: readonly Labelled[], {tokens}: MarkedText): readonly [number, number, number] => {
    const {similar, boundaries: all} = boundaryCounts(ends(first, tokens), ends(second, tokens))
    return [similar, all, 0]
  }
  const similarity = (similar: number, all: number): Figure => (all === 0 ? noFigure('no-spans') : figure(similar / all))
  return ok(yield* pairTally(spansOfPairs('boundary-similarity', asked), counted, similarity))
}

/** Which words it goes over, counted: so that a boundary is near when it is a word away. */
function inTokens({start, end}: Span, tokens: readonly Span[]): Span {
  const before = (offset: number, of: 'start' | 'end'): number => {
    let [low, high] = [0, tokens.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tokens[middle] as Span)[of] < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  return {start: before(start + 1, 'end'), end: before(end, 'start')}
}
