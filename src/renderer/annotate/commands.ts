import type {CommandId, SchemaCommandId} from '../../ipc/commands.ts'
import {commandSpec, isCommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../state/workspace.ts'
import {annotateCommands} from './annotate-commands.ts'
import {discussionCommands} from '../discussion/discussion-commands.ts'
import {articleCommands} from './article-commands.ts'
import type {Command} from './command.ts'
import {schemaCommands} from './schema-commands.ts'
import {searchCommands} from './search-commands.ts'
import {windowCommands} from './window-commands.ts'

export type Commands = Readonly<Record<CommandId, Command>>

/** What a command is called in menus and on its button. */
export const titleOf = (id: CommandId, commands: Commands): string => commands[id].title?.() ?? commandSpec(id).title

export const commandsOf = (workspace: Workspace): Commands => ({
  ...windowCommands(workspace),
  ...articleCommands(workspace),
  ...annotateCommands(workspace),
  ...searchCommands(workspace),
  ...discussionCommands(workspace),
})

/** One of the table, or of the schema in force; `undefined` where the schema has changed since it was offered. */
export const commandNamed = (
  workspace: Workspace,
  commands: Commands,
  id: CommandId | SchemaCommandId,
): Pick<Command, 'enabled' | 'run' | 'idle'> | undefined => (isCommandId(id) ? commands[id] : schemaCommands(workspace).find(made => made.id === id))
