import type {Judgement} from '../agreement/judgement.ts'
import {judgementReader} from '../agreement/reading-judgements.ts'
import type {Annotation, AnnotatorId, Features, Reference, Target} from '../annotation/annotation.ts'
import {isReference} from '../annotation/annotation.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Schema} from '../schema/schema.ts'
import {kindOfLayer} from '../schema/schema.ts'
import type {Span} from '../text/span.ts'
import {inTextOrder} from '../text/span.ts'

/** A place where annotators marked something in one layer, and what each of those who read the article said there. */
export type Spot = {
  readonly layer: string
  /** All words that one of them marked here; absent where it is said of the article as a whole. */
  readonly span?: Span
  /** Of everybody who read the article, be it nothing. */
  readonly said: ReadonlyMap<AnnotatorId, readonly Annotation[]>
  /** All said the same of the same words, in what is compared between people. */
  readonly isAgreed: boolean
}

/**
 * What several annotators said of one text, place by place: marks of a layer that overlap, be it through others, are one place. What is said of the whole article comes first, then the places in the order of the
 * text. Relations are of places of one set each, and in none. `named`: what is pointed at, called alike by all who mean the same: ids are of one set or registry each.
 */
export function spotsIn(
  schema: Schema,
  sets: ReadonlyMap<AnnotatorId, readonly Annotation[]>,
  named: (annotator: AnnotatorId, at: Reference | Target) => string,
): readonly Spot[] {
  const judgementOf = judgementReader(schema)
  const all = [...sets].flatMap(([annotator, annotations]) =>
    annotations.flatMap((annotation): Said[] => {
      if (annotation.removed !== undefined) return []
      const alike = (at: Reference | Target): string => named(annotator, at)
      return [{annotator, annotation, key: keyOf(judgementOf({...annotation, features: withNames(annotation.features, alike)}, alike))}]
    }),
  )
  const spots = schema.layers.flatMap(layer => {
    const own = all.filter(({annotation}) => annotation.layer === layer.name)
    const kind = kindOfLayer(layer)
    if (kind === 'relation' || own.length === 0) return []
    return (kind === 'article' ? [{said: own}] : placesOf(own)).map(place => spotOf(layer.name, place, [...sets.keys()]))
  })
  return spots.sort((a, b) => Number(a.span !== undefined) - Number(b.span !== undefined) || inTextOrder(a.span ?? WHOLE, b.span ?? WHOLE))
}

type Said = {readonly annotator: AnnotatorId; readonly annotation: Annotation; readonly key: string}
type Place = {readonly span?: Span; readonly said: readonly Said[]}

const WHOLE: Span = {start: 0, end: 0}

const withNames = (features: Features, named: (at: Reference) => string): Features =>
  Object.fromEntries(Object.entries(features).map(([name, value]) => [name, isReference(value) ? named(value) : value]))

/** Marks that share words, each with one that is there already. */
function placesOf(all: readonly Said[]): readonly Place[] {
  const places: {start: number; end: number; said: Said[]}[] = []
  const marks = all.flatMap(each => (each.annotation.selector === undefined ? [] : [{each, mark: each.annotation.selector}]))
  for (const {each, mark} of marks.sort((a, b) => inTextOrder(a.mark, b.mark))) {
    const last = places.at(-1)
    if (last === undefined || mark.start >= last.end) places.push({start: mark.start, end: mark.end, said: [each]})
    else {
      last.end = Math.max(last.end, mark.end)
      last.said.push(each)
    }
  }
  return places.map(({start, end, said}) => ({span: {start, end}, said}))
}

function spotOf(layer: string, {span, said}: Place, annotators: readonly AnnotatorId[]): Spot {
  const by = new Map<AnnotatorId, Said[]>(annotators.map(annotator => [annotator, []]))
  for (const each of said) by.get(each.annotator)?.push(each)
  const votes = new Set([...by.values()].map(own => JSON.stringify(own.map(({key}) => key).sort(inCodeUnits))))
  return {
    layer,
    ...(span !== undefined && {span}),
    said: new Map([...by].map(([annotator, own]) => [annotator, own.map(({annotation}) => annotation)])),
    isAgreed: votes.size < 2,
  }
}

/** The same for two who said the same. */
function keyOf({extent, answers, stances}: Judgement): string {
  const labels = Object.entries(answers).map(([name, values]) => [name, [...values].sort(inCodeUnits)] as const)
  const taken = stances.map(stance => JSON.stringify([stance.target, stance.value]))
  return JSON.stringify([extent ?? null, labels.sort(([a], [b]) => inCodeUnits(a, b)), [...new Set(taken)].sort(inCodeUnits)])
}
