import {useEffect, useState} from 'react'
import type {ArticleId} from '../../core/article/article.ts'
import type {FoundArticle} from '../../ipc/host-api.ts'
import type {Host} from '../host/host.ts'

const NONE: ReadonlyMap<ArticleId, FoundArticle> = new Map()

/** Words shorter than this are in every text. */
const SHORTEST = 2

/** Articles whose text holds the words of a query, each with the place where it does. Empty until the host has answered. */
export function useTextMatches(host: Host, query: string): ReadonlyMap<ArticleId, FoundArticle> {
  const [matches, setMatches] = useState(NONE)
  const wanted = query.trim()
  useEffect(() => {
    if (wanted.length < SHORTEST) return setMatches(NONE)
    let outdated = false
    void host.requests.searchArticles(wanted).then(answer => {
      if (!outdated) setMatches(answer.ok ? new Map(answer.value.map(found => [found.article, found])) : NONE)
    })
    return () => {
      outdated = true
    }
  }, [host, wanted])
  return matches
}
