import type {Span} from '../../core/text/span.ts'
import type {Workspace} from '../state/workspace.ts'

/** Shows an annotation of the article on screen and makes it the selected one. */
export function select(workspace: Workspace, id: string): void {
  workspace.view.update(before => ({...before, selected: id, selection: undefined}))
  const article = workspace.current()
  // A relation is shown by the words that it begins at.
  const from = article?.set.get(id)?.from
  const highlight = article?.highlights.get(from ?? id)
  if (highlight === undefined) return
  workspace.panes.article?.reveal(highlight)
  workspace.panes.article?.place(highlight)
}

/**
 * Words were selected, or are no more. They take the place of the selected annotation unless they are the very words of it: keys
 * must not change what nobody looks at.
 */
export function selectWords(workspace: Workspace, selection: Span | undefined): void {
  workspace.view.update(before => {
    const span = before.selected === undefined ? undefined : workspace.current()?.highlights.get(before.selected)
    const isOther = selection !== undefined && (selection.start !== span?.start || selection.end !== span.end)
    return {...before, selection, selected: isOther ? undefined : before.selected}
  })
}
