import type {CommandId, CommandSpec} from '../../ipc/commands.ts'
import {commandSpec} from '../../ipc/commands.ts'
import {say, tell} from '../ui/say.ts'

/** What a command is called in the table. */
export const titleHere = (id: CommandId): string => tell(commandSpec(id).title)

/** Other words that people look for it by. */
export const wordsFor = (id: CommandId): readonly string[] => {
  const {words} = commandSpec(id)
  return words === undefined ? [] : tell(words).split(/[,،、]\s*/u)
}

/** The heading of a menu. */
export const MENU_WORDS: Readonly<Record<CommandSpec['menu'], string>> = {
  File: say('File', {}, 'menu'),
  Edit: say('Edit', {}, 'menu'),
  Article: say('Article'),
  Annotate: say('Annotate'),
  View: say('View', {}, 'menu'),
  Help: say('Help'),
}
