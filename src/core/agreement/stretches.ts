import type {Span} from '../text/span.ts'
import type {Continuum} from './continuum.ts'
import type {MarkedText} from './marks.ts'

/**
 * A text in stretches, each of spans that lie over each other, or touch, and of what comes before them; the last goes to the end. No measure that pairs spans by the letters they share
 * looks from one to another, and uα gives the same for a text and for its stretches, so they are what is drawn where single units are.
 */
function stretches(spans: Iterable<Span>, length: number): readonly Span[] {
  const ends: number[] = []
  let start = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = ends.length - 1
    if (last >= 0 && span.start <= (ends[last] as number)) ends[last] = Math.max(ends[last] as number, span.end)
    else ends.push(span.end)
  }
  ends[Math.max(0, ends.length - 1)] = length
  return ends.map(end => {
    const stretch = {start, end}
    start = end
    return stretch
  })
}

/** Each stretch as a text of its own, in which places count as in the whole. */
export const stretchesOfMarks = (text: MarkedText): readonly MarkedText[] =>
  stretches([...text.marks.values()].flat(), text.length).map(stretch => ({
    ...text,
    marks: new Map([...text.marks].map(([annotator, own]) => [annotator, own.filter(mark => isIn(mark, stretch))])),
  }))

/** Each stretch as a text of its own, in which places count from its beginning. */
export const stretchesOfUnits = <C extends Continuum>(text: C): readonly C[] =>
  stretches([...text.units.values()].flat(), text.length).map(stretch => ({
    ...text,
    length: stretch.end - stretch.start,
    units: new Map(
      [...text.units].map(([annotator, own]) => [
        annotator,
        own.flatMap(unit => (isIn(unit, stretch) ? [{...unit, start: unit.start - stretch.start, end: unit.end - stretch.start}] : [])),
      ]),
    ),
  }))

const isIn = (span: Span, stretch: Span): boolean => stretch.start <= span.start && span.end <= stretch.end
