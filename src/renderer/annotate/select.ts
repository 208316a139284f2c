import type {Workspace} from '../workspace/workspace.ts'

/** Shows an annotation of the article on screen and makes it the selected one. */
export function select(workspace: Workspace, id: string): void {
  workspace.view.update(before => ({...before, selected: id, selection: undefined}))
  const highlight = workspace.current()?.highlights.get(id)
  if (highlight !== undefined) workspace.panes.article?.reveal(highlight)
}
