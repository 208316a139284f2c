import type {ArticleId} from '../article/article.ts'
import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {AgreementWish} from './agreement-wish.ts'
import {PROJECT_MEASURES} from './agreement-wish.ts'
import type {Asker, Part} from './askers.ts'
import {pairsOf} from './coding.ts'
import type {Confusion} from './confusion.ts'
import {confusionsOf} from './confusion.ts'
import type {Interval} from './interval.ts'
import type {Judgements} from './judgement.ts'
import type {LayerAsked} from './layer-askers.ts'
import {askersOf} from './layer-askers.ts'
import {nothingToCompare} from './nothing-to-compare.ts'
import type {Reported} from './reported.ts'
import {roundByRound} from './round-by-round.ts'
import type {Counted, Tally} from './tally.ts'
import {intervalsIn, reportByArticle, reportOf} from './tally.ts'

/** All figures that were asked for. Annotators, articles and rounds stand in it by their ids. */
export type AgreementReport = {
  readonly measures: readonly Reported[]
  readonly confusions: readonly Confusion[]
  /** Of what was compared: whom, and the articles that two or more read. */
  readonly annotators: Judgements['annotators']
  readonly rounds: Judgements['rounds']
  readonly articles: readonly {readonly id: ArticleId; readonly title: string}[]
  /** What was left out, and why. */
  readonly notes: readonly Sentence[]
  /** Measures that cannot be had of what was said, and why. */
  readonly refusals: readonly Sentence[]
}

/** Figures of one answer: beyond, nobody looks at them, and they fill the memory. */
const MOST_FIGURES = 100_000

/** Refused where there is nothing to compare, or what is asked for is not there. Yields the part that is done, 0 to 1. */
export function* agreementReport(judgements: Judgements, wish: AgreementWish): Generator<number, Result<AgreementReport>> {
  const wrong = wrongIn(judgements, wish) ?? nothingToCompare(judgements)
  if (wrong !== undefined) return refused(wrong)
  const measures: Reported[] = []
  const confusions: Confusion[] = []
  const notes = new Map<string, Sentence>(notesOn(judgements).map(note => [`${note}`, note]))
  const refusals = new Map<string, Sentence>()
  const layers = judgements.schema.layers.filter(({name}) => wish.layers?.includes(name) !== false)
  const parts = wish.by.includes('round') ? roundByRound(judgements) : ok([{judgements, params: {}}])
  if (!parts.ok) return parts
  const steps = parts.value.length * layers.length
  for (const [place, {judgements: own, params}] of parts.value.entries())
    for (const [at, layer] of layers.entries()) {
      const done = place * layers.length + at
      const asked = yield* within(askersOf(own, layer, wish), done / steps, (done + MATCHING) / steps)
      if (!asked.ok) return asked
      for (const note of asked.value.notes) notes.set(`${note}`, note)
      const figures = layerFigures(own, asked.value, wish)
      for (let step = figures.next(); ; step = figures.next()) {
        if (step.done) {
          for (const why of step.value.refusals) refusals.set(`${why}`, why)
          measures.push(...step.value.measures.map(each => ({...each, params: {...each.params, ...params}})))
          break
        }
        yield (done + MATCHING + (1 - MATCHING) * step.value) / steps
      }
      if (measures.length > MOST_FIGURES)
        return refused(message('These are more than {most, number} figures. Choose a layer, a feature or a measure.', {most: MOST_FIGURES}))
      const isWhole = place === parts.value.length - 1
      if (isWhole) confusions.push(...asked.value.features.flatMap(each => confusionsOf(own, layer.name, asked.value.groups, each, wish.by.includes('pair'))))
    }
  const [why] = refusals.values()
  if (measures.length === 0)
    return refused(why ?? message('None of these measures fits what was asked for. Choose others, or leave them out to get those that are usual.'))
  return ok({
    measures,
    confusions,
    annotators: judgements.annotators,
    rounds: judgements.rounds,
    articles: [...new Map(judgements.texts.filter(({readers}) => readers.size > 1).map(({article, title}) => [article, title]))].map(([id, title]) => ({
      id,
      title,
    })),
    notes: [...notes.values()],
    refusals: [...refusals.values()],
  })
}

/** Of the work on a layer, what its matching is. */
const MATCHING = 0.2

function* within<T>(steps: Generator<number, T>, from: number, to: number): Generator<number, T> {
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield from + (to - from) * step.value
  return step.value
}

