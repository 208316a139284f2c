import type {ReactNode} from 'react'
import {isSameName, typedName} from '../../core/text/same-name.ts'
import {fold, holdsFolded} from './fold.ts'

export type Option = {
  readonly id: string
  readonly label: string
  /** Shown quietly behind the label, and searched. */
  readonly detail?: string
  /** When it is the right one: shown below the list while the option is the one that Enter takes. */
  readonly tip?: ReactNode
  /** What it is in the schema, as `data-part` says it. */
  readonly part?: string
  /** BCP 47, where its label is words of a text. */
  readonly lang?: string
  /** Other names: searched, not shown. */
  readonly keywords?: readonly string[]
}

/** Words that are looked for: as they were typed, and as they are compared. */
type Query = {readonly typed: string; readonly folded: string; readonly words: readonly string[]}

/** How well the option fits; lower is better. `undefined` when one of the words is nowhere in it. */
function rank(option: Option, {typed, folded, words}: Query): number | undefined {
  const label = fold(option.label)
  const names = [label, ...(option.keywords ?? []).map(fold)]
  const everything = [...names, fold(option.detail ?? '')].join(' ')
  if (!words.every(word => holdsFolded(everything, word))) return undefined
  if (label === folded) return isSameName(option.label, typed) ? 0 : typedName(option.label) === typedName(typed) ? 1 : 3
  if (names.includes(folded)) return isNamed(option, typed) ? 2 : 3
  if (label.startsWith(folded)) return 4
  if (names.some(name => name.startsWith(folded) || name.includes(` ${folded}`))) return 5
  return words.every(word => label.includes(word)) ? 6 : 7
}

/** Whether an option goes by a name, to the letter. */
export const isNamed = ({label, keywords = []}: Option, name: string): boolean => [label, ...keywords].some(each => isSameName(each, name))

/** Whether an option holds the words as they were typed, not only such as look like them: in any case, but with every accent, point and vowel sign. */
export function holdsWords({label, detail = '', keywords = []}: Option, query: string): boolean {
  const everything = typedName([label, ...keywords, detail].join(' '))
  return typedName(query)
    .split(' ')
    .every(word => everything.includes(word))
}

/** The options that hold every word of the query, best first, else in their own order. */
export function searchOptions<O extends Option>(options: readonly O[], query: string): readonly O[] {
  const folded = fold(query)
  if (folded === '') return options
  const wanted = {typed: query, folded, words: folded.split(' ')}
  const found: {readonly option: O; readonly rank: number; readonly isMeant: boolean}[] = []
  for (const option of options) {
    const place = rank(option, wanted)
    if (place !== undefined) found.push({option, rank: place, isMeant: holdsWords(option, query)})
  }
  return found.sort((a, b) => a.rank - b.rank || Number(b.isMeant) - Number(a.isMeant)).map(({option}) => option)
}
