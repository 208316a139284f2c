import type {Coding} from './coding.ts'
import {ofAnnotators} from './coding.ts'
import type {Figure} from './figure.ts'

/** What a figure would be without each annotator: who stands apart is seen by how it rises. Asks for the figure anew for each. */
export function withoutEach(coding: Coding, ask: (left: Coding) => Figure): readonly {readonly annotator: string; readonly figure: Figure}[] {
  const places = coding.annotators.map((_, at) => at)
  return coding.annotators.map((annotator, without) => ({
    annotator,
    figure: ask(
      ofAnnotators(
        coding,
        places.filter(at => at !== without),
      ),
    ),
  }))
}
