import {defaultFilter} from 'cmdk'
import type {ReactNode} from 'react'

export type PaletteItem = {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly keys?: string
  readonly icon?: ReactNode
  /** Other words that find it. */
  readonly keywords?: readonly string[]
  readonly disabled?: boolean
}

export type PaletteGroup = {readonly heading: string; readonly items: readonly PaletteItem[]}

/** More of a group would not be read; typing another letter narrows it. */
const MOST = 40

/** The items that fit the query, best first, in groups ordered by their best item; without a query, all in their own order. */
export function searchPalette(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  const wanted = query.trim()
  if (wanted === '') return groups.map(({heading, items}) => ({heading, items: items.slice(0, MOST)})).filter(({items}) => items.length > 0)
  const ranked = groups.map(({heading, items}) => {
    const found = items
      .map(item => ({item, score: defaultFilter(item.label, wanted, [...(item.keywords ?? []), item.detail ?? '', heading])}))
      .filter(({score}) => score > 0)
      .sort((a, b) => b.score - a.score)
    return {heading, items: found.slice(0, MOST).map(({item}) => item), best: found[0]?.score ?? 0}
  })
  return ranked
    .filter(({best}) => best > 0)
    .sort((a, b) => b.best - a.best)
    .map(({heading, items}) => ({heading, items}))
}
