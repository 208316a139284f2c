import {useEffect, useState} from 'react'
import type {SoughtWords, WordsInArticle} from '../../ipc/same-words-api.ts'
import type {Workspace} from '../state/workspace.ts'
import {tell as inWords} from '../ui/say.ts'

/** What all articles say of the sought words, as far as they were looked through. `unread`: texts that could not be read. */
export type WordsAcross = {
  readonly articles: readonly WordsInArticle[]
  readonly looked: number
  readonly of: number
  readonly unread: number
  /** `full`: there are more places than anybody looks at. */
  readonly state: 'looking' | 'done' | 'stopped' | 'full'
  readonly problem?: string
}

/** Places that are shown, and labelled, at a time. */
export const MOST_ACROSS = 10_000

const NOTHING: WordsAcross = {articles: [], looked: 0, of: 0, unread: 0, state: 'looking'}

/** Looks through all articles, page by page, as long as it is `wanted`; `stop` keeps what was found up to then. */
export function useWordsAcross({host}: Workspace, sought: SoughtWords, wanted: boolean): {readonly found: WordsAcross; readonly stop: () => void} {
  const [found, setFound] = useState(NOTHING)
  const {quote, layer, wholeWords, matchCase} = sought
  const [stop, setStop] = useState<() => void>(() => () => undefined)
  useEffect(() => {
    if (!wanted) return
    const stopped = new AbortController()
    setFound(NOTHING)
    setStop(() => () => {
      stopped.abort()
      setFound(before => ({...before, state: 'stopped'}))
    })
    void lookThrough({host}, {quote, layer, wholeWords, matchCase}, stopped.signal, setFound)
    return () => stopped.abort()
  }, [host, quote, layer, wholeWords, matchCase, wanted])
  return {found, stop}
}

async function lookThrough({host}: Pick<Workspace, 'host'>, sought: SoughtWords, stopped: AbortSignal, tell: (found: WordsAcross) => void): Promise<void> {
  let found = NOTHING
  let places = 0
  let after: Parameters<Workspace['host']['requests']['sameWords']>[1] = null
  while (found.state === 'looking') {
    const answer = await host.requests.sameWords(sought, after)
    if (stopped.aborted) return
    if (!answer.ok) found = {...found, state: 'stopped', problem: inWords(answer.error)}
    else {
      const {articles, looked, of, unread, next} = answer.value
      places += articles.reduce((sum, each) => sum + each.places.length, 0)
      const state = next === undefined ? 'done' : places >= MOST_ACROSS ? 'full' : 'looking'
      found = {articles: [...found.articles, ...articles], looked, of, unread: found.unread + unread, state}
      after = next ?? null
    }
    tell(found)
  }
}
