import {FileText} from 'lucide-react'
import {COMMAND_IDS, commandSpec, isCommandId} from '../../ipc/commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {titleOf} from '../annotate/commands.ts'
import {CommandPalette} from '../ui/command-palette.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'

/** Every command and every article by a few letters of its name. */
export function Palette({commands, onClose}: {readonly commands: Commands; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const groups = [
    {
      heading: 'Commands',
      items: COMMAND_IDS.filter(id => id !== 'view.palette').map(id => {
        const {keys, menu} = commandSpec(id)
        return {id, label: titleOf(id, commands), detail: menu, ...(keys !== undefined && {keys}), disabled: !commands[id].enabled()}
      }),
    },
    {
      heading: 'Articles',
      items: workspace.articles().map(entry => ({
        id: entry.id,
        label: entry.title,
        ...(entry.outlet !== undefined && {detail: entry.outlet}),
        icon: <FileText aria-hidden="true" size={14} />,
      })),
    },
  ]
  return <CommandPalette open onClose={onClose} groups={groups} onChoose={id => (isCommandId(id) ? commands[id].run() : void workspace.open(id))} />
}
