import type {AnnotatorId} from '../annotation/annotation.ts'
import {inCodeUnits} from '../code-unit-order.ts'
import type {Extent} from '../text/extent.ts'
import {sameExtent} from '../text/extent.ts'
import type {JudgedText, Judgement} from './judgement.ts'
import {placeKey} from './place-key.ts'

/** Words that an annotator marked in a layer, with all that she said of them there: several annotations of the same words are one mark, and what they say is a set. */
export type Mark = Extent & {readonly quote: string; readonly said: readonly Judgement[]}

/** A text in one layer. */
export type MarkedText = Pick<JudgedText, 'article' | 'title' | 'round' | 'length' | 'tokens'> & {
  readonly marks: ReadonlyMap<AnnotatorId, readonly Mark[]>
}

export const inTextOrder = (a: Extent, b: Extent): number =>
  a.start - b.start || a.end - b.end || (a.parts === undefined && b.parts === undefined ? 0 : inCodeUnits(placeKey(a), placeKey(b)))

export const markedTexts = (texts: readonly JudgedText[], layer: string): readonly MarkedText[] => texts.map(text => markedText(text, layer))

/** Asked of the same text for each measure, each pair and each label. */
const known = new WeakMap<JudgedText, Map<string, MarkedText>>()

export function markedText(text: JudgedText, layer: string): MarkedText {
  const ofText = known.get(text) ?? new Map<string, MarkedText>()
  known.set(text, ofText)
  const before = ofText.get(layer)
  if (before !== undefined) return before
  const {readers, ...about} = text
  const marked = {...about, marks: new Map([...readers].map(([annotator, said]) => [annotator, marksIn(said, layer)]))}
  ofText.set(layer, marked)
  return marked
}

/** Of these annotators alone. */
export const ofMarkers = (texts: readonly MarkedText[], keep: (annotator: AnnotatorId) => boolean): readonly MarkedText[] =>
  texts.flatMap(text => {
    const marks = new Map([...text.marks].filter(([annotator]) => keep(annotator)))
    return marks.size === 0 ? [] : [{...text, marks}]
  })

function marksIn(said: readonly Judgement[], layer: string): readonly Mark[] {
  const marks: (Extent & {readonly quote: string; readonly said: Judgement[]})[] = []
  for (const judgement of said) {
    const {extent, quote = ''} = judgement
    if (extent === undefined || judgement.layer !== layer) continue
    const {start, end, parts} = extent
    marks.push(parts === undefined ? {start, end, quote, said: [judgement]} : {start, end, parts, quote, said: [judgement]})
  }
  const apart: typeof marks = []
  for (const mark of marks.sort(inTextOrder)) {
    const last = apart.at(-1)
    if (last !== undefined && sameExtent(last, mark)) last.said.push(...mark.said)
    else apart.push(mark)
  }
  return apart
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
