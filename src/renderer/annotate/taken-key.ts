import {COMMAND_IDS} from '../../ipc/commands.ts'
import {titleHere} from '../state/command-words.ts'
import type {KeyedId} from '../state/own-keys.ts'
import {keysOf} from '../state/own-keys.ts'
import type {Workspace} from '../state/workspace.ts'
import {schemaKeys} from './schema-commands.ts'

/** What else has that key here already, by its title. */
export function takenBy(workspace: Workspace, id: KeyedId, wanted: string): string | undefined {
  const {marks, deeds} = schemaKeys(workspace)
  const table = COMMAND_IDS.map(each => ({id: each, keys: keysOf(workspace, each), what: titleHere(each)}))
  return [...table, ...marks, ...deeds].find(row => row.id !== id && row.keys?.toUpperCase() === wanted.toUpperCase())?.what.replace('…', '')
}