function wrongIn({schema, rounds}: Judgements, {layers = [], features = [], measures = [], by}: AgreementWish): Sentence | undefined {
  const known = schema.layers.map(({name}) => name)
  const layer = layers.find(name => !known.includes(name))
  if (layer !== undefined) return message('The schema has no layer “{name}”. Its layers are {known}.', {name: layer, known: known.join(', ')})
  const own = schema.layers.filter(({name}) => layers.length === 0 || layers.includes(name)).flatMap(each => each.features.map(({name}) => name))
  const feature = features.find(name => !own.includes(name))
  if (feature !== undefined) return message('There is no feature “{name}”. Choose from {known}.', {name: feature, known: [...new Set(own)].join(', ')})
  const measure = measures.find(name => !PROJECT_MEASURES.includes(name))
  if (measure !== undefined) return message('There is no measure “{name}”. Choose from {known}.', {name: measure, known: PROJECT_MEASURES.join(', ')})
  if (by.includes('round') && rounds.length < 2) return message('To compare rounds, choose two or more.')
  return undefined
}

function notesOn({leftOut: {unfinished, late, absent}}: Judgements): readonly Sentence[] {
  return [
    ...(unfinished === 0
      ? []
      : [
          message(
            '{sets, plural, one {# set of annotations is} other {# sets of annotations are}} left out, because whoever made it has not finished the article.',
            {sets: unfinished},
          ),
        ]),
    ...(absent === 0
      ? []
      : [
          message(
            '{sets, plural, one {# finished set of annotations has} other {# finished sets of annotations have}} not come to this computer yet. Ask again when all is exchanged.',
            {sets: absent},
          ),
        ]),
    ...(late === 0
      ? []
      : [message('{late, plural, one {# annotation that came} other {# annotations that came}} after the round was opened is left out.', {late})]),
  ]
}

function* layerFigures(
  judgements: Judgements,
  {askers}: LayerAsked,
  wish: AgreementWish,
): Generator<number, {readonly measures: readonly Reported[]; readonly refusals: readonly Sentence[]}> {
  const measures: Reported[] = []
  const refusals: Sentence[] = []
  for (const [at, asker] of askers.entries()) {
    const parts = partsOf(judgements, asker, wish)
    for (const [place, {part, params}] of parts.entries()) {
      const [from, to] = [(at + place / parts.length) / askers.length, (at + (place + 1) / parts.length) / askers.length]
      const asked = yield* within(asker.ask(part), from, to)
      refusals.push(...(place === 0 ? asked.refusals : []))
      const isWhole = place === 0
      const reported = (counted: Counted, more: Reported['params'] = {}, interval?: Interval): Reported => ({
        ...counted,
        layer: asker.layer,
        ...(asker.feature !== undefined && {feature: asker.feature}),
        params: {...counted.params, ...asker.params, ...params, ...more},
        ...(interval !== undefined && {interval}),
      })
      for (const tally of asked.tallies) {
        const intervals = isWhole && wish.resampling !== undefined ? yield* intervalsOf(tally, wish, from) : []
        const seed = intervals.some(each => each !== undefined) ? {seed: wish.resampling?.seed ?? ''} : {}
        reportOf(tally).forEach((counted, index) => {
          measures.push(reported(counted, intervals[index] === undefined ? {} : seed, intervals[index]))
        })
        if (isWhole && wish.by.includes('article'))
          for (const {article, counted} of reportByArticle(tally)) for (const each of counted) measures.push(reported(each, {article}))
      }
      for (const counted of asked.fixed) measures.push(reported(counted))
    }
  }
  return {measures, refusals}
}

function* intervalsOf(tally: Tally, {resampling}: AgreementWish, done: number): Generator<number, readonly (Interval | undefined)[]> {
  if (resampling === undefined) return []
  const steps = intervalsIn(tally, resampling)
  let step = steps.next()
  for (; !step.done; step = steps.next()) yield done
  return step.value
}

/** All together first. */
function partsOf({annotators}: Judgements, {labels}: Asker, {by}: AgreementWish): readonly {readonly part: Part; readonly params: Reported['params']}[] {
  const ids = annotators.map(({id}) => id)
  const pairs = pairsOf(ids.length).map(([a, b]) => [ids[a] as string, ids[b] as string] as const)
  return [
    {part: {}, params: {}},
    ...(by.includes('pair') ? pairs.map(([first, second]) => ({part: {annotators: new Set([first, second])}, params: {first, second}})) : []),
    ...(by.includes('label') ? labels.map(label => ({part: {label}, params: {label}})) : []),
    ...(by.includes('annotator') && ids.length > 2
      ? ids.map(without => ({part: {annotators: new Set(ids.filter(id => id !== without))}, params: {without}}))
      : []),
  ]
}
