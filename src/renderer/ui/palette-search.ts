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

/** `all` for a group whose items are few enough to be walked through. */
export type PaletteGroup = {readonly heading: string; readonly items: readonly PaletteItem[]; readonly all?: boolean}

/** More of a group would not be read; typing another letter narrows it. */
const MOST = 40

/** What is shown of a name, and so what is searched: comparing takes steps with the square of its length, and names are written by others. */
const SEEN = 200
const seen = (name: string): string => name.slice(0, SEEN)

/** Letters scattered over a long name fit too, but say nothing beside a real hit: below this share of the best score they are left out. */
const WORTH = 0.2

/** The items that fit the query, best first, in groups ordered by their best item; without a query, all in their own order. */
export function searchPalette(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  const wanted = seen(query.trim())
  if (wanted === '') return groups.map(({heading, items, all}) => ({heading, items: all ? items : items.slice(0, MOST)})).filter(({items}) => items.length > 0)
  const ranked = groups.map(({heading, items, all}) => ({
    heading,
    all,
    found: items
      .map(item => ({item, score: defaultFilter(seen(item.label), wanted, [...(item.keywords ?? []), item.detail ?? ''].map(seen))}))
      .sort((a, b) => b.score - a.score),
  }))
  const best = Math.max(0, ...ranked.map(({found}) => found[0]?.score ?? 0))
  return ranked
    .map(({heading, found, all}) => ({
      heading,
      found: found.filter(({score}) => score > 0 && score >= best * WORTH).slice(0, all ? undefined : MOST),
    }))
    .filter(({found}) => found.length > 0)
    .sort((a, b) => (b.found[0]?.score ?? 0) - (a.found[0]?.score ?? 0))
    .map(({heading, found}) => ({heading, items: found.map(({item}) => item)}))
}
