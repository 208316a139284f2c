import type {AnnotatorId} from '../annotation/annotation.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Extent} from '../text/extent.ts'
import {partsOf} from '../text/extent.ts'
import type {JudgedText, Judgement} from './judgement.ts'

/** Words that an annotator marked in a layer, with all that she said of them there: several annotations of the same words are one mark, and what they say is a set. */
export type Mark = Extent & {readonly quote: string; readonly said: readonly Judgement[]}

/** A text in one layer. */
export type MarkedText = Pick<JudgedText, 'article' | 'title' | 'round' | 'length' | 'tokens'> & {
  readonly marks: ReadonlyMap<AnnotatorId, readonly Mark[]>
}

export const placeKey = (extent: Extent): string =>
  partsOf(extent)
    .map(({start, end}) => `${start}-${end}`)
    .join()

export const inTextOrder = (a: Extent, b: Extent): number => a.start - b.start || a.end - b.end || inCodeUnits(placeKey(a), placeKey(b))

export const markedTexts = (texts: readonly JudgedText[], layer: string): readonly MarkedText[] =>
  texts.map(({readers, ...text}) => ({...text, marks: new Map([...readers].map(([annotator, said]) => [annotator, marksIn(said, layer)]))}))

function marksIn(said: readonly Judgement[], layer: string): readonly Mark[] {
  const marks = new Map<string, Extent & {readonly quote: string; readonly said: Judgement[]}>()
  for (const judgement of said) {
    const {extent, quote = ''} = judgement
    if (extent === undefined || judgement.layer !== layer) continue
    const key = placeKey(extent)
    const known = marks.get(key)
    if (known === undefined) marks.set(key, {...extent, quote, said: [judgement]})
    else known.said.push(judgement)
  }
  return [...marks.values()].sort(inTextOrder)
}

/** What is answered together, each once and in one order; nothing where that was not said. */
export function answersIn(said: readonly Judgement[], feature: string): readonly string[] {
  const [first] = said
  if (said.length === 1 && first !== undefined && (first.answers[feature]?.length ?? 0) < 2) return first.answers[feature] ?? []
  return [...new Set(said.flatMap(({answers}) => answers[feature] ?? []))].sort(inCodeUnits)
}

/** With the marks alone that are to be looked at. */
export const withMarks = (texts: readonly MarkedText[], keep: (mark: Mark) => boolean): readonly MarkedText[] =>
  texts.map(text => ({...text, marks: new Map([...text.marks].map(([annotator, own]) => [annotator, own.filter(keep)]))}))
