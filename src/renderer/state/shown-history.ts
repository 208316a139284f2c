import type {UndoHistory} from '../../project/undo.ts'
import {screenOf} from './shown-screen.ts'
import type {Workspace} from './workspace.ts'

/** What Undo takes back here: where drafts of the schema are changed, what was done in them, and elsewhere everything else. */
export const shownHistory = (workspace: Pick<Workspace, 'undo' | 'draftUndo' | 'preferences' | 'session'>): UndoHistory =>
  screenOf(workspace) === 'schema' ? workspace.draftUndo : workspace.undo
