import type {Workspace} from '../state/workspace.ts'

/** Takes what a command would do, to do it: at once, or after something else. */
export type Run = (deed: () => void) => void

/** Whether it applies now; with `run`, it is also done. So menus, buttons and keys ask and do by the same guard. */
export type Command = (workspace: Workspace, run?: Run) => boolean

export const atOnce: Run = deed => deed()

/** A command about something: it applies where that is there. */
export const about =
  <T>(find: (workspace: Workspace) => T | undefined, deed: (workspace: Workspace, found: T) => void): Command =>
  (workspace, run) => {
    const found = find(workspace)
    if (found === undefined) return false
    run?.(() => deed(workspace, found))
    return true
  }

export const when = (applies: (workspace: Workspace) => boolean, deed: (workspace: Workspace) => void): Command =>
  about(workspace => (applies(workspace) ? true : undefined), deed)

export const always = (deed: (workspace: Workspace) => void): Command => when(() => true, deed)
