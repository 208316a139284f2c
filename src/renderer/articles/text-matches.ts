import {useEffect, useState} from 'react'
import type {ArticleId} from '../../core/article/article.ts'
import type {FoundArticle} from '../../ipc/host-api.ts'
import type {Workspace} from '../state/workspace.ts'
import {say, tell} from '../ui/say.ts'

type Matches = {readonly found: ReadonlyMap<ArticleId, FoundArticle>; readonly problem?: string}

const NONE: Matches = {found: new Map()}

/** Words shorter than this are in every text. */
const SHORTEST = 2

/** Articles whose text holds the words of a query, each with the place where it does; none until the hub has answered. `problem`: that it did not look, and why. */
export function useTextMatches({host, connection}: Workspace, query: string): Matches {
  const [matches, setMatches] = useState(NONE)
  const wanted = query.trim()
  const {connected} = connection.state()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again once the hub is back
  useEffect(() => {
    if (wanted.length < SHORTEST) return setMatches(NONE)
    let outdated = false
    void host.requests.searchArticles(wanted).then(answer => {
      if (outdated) return
      setMatches(
        answer.ok
          ? {found: new Map(answer.value.map(found => [found.article, found]))}
          : {...NONE, problem: say('The texts were not searched, only titles and outlets. {reason}', {reason: tell(answer.error)})},
      )
    })
    return () => {
      outdated = true
    }
  }, [host, wanted, connected])
  return matches
}
