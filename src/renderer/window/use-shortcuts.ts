import {useEffect} from 'react'
import type {Commands} from '../annotate/commands.ts'
import {digitCommand} from '../annotate/digit-command.ts'
import {schemaKeyFor} from '../annotate/schema-commands.ts'
import {COMMANDS} from '../../ipc/commands.ts'
import {commandFinder, isEditable, wouldUndoElsewhere} from '../ui/command-keys.ts'
import {thisPlatform} from '../ui/shortcuts.ts'
import type {Workspace} from '../state/workspace.ts'

/** Keys of the whole window. A command that does not apply leaves its key to the browser, but for undo and redo. */
export function useShortcuts(workspace: Workspace, commands: Commands): void {
  useEffect(() => {
    const platform = thisPlatform()
    const find = commandFinder(COMMANDS, platform)
    const onKeyDown = (event: KeyboardEvent): void => {
      const id = find(event)
      const run = id === undefined ? labelFor(workspace, event) : commands[id].enabled() ? commands[id].run : commands[id].idle
      if (run !== undefined || wouldUndoElsewhere(event, platform)) event.preventDefault()
      run?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [workspace, commands])
}

/** What the schema gives a key: a label by its digit, or a feature or layer by its letter. */
function labelFor(workspace: Workspace, event: KeyboardEvent): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return undefined
  const {target} = event
  if (!(target instanceof Element) || target.closest('[data-shortcuts=article]') === null || isEditable(target)) return undefined
  if (target.ownerDocument.querySelector('dialog[open]') !== null) return undefined
  return (/^[1-9]$/.test(event.key) ? digitCommand(workspace, event.key) : undefined) ?? schemaKeyFor(workspace, event)
}
