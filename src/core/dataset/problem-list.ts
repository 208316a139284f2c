/** More problems than this say nothing new. */
const MOST_PROBLEMS = 100

/** Problems are put in order when there are so many times the most. */
const ROOM = 10

/** Problems of a file, found in any order: the first hundred by where they stand, and how many more there are. */
export interface ProblemList {
  /** `list` and `element`: where it stands, the first of them first. */
  add(list: number, element: number, sentence: string): void
  readonly isEmpty: boolean
  sentences(): readonly string[]
}

export function problemList(): ProblemList {
  let kept: {readonly list: number; readonly element: number; readonly sentence: string}[] = []
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
      return count <= MOST_PROBLEMS ? sentences : [...sentences, `And ${count - MOST_PROBLEMS} problems more.`]
    },
  }
}
