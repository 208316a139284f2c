import {nameForm} from '../../core/text/text-form.ts'
import {fold} from './fold.ts'

export type Option = {
  readonly id: string
  readonly label: string
  /** Shown quietly behind the label, and searched. */
  readonly detail?: string
  /** When it is the right one: shown below the list while the option is the one that Enter takes. */
  readonly tip?: string
  /** Other names: searched, not shown. */
  readonly keywords?: readonly string[]
}

/** How well the option fits; lower is better. `undefined` when one of the words is nowhere in it. */
function rank(option: Option, query: string, words: readonly string[]): number | undefined {
  const label = fold(option.label)
  const names = [label, ...(option.keywords ?? []).map(fold)]
  const everything = [...names, fold(option.detail ?? '')].join(' ')
  if (!words.every(word => everything.includes(word))) return undefined
  if (label === query) return 0
  if (names.includes(query)) return 1
  if (label.startsWith(query)) return 2
  if (names.some(name => name.startsWith(query) || name.includes(` ${query}`))) return 3
  return words.every(word => label.includes(word)) ? 4 : 5
}

/** Whether an option holds the words as they were typed, not only such as look like them without their accents. */
export function holdsWords({label, detail = '', keywords = []}: Option, query: string): boolean {
  const everything = nameForm([label, ...keywords, detail].join(' '))
  return nameForm(query)
    .split(' ')
    .every(word => everything.includes(word))
}

/** The options that hold every word of the query, best first, else in their own order. */
export function searchOptions<O extends Option>(options: readonly O[], query: string): readonly O[] {
  const wanted = fold(query)
  if (wanted === '') return options
  const words = wanted.split(' ')
  const found: {readonly option: O; readonly rank: number}[] = []
  for (const option of options) {
    const place = rank(option, wanted, words)
    if (place !== undefined) found.push({option, rank: place})
  }
  return found.sort((a, b) => a.rank - b.rank).map(({option}) => option)
}
