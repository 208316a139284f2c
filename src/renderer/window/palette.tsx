import {FileText} from 'lucide-react'
import {COMMAND_IDS, commandSpec, isCommandId, isSchemaCommandId} from '../../ipc/commands.ts'
import {atOnce} from '../annotate/command.ts'
import {titleOf} from '../annotate/command-title.ts'
import type {Commands} from '../annotate/commands.ts'
import {commandNamed} from '../annotate/commands.ts'
import {schemaCommands, schemaDeeds} from '../annotate/schema-commands.ts'
import {CommandPalette} from '../ui/command-palette.tsx'
import {keysOf} from '../state/own-keys.ts'
import {goToText} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import type {Screens} from './screen.ts'
import {screenCommands} from './screen.ts'
import {MENU_WORDS, wordsFor} from '../state/command-words.ts'
import {say} from '../ui/say.ts'

/** Every command and every article by a few letters of its name. */
export function Palette({commands, screens, onClose}: {readonly commands: Commands; readonly screens: Screens; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const deeds = schemaDeeds(workspace).filter(({command}) => command(workspace))
  const made = schemaCommands(workspace).map(({id, title, keys, command}) => ({
    id,
    label: title,
    detail: MENU_WORDS.Annotate,
    ...(keys !== undefined && {keys}),
    disabled: !command(workspace),
  }))
  const screensToGo = screenCommands(screens, workspace).filter(({twin}) => twin === undefined)
  const groups = [
    {
      heading: say('Commands'),
      all: true,
      items: [
        ...made,
        ...screensToGo.map(({id, title, keys, command}) => ({id, label: title, detail: MENU_WORDS.View, keys, disabled: !command(workspace)})),
        ...COMMAND_IDS.filter(id => id !== 'view.palette').map(id => {
          const {menu} = commandSpec(id)
          const keys = keysOf(workspace, id)
          return {
            id,
            label: titleOf(workspace, id),
            detail: MENU_WORDS[menu],
            ...(keys !== undefined && {keys}),
            keywords: wordsFor(id),
            disabled: !commands[id](workspace),
          }
        }),
      ],
    },
    {
      heading: say('Selected annotation'),
      all: true,
      items: deeds.map(({id, title, keys}) => ({id, label: title, ...(keys !== undefined && {keys})})),
    },
    {
      heading: say('Articles'),
      items: workspace.articles().map(entry => ({
        id: entry.id,
        label: entry.title,
        ...(entry.outlet !== undefined && {detail: entry.outlet}),
        icon: <FileText aria-hidden="true" size="0.875rem" />,
      })),
    },
  ]
  const choose = (id: string): void => {
    const deed = [...deeds, ...screensToGo].find(each => each.id === id)
    if (deed !== undefined) deed.command(workspace, atOnce)
    else if (isCommandId(id) || isSchemaCommandId(id)) commandNamed(commands, id)(workspace, atOnce)
    else {
      goToText(workspace)
      void workspace.open(id)
    }
  }
  return <CommandPalette open onClose={onClose} groups={groups} onChoose={choose} />
}
