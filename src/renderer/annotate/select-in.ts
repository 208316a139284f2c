import type {ArticleId} from '../../core/article/article.ts'
import type {Change} from '../../project/step.ts'
import type {Workspace} from '../state/workspace.ts'
import {select} from './select.ts'

/** Selects what came back or was changed; what was taken back is selected no more. */
export function selectIn(workspace: Workspace, article: ArticleId, changes: readonly Change[]): void {
  const set = workspace.opened(article)?.set
  const annotations = changes.filter(({document, map}) => document === article && map === 'annotations').map(({record}) => set?.get(record))
  const [shown] = annotations.filter(annotation => annotation !== undefined && annotation.removed === undefined)
  if (shown !== undefined) select(workspace, shown.id)
  else if (annotations.some(annotation => annotation?.id === workspace.view.get().selected)) workspace.view.update(before => ({...before, selected: undefined}))
}
