import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Span} from '../text/span.ts'

/** A span that somebody marked, with its label. */
export type Unit = Span & {readonly label: string}

/** One text, and what each of those who read it to the end marked in it; nothing, where she found nothing. */
export type Continuum = {
  /** How the text is called where something in it is refused. */
  readonly name: string
  /** Code units. */
  readonly length: number
  readonly units: ReadonlyMap<string, readonly Unit[]>
}

export const byPlace = (a: Span, b: Span): number => a.start - b.start || a.end - b.end

export const labelsIn = (continua: readonly Continuum[]): readonly string[] =>
  [...new Set(continua.flatMap(({units}) => [...units.values()].flatMap(own => own.map(({label}) => label))))].sort()

/** Refuses spans of one annotator that lie over each other, with their places, and spans that are empty or outside the text. */
export function withoutOverlaps(continua: readonly Continuum[]): Result<readonly Continuum[]> {
  for (const {name, length, units} of continua)
    for (const [annotator, own] of units) {
      const sorted = [...own].sort(byPlace)
      for (const [at, {start, end}] of sorted.entries()) {
        if (!(start >= 0 && start < end && end <= length))
          return refused(
            message('In {name}, {annotator} has a span from {start} to {end}, which is empty or outside the text of {length} characters.', {
              name,
              annotator,
              start,
              end,
              length,
            }),
          )
        const next = sorted[at + 1]
        if (next !== undefined && next.start < end)
          return refused(
            message(
              'In {name}, {annotator} has spans that lie over each other: {start}–{end} and {nextStart}–{nextEnd}. This measure forbids that. Ask for each label alone, or for γ.',
              {name, annotator, start, end, nextStart: next.start, nextEnd: next.end},
            ),
          )
      }
    }
  return ok(continua)
}

/** Each label as texts of its own, in which only its spans are marked. */
export const ofLabel = (continua: readonly Continuum[], label: string): readonly Continuum[] =>
  continua.map(each => ({...each, units: new Map([...each.units].map(([annotator, own]) => [annotator, own.filter(unit => unit.label === label)]))}))
