import {useEffect, useEffectEvent, useMemo, useState} from 'react'
import type {Option} from './option-search.ts'
import {searchOptions} from './option-search.ts'

/** Either the options themselves, or a search that may take its time and is told when its answer is no longer wanted. */
export type OptionSource = readonly Option[] | ((query: string, signal: AbortSignal) => Promise<readonly Option[]>)

/** More would not be read; typing another letter narrows the list. */
const MOST = 100

type Found = {readonly options: readonly Option[]; readonly state: 'ready' | 'searching' | 'failed'}

/** What the source has for a query. While a search runs, the last answer stays. */
export function useOptions(source: OptionSource, query: string, wanted: boolean): Found {
  const [answer, setAnswer] = useState<Found>({options: [], state: 'ready'})
  const searches = typeof source === 'function'
  // The source is often a new function with each rendering: only a new query asks it again.
  const search = useEffectEvent(async (text: string, signal: AbortSignal) => (typeof source === 'function' ? await source(text, signal) : []))
  useEffect(() => {
    if (!searches || !wanted) return
    const control = new AbortController()
    setAnswer(last => ({options: last.options, state: 'searching'}))
    search(query, control.signal).then(
      options => control.signal.aborted || setAnswer({options: options.slice(0, MOST), state: 'ready'}),
      () => control.signal.aborted || setAnswer({options: [], state: 'failed'}),
    )
    return () => control.abort()
  }, [searches, query, wanted])
  const own = useMemo<Found>(
    () => ({options: typeof source === 'function' || !wanted ? [] : searchOptions(source, query).slice(0, MOST), state: 'ready'}),
    [source, query, wanted],
  )
  return searches ? answer : own
}
