import type {CommandId} from '../../ipc/commands.ts'
import {titleHere} from '../state/command-words.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import type {Workspace} from '../state/workspace.ts'
import {addPartTitle} from './part-commands.ts'
import {replayTitle} from './replay.ts'

const CHANGING: {readonly [Id in CommandId]?: (workspace: Workspace) => string} = {
  'edit.undo': workspace => replayTitle(workspace, 'undo'),
  'edit.redo': workspace => replayTitle(workspace, 'redo'),
  'part.add': addPartTitle,
  'article.noClaim': workspace => noClaimWords(workspace.project.schema()).title,
}

/** What a command is called now, in menus and on its button. */
export const titleOf = (workspace: Workspace, id: CommandId): string => CHANGING[id]?.(workspace) ?? titleHere(id)

/** The titles that change while the app runs, as they are now. */
export const changingTitles = (workspace: Workspace): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(CHANGING).map(([id, title]) => [id, title(workspace)]))
