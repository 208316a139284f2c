import {useEffect, useState} from 'react'
import type {AnnotatorId} from '../../../core/annotation/annotation.ts'
import type {ArticleId} from '../../../core/article/article.ts'
import type {RoundId} from '../../../core/round/owner.ts'
import type {Round} from '../../../core/round/round.ts'
import {worklistDocument} from '../../../project/worklist.ts'
import type {Workspace} from '../../state/workspace.ts'

type Lists = ReadonlyMap<RoundId, ReadonlyMap<AnnotatorId, readonly ArticleId[]>>

/** Who annotates in a round: those whom it names, or everybody who may. */
export const annotatorsIn = ({annotators}: Pick<Round, 'annotators'>, {project}: Pick<Workspace, 'project'>): readonly AnnotatorId[] =>
  annotators ?? project.people.all().flatMap(({id, role}) => (role === 'reader' ? [] : [id]))

/** What everybody is given in these rounds, in her order, as it changes; `undefined` until it is here. `news` counts up with each list that is given, finished or taken back. */
export function useWorklists(workspace: Workspace, rounds: readonly Round[]): {readonly lists: Lists | undefined; readonly news: number} {
  const [state, setState] = useState<{readonly lists: Lists | undefined; readonly news: number}>({lists: undefined, news: 0})
  const wanted = JSON.stringify(rounds.map(round => [round.id, annotatorsIn(round, workspace)]))
  useEffect(() => {
    const {connection, act} = workspace
    const opened = (JSON.parse(wanted) as readonly (readonly [RoundId, readonly AnnotatorId[]])[]).flatMap(([round, annotators]) =>
      annotators.map(annotator => {
        const document = connection.open({kind: 'worklist', round, annotator})
        return {round, annotator, document, list: worklistDocument(document.doc)}
      }),
    )
    let isOver = false
    const look = (): void => {
      if (isOver) return
      const lists = new Map<RoundId, Map<AnnotatorId, readonly ArticleId[]>>()
      for (const {round, annotator, list} of opened) {
        const ofRound = lists.get(round) ?? new Map<AnnotatorId, readonly ArticleId[]>()
        lists.set(round, ofRound.set(annotator, list.articles()))
      }
      setState(({news}) => ({lists, news: news + 1}))
    }
    let stop: readonly (() => void)[] = []
    void Promise.all(opened.map(({document}) => document.loaded)).then(() => {
      if (isOver) return
      stop = opened.map(({list}) => list.observe(look))
      look()
    })
    return () => {
      isOver = true
      for (const end of stop) end()
      // Her own is shown elsewhere in the window, too.
      for (const {annotator, document} of opened) if (annotator !== act().by) void document.close()
    }
  }, [workspace, wanted])
  return state
}
