import {useMemo} from 'react'
import type {ArticleId} from '../../core/article/article.ts'
import type {Presence} from '../article/presence-flags.tsx'
import {useStore} from '../state/use-workspace.ts'
import type {Workspace} from '../state/workspace.ts'
import {nameOf} from './people.ts'
import {personHue} from './person-hue.ts'

/** Colleagues' selections in an article, as its view paints them. What lies beyond the text is left out. */
export function usePresenceIn(workspace: Workspace, article: ArticleId | undefined, length: number): readonly Presence[] {
  const selections = useStore(workspace.presence.selections)
  return useMemo(
    () =>
      selections
        .filter(each => each.article === article && each.span.end <= length)
        .map(({id, by, span}) => ({id, span, name: nameOf(workspace, by), hue: personHue(by)})),
    [workspace, selections, article, length],
  )
}
