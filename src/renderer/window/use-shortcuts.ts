import {useEffect} from 'react'
import {digitCommand} from '../annotate/annotate-commands.ts'
import type {Commands} from '../annotate/commands.ts'
import {COMMANDS} from '../../ipc/commands.ts'
import {commandFinder, isEditable} from '../ui/command-keys.ts'
import {thisPlatform} from '../ui/shortcuts.ts'
import type {Workspace} from '../workspace/workspace.ts'

/** Keys of the whole window. A command that does not apply leaves its key to the browser. */
export function useShortcuts(workspace: Workspace, commands: Commands): void {
  useEffect(() => {
    const find = commandFinder(COMMANDS, thisPlatform())
    const onKeyDown = (event: KeyboardEvent): void => {
      const id = find(event)
      const run = id === undefined ? digitFor(workspace, event) : commands[id].enabled() ? commands[id].run : undefined
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [workspace, commands])
}

function digitFor(workspace: Workspace, event: KeyboardEvent): (() => void) | undefined {
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined
  if (!(event.target instanceof Element) || event.target.closest('[data-shortcuts=article]') === null || isEditable(event.target)) return undefined
  return digitCommand(workspace, event.key)
}
