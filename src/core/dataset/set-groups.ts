import type {ArticleId} from '../article/article.ts'
import type {GrowingNumbers} from '../growing-numbers.ts'
import {growingNumbers} from '../growing-numbers.ts'
import type {Owner} from '../round/owner.ts'
import type {Said} from './dataset-lists.ts'
import {SAID} from './dataset-lists.ts'

/** What is said of one article by one owner, and a number for it. */
export type SetPlace = {readonly article: ArticleId; readonly owner: Owner; readonly number: number}

/** Which elements of a file belong to which set, wherever in it they stand: eight bytes for each, and four more once they are sorted. */
export interface SetGroups {
  /** The next element of a list belongs here. Elements come in their order. */
  note(list: Said, article: ArticleId, owner: Owner): void
  /** Sets by their articles, in the order in which they were met. */
  sets(): ReadonlyMap<ArticleId, readonly SetPlace[]>
  /** The numbers of the elements of a set, in their order. */
  elements(list: Said, set: SetPlace): Uint32Array
}

export function setGroups(): SetGroups {
  const byArticle = new Map<ArticleId, Map<Owner, SetPlace>>()
  const noted: {readonly [L in Said]: GrowingNumbers} = {annotations: growingNumbers(), removedAnnotations: growingNumbers(), readMarks: growingNumbers()}
  let count = 0
  let sorted: {readonly [L in Said]: Sorted} | undefined
  return {
    note: (list, article, owner) => {
      const owners = byArticle.get(article) ?? new Map<Owner, SetPlace>()
      if (owners.size === 0) byArticle.set(article, owners)
      const place = owners.get(owner) ?? {article, owner, number: count++}
      owners.set(owner, place)
      noted[list].push(place.number)
    },
    sets: () => new Map([...byArticle].map(([article, owners]) => [article, [...owners.values()]])),
    elements: (list, {number}) => {
      sorted ??= Object.fromEntries(SAID.map(each => [each, sortedBySet(noted[each].whole(), count)])) as {[L in Said]: Sorted}
      const {elements, starts} = sorted[list]
      return elements.subarray(starts[number], starts[number + 1])
    },
  }
}

/** The numbers of elements by their sets; those of set n from `starts[n]` on. */
type Sorted = {readonly elements: Uint32Array; readonly starts: Uint32Array}

function sortedBySet(sets: Float64Array, count: number): Sorted {
  const starts = new Uint32Array(count + 1)
  for (const set of sets) starts[set + 1] = (starts[set + 1] as number) + 1
  for (let set = 0; set < count; set++) starts[set + 1] = (starts[set + 1] as number) + (starts[set] as number)
  const next = starts.slice()
  const elements = new Uint32Array(sets.length)
  for (const [element, set] of sets.entries()) {
    const place = next[set] as number
    elements[place] = element
    next[set] = place + 1
  }
  return {elements, starts}
}
