import {useEffect, useState} from 'react'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {OpenArticle} from '../state/open-article.ts'

const NONE: ReadonlySet<AnnotationId> = new Set()

/** Annotations that colleagues made since the article was opened and that were not selected here yet. */
export function useNewAnnotations({set}: OpenArticle, me: string, selected: AnnotationId | undefined): ReadonlySet<AnnotationId> {
  const [fresh, setFresh] = useState(NONE)
  useEffect(() => {
    const known = new Set(set.all().map(({id}) => id))
    return set.observe(({annotations, local}) => {
      const came = [...annotations].filter(id => !known.has(id) && set.get(id) !== undefined)
      for (const id of came) known.add(id)
      const theirs = local ? [] : came.filter(id => set.get(id)?.by !== me)
      if (theirs.length > 0) setFresh(before => new Set([...before, ...theirs]))
    })
  }, [set, me])
  useEffect(() => {
    if (selected !== undefined) setFresh(before => (before.has(selected) ? new Set([...before].filter(id => id !== selected)) : before))
  }, [selected])
  return fresh
}
