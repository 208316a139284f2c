import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'

/** More problems than this say nothing new. */
const MOST_PROBLEMS = 100

/** Problems are put in order when there are so many times the most. */
const ROOM = 10

/** Problems of a file, found in any order: the first hundred by where they stand, and how many more there are. */
export interface ProblemList {
  /** `list` and `element`: where it stands, the first of them first. */
  add(list: number, element: number, sentence: Sentence): void
  readonly isEmpty: boolean
  sentences(): readonly Sentence[]
}

export function problemList(): ProblemList {
  let kept: {readonly list: number; readonly element: number; readonly sentence: Sentence}[] = []
  let count = 0
  const settle = (): void => {
    kept = kept.sort((a, b) => a.list - b.list || a.element - b.element).slice(0, MOST_PROBLEMS)
  }
  return {
    add: (list, element, sentence) => {
      count++
      kept.push({list, element, sentence})
      if (kept.length > ROOM * MOST_PROBLEMS) settle()
    },
    get isEmpty() {
      return count === 0
    },
    sentences: () => {
      settle()
      const sentences = kept.map(({sentence}) => sentence)
      const more = count - MOST_PROBLEMS
      return more <= 0 ? sentences : [...sentences, message('And {more, plural, one {# problem} other {# problems}} more.', {more})]
    },
  }
}
