import type {CommandId, SchemaCommandId} from '../../ipc/commands.ts'
import {isCommandId} from '../../ipc/commands.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Command, Run} from './command.ts'
import {always} from './command.ts'
import {announceNothing} from './replay.ts'
import {actOf, schemaCommand} from './schema-act.ts'

export type Commands = Readonly<Record<CommandId, Command>>

/** One of the table, or one that a schema made. */
export const commandNamed = (commands: Commands, id: CommandId | SchemaCommandId): Command => (isCommandId(id) ? commands[id] : schemaCommand(actOf(id)))

/** What a key means where its command does not apply: that there is nothing to take back is worth a word. */
const INSTEAD: {readonly [id: string]: Command} = {
  'edit.undo': always(workspace => announceNothing(workspace, 'undo')),
  'edit.redo': always(workspace => announceNothing(workspace, 'redo')),
}

/** Does a command, or what stands for it where it does not apply. `false`: neither; its key is left to the browser. */
export const perform = (workspace: Workspace, commands: Commands, id: CommandId | SchemaCommandId, run: Run): boolean =>
  commandNamed(commands, id)(workspace, run) || (INSTEAD[id]?.(workspace, run) ?? false)
