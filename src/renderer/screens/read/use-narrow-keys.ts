import {useEffect} from 'react'
import {escapeMeansOther} from '../../ui/escape.ts'
import type {PaneName} from '../../ui/narrow-panes.tsx'
import type {Workspace} from '../../state/workspace.ts'

/** Where one pane is shown at a time: the keys that show or hide a pane go to it and back to the text, and Escape goes back. */
export function useNarrowKeys(workspace: Workspace, isNarrow: boolean, shown: PaneName): void {
  useEffect(() => {
    if (!isNarrow) return
    const {panes} = workspace
    panes.turnTo = name => {
      if (name === shown) panes.article?.focus()
      else if (name === 'start') panes.focusArticles?.()
      else panes.focusInspector?.()
    }
    const goBack = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || shown === 'main' || escapeMeansOther(event.target)) return
      panes.article?.focus()
    }
    window.addEventListener('keydown', goBack)
    return () => {
      panes.turnTo = undefined
      window.removeEventListener('keydown', goBack)
    }
  }, [workspace, isNarrow, shown])
}
