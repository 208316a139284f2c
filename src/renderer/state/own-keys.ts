import type {Schema} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import {allStanceChoices} from '../../core/schema/stance-choices.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {COMMAND_IDS, commandSpec, isCommandId} from '../../ipc/commands.ts'
import type {Workspace} from './workspace.ts'

/** What has a key: a command of the table, or what a schema gives a letter to. */
export type KeyedId = CommandId | `${'mark' | 'stance' | 'feature'}:${string}`

type Keys = Pick<Workspace, 'preferences' | 'project'>

/** Keys that this person chose on this device; an empty one takes the key away. */
type OwnKeys = Readonly<Record<string, string>>

/** A letter or a sign without Ctrl, Alt or ⌘: what speech input may type by accident (WCAG 2.1.4). In Electron's spelling. */
export const isCharacterKey = (keys: string): boolean => /^(?:Shift\+)?[^0-9]$/.test(keys)

/** The key of a command of the table here: the one that this person chose, or the one it comes with, unless she gave that to another. */
export function keysOf(workspace: Keys, id: CommandId): string | undefined {
  const {keys} = commandSpec(id)
  return keys === undefined || !isCharacterKey(keys) ? keys : chosen(workspace, id, keys)
}

/** The same of what the schema gives a letter to: what the table has it for comes first. */
export function schemaKeysOf(workspace: Keys, id: KeyedId, given: string | undefined): string | undefined {
  const own = ownKeys(workspace)[id]
  if (own !== undefined) return own === '' ? undefined : own
  return free(workspace, given === undefined ? undefined : chosen(workspace, id, given.toUpperCase()))
}

/** The key, unless a command that is there whatever the schema has it already. */
export function free(workspace: Keys, key: string | undefined): string | undefined {
  const keys = key?.toUpperCase()
  return keys === undefined || COMMAND_IDS.some(id => keysOf(workspace, id)?.toUpperCase() === keys) ? undefined : key
}

export const hasOwnKeys = (workspace: Keys): boolean => Object.keys(ownKeys(workspace)).length > 0

export function giveKey({preferences}: Keys, id: KeyedId, keys: string): void {
  preferences.update(before => ({...before, keys: {...before.keys, [id]: keys}}))
}

export function resetKeys({preferences}: Keys): void {
  preferences.update(before => ({...before, keys: {}}))
}

const ownKeys = ({preferences}: Keys): OwnKeys => preferences.get().keys

function chosen(workspace: Keys, id: string, given: string): string | undefined {
  const own = ownKeys(workspace)
  const mine = own[id]
  if (mine !== undefined) return mine === '' ? undefined : mine
  const isTaken = Object.entries(own).some(([other, keys]) => keys === given && isHere(workspace.project.schema(), other))
  return isTaken ? undefined : given
}

/** Keys are chosen for all projects: those of layers, stances and features that this schema lacks take nothing away here. */
function isHere(schema: Schema, id: string): boolean {
  if (isCommandId(id)) return true
  const name = id.slice(id.indexOf(':') + 1)
  if (id.startsWith('mark:')) return layerNamed(schema, name) !== undefined
  if (id.startsWith('stance:')) return allStanceChoices(schema).some(({value}) => value === name)
  return schema.layers.some(({features}) => features.some(feature => feature.name === name))
}
