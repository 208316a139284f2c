import type {CommandId, SchemaCommandId} from '../../ipc/commands.ts'
import {commandSpec, isCommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Command} from './command.ts'
import {schemaCommands} from './schema-commands.ts'

export type Commands = Readonly<Record<CommandId, Command>>

/** What a command is called in menus and on its button. */
export const titleOf = (id: CommandId, commands: Commands): string => commands[id].title?.() ?? commandSpec(id).title

/** One of the table, or of the schema in force; `undefined` where the schema has changed since it was offered. */
export const commandNamed = (
  workspace: Workspace,
  commands: Commands,
  id: CommandId | SchemaCommandId,
): Pick<Command, 'enabled' | 'run' | 'idle'> | undefined => (isCommandId(id) ? commands[id] : schemaCommands(workspace).find(made => made.id === id))
