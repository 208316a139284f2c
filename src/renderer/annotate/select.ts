import type {Span} from '../../core/text/span.ts'
import {choosing, selecting} from '../state/reading.ts'
import type {Workspace} from '../state/workspace.ts'
import {isFocusIn} from '../ui/focus-in.ts'
import {selectedSpoken} from './spoken.ts'

/** Shows an annotation of the article on screen and makes it the selected one. */
export function select(workspace: Workspace, id: string): void {
  workspace.view.update(before => choosing(before, id))
  const article = workspace.current()
  // A relation is shown by the words that it begins at.
  const from = article?.set.get(id)?.from
  const highlight = article?.highlights.get(from ?? id)
  const annotation = article?.set.get(id)
  // A list says itself which of its options is selected.
  if (article !== undefined && annotation !== undefined && !isFocusIn('[role=listbox]')) workspace.announcer.say(selectedSpoken(workspace, article, annotation))
  if (highlight === undefined) return
  workspace.panes.article?.reveal(highlight)
  workspace.panes.article?.place(highlight)
}

/** Words were selected, or are no more. */
export function selectWords(workspace: Workspace, words: Span | undefined): void {
  workspace.view.update(before => selecting(before, words, before.selected === undefined ? undefined : workspace.current()?.highlights.get(before.selected)))
}
