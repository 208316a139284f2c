import type {LucideIcon} from 'lucide-react'
import type {ComponentType} from 'react'
import type {Role} from '../../core/round/owner.ts'
import type {MadeCommand} from '../../ipc/commands.ts'
import type {Command} from '../annotate/command.ts'
import {when} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import type {Workspace} from '../state/workspace.ts'

/** A whole of its own that a window can show. */
export type Screen = {
  readonly id: string
  readonly title: string
  readonly icon: LucideIcon
  /** In Electron's accelerator spelling. */
  readonly keys: string
  /** Whether somebody of this role has any use for it. */
  readonly offeredTo: (role: Role) => boolean
  /** Of those that are not the first, `lazy`: their code comes when they are gone to. */
  readonly view: ComponentType<{readonly commands: Commands}>
}

/** The first is there for everybody. */
export type Screens = readonly [Screen, ...Screen[]]

/** Those that this person has any use for, in order. */
export const offered = (screens: Screens, {session}: Workspace): readonly Screen[] => screens.filter(({offeredTo}) => offeredTo(session.get().person.role))

/** The one that is shown: where this person was last in this project, if that is still offered to her. */
export function shownScreen(screens: Screens, workspace: Workspace): Screen {
  const last = workspace.preferences.get().lastScreen[workspace.session.get().projectId]
  return offered(screens, workspace).find(({id}) => id === last) ?? screens[0]
}

const screenCommand = (screens: Screens, {id}: Screen): Command =>
  when(
    workspace => shownScreen(screens, workspace).id !== id && offered(screens, workspace).some(each => each.id === id),
    ({preferences, session}) => preferences.update(before => ({...before, lastScreen: {...before.lastScreen, [session.get().projectId]: id}})),
  )

/** To go to each screen, where there are several to choose from. */
export function screenCommands(screens: Screens, workspace: Workspace): readonly (Required<MadeCommand> & {readonly command: Command})[] {
  const all = offered(screens, workspace)
  if (all.length < 2) return []
  return all.map(screen => ({id: `screen:${screen.id}`, title: `Go to ${screen.title}`, keys: screen.keys, command: screenCommand(screens, screen)}))
}
