import {useEffect, useRef, useState} from 'react'
import type {Annotation} from '../../core/annotation/annotation.ts'
import {differences} from '../../core/annotation/differences.ts'
import type {AnnotationHistory} from '../../ipc/history-api.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {tell} from '../ui/say.ts'

type Known = AnnotationHistory & {readonly of: string}

/** Milliseconds after a change until the hub is asked: it has to be there. */
const SOON = 400

/** How often it is asked again for a change that it does not have yet. */
const TRIES = 10

/** The states of an annotation as the hub has them, the newest first; asked for again when it changes. `problem`: why they cannot be told. */
export function useHistory(
  workspace: Workspace,
  article: OpenArticle,
  annotation: Annotation,
): {readonly history: AnnotationHistory | undefined; readonly problem: string | undefined; readonly more: () => Promise<void>} {
  const [known, setKnown] = useState<Known>()
  const [problem, setProblem] = useState<string>()
  const {connected, unsynced} = workspace.connection.state()
  const {owner} = article
  const now = useRef(annotation)
  now.current = annotation
  const isKnown = known?.of === annotation.id
  // An annotation is another object after each change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after a change and once it is saved, not when what is known changes
  useEffect(() => {
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const ask = async (): Promise<void> => {
      const answer = await workspace.host.requests.annotationHistory(article.id, owner, annotation.id, 0)
      if (over) return
      setProblem(answer.ok ? undefined : tell(answer.error))
      if (!answer.ok) return
      setKnown({...answer.value, of: annotation.id})
      const newest = answer.value.states[0]?.annotation
      const isThere = newest !== undefined && differences(newest, now.current).length === 0
      if (!isThere && tries++ < TRIES) timer = setTimeout(() => void ask(), SOON)
    }
    timer = setTimeout(() => void ask(), isKnown ? SOON : 0)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [workspace, article.id, annotation, owner, connected, unsynced])
  const more = async (): Promise<void> => {
    if (known?.next === undefined) return
    const answer = await workspace.host.requests.annotationHistory(article.id, owner, annotation.id, known.next)
    if (!answer.ok) setProblem(tell(answer.error))
    else {
      const {states, next} = answer.value
      setKnown(before => before && {of: before.of, states: [...before.states, ...states], ...(next !== undefined && {next})})
    }
  }
  return {history: isKnown ? known : undefined, problem, more}
}
