import type {LucideIcon} from 'lucide-react'
import type {ComponentType} from 'react'
import type {Role} from '../../core/round/owner.ts'
import type {CommandId, MadeCommand} from '../../ipc/commands.ts'
import type {Command} from '../annotate/command.ts'
import {when} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {goToScreen, screenOf} from '../state/shown-screen.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/** A whole of its own that a window can show. */
export type Screen = {
  readonly id: string
  readonly title: string
  readonly icon: LucideIcon
  /** In Electron's accelerator spelling. */
  readonly keys: string
  /** The command of the table that goes there too, under the same name: lists of commands have it instead. */
  readonly command?: CommandId
  /** Whether somebody of this role, in this window, has any use for it. */
  readonly offeredTo: (role: Role, workspace: Workspace) => boolean
  /** It comes before that of the text. */
  readonly isFirst?: true
}

export type ScreenView = ComponentType<{readonly commands: Commands}>

/** It stays as it is while another is shown: where one is in the text, what one typed, and the focus. */
type TextScreen = Screen & {readonly view: ComponentType<{readonly commands: Commands; readonly isShown: boolean}>}

/** Its code comes when it is gone to. */
export type LaterScreen = Screen & {readonly load: () => Promise<ScreenView>}

/** That of the text, which is there for everybody, then the others. */
export type Screens = readonly [TextScreen, ...LaterScreen[]]

/** Those that this person has any use for, in order. */
export const offered = (screens: Screens, workspace: Workspace): readonly Screen[] =>
  screens
    .filter(({offeredTo}) => offeredTo(workspace.session.get().person.role, workspace))
    .sort((a, b) => Number(b.isFirst ?? false) - Number(a.isFirst ?? false))

/** The one that is shown: where this person was last in this project, if that is still offered to her. */
export function shownScreen(screens: Screens, workspace: Workspace): TextScreen | LaterScreen {
  const last = screenOf(workspace)
  return screens.find(({id, offeredTo}) => id === last && offeredTo(workspace.session.get().person.role, workspace)) ?? screens[0]
}

const screenCommand = (screens: Screens, {id}: Screen): Command =>
  when(
    workspace => shownScreen(screens, workspace).id !== id && offered(screens, workspace).some(each => each.id === id),
    workspace => goToScreen(workspace, id),
  )

type ScreenCommand = Required<MadeCommand> & {readonly command: Command; readonly twin?: CommandId}

/** To go to each screen, where there are several to choose from. `twin`: the command of the table that does the same. */
export function screenCommands(screens: Screens, workspace: Workspace): readonly ScreenCommand[] {
  const all = offered(screens, workspace)
  if (all.length < 2) return []
  return all.map(screen => ({
    id: `screen:${screen.id}`,
    title: say('Go to {title}', {title: screen.title}),
    keys: screen.keys,
    command: screenCommand(screens, screen),
    ...(screen.command !== undefined && {twin: screen.command}),
  }))
}
