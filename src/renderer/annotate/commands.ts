import type {CommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../workspace/workspace.ts'
import {annotateCommands} from './annotate-commands.ts'
import {articleCommands} from './article-commands.ts'
import {windowCommands} from './window-commands.ts'

/** Asks and does: toolbar, palette and menu ask whether it applies, key bindings run it. */
export type Command = {readonly enabled: () => boolean; readonly run: () => void}

export type Commands = Readonly<Record<CommandId, Command>>

export const commandsOf = (workspace: Workspace): Commands => ({
  ...windowCommands(workspace),
  ...articleCommands(workspace),
  ...annotateCommands(workspace),
})
