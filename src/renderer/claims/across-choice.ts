import type {WordsInArticle, WordsPlace} from '../../ipc/same-words-api.ts'
import type {CheckRow} from '../ui/check-tree.tsx'
import type {ChosenPlaces} from './label-across.ts'

/** A place in an article, under one key over all. */
const placeKey = ({article}: WordsInArticle, {start}: WordsPlace): string => `${article}/${start}`

export type AcrossRow = CheckRow & {readonly words: WordsInArticle; readonly place?: WordsPlace}

const isOffered = ({rights, places}: WordsInArticle): boolean => rights === 'write' && places.length > 0

/** The rows of a tree: each article, and below those that are opened their places. `left`: places that are not to be labelled. */
export function acrossRows(articles: readonly WordsInArticle[], left: ReadonlySet<string>, expanded: ReadonlySet<string>): readonly AcrossRow[] {
  return articles.flatMap(words => {
    const {article, places} = words
    const chosen = isOffered(words) ? places.filter(place => !left.has(placeKey(words, place))).length : 0
    const disabled = isOffered(words) ? {} : {disabled: true}
    const isOpen = expanded.has(article)
    const branch: AcrossRow = {
      key: article,
      kind: 'branch',
      words,
      checked: chosen === 0 ? false : chosen === places.length ? true : 'mixed',
      ...disabled,
      ...(places.length > 0 && {expanded: isOpen}),
    }
    if (!isOpen) return [branch]
    const leaves = places.map((place): AcrossRow => {
      const key = placeKey(words, place)
      return {key, kind: 'leaf', words, place, checked: isOffered(words) && !left.has(key), ...disabled}
    })
    return [branch, ...leaves]
  })
}

/** The places that are not to be labelled, once a row is checked or not. */
export function leftAfter(left: ReadonlySet<string>, {words, place}: AcrossRow, checked: boolean): ReadonlySet<string> {
  const next = new Set(left)
  for (const each of place === undefined ? words.places : [place]) {
    if (checked) next.delete(placeKey(words, each))
    else next.add(placeKey(words, each))
  }
  return next
}

export const chosenPlaces = (articles: readonly WordsInArticle[], left: ReadonlySet<string>): readonly ChosenPlaces[] =>
  articles
    .filter(isOffered)
    .map(words => ({article: words.article, places: words.places.filter(place => !left.has(placeKey(words, place)))}))
    .filter(({places}) => places.length > 0)
