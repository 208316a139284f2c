import {useEffect} from 'react'
import {showDialog} from '../annotate/annotate-commands.ts'
import type {Command, Run} from '../annotate/command.ts'
import {about} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {perform} from '../annotate/commands.ts'
import {digitCommand} from '../annotate/digit-command.ts'
import {stopRelating} from '../annotate/relate.ts'
import {schemaKey, schemaTitleAt} from '../annotate/schema-commands.ts'
import {idleSpoken} from '../annotate/spoken.ts'
import {COMMANDS, commandSpec} from '../../ipc/commands.ts'
import {partWithFocus} from '../guideline/part-with-focus.ts'
import {titleHere} from '../state/command-words.ts'
import {keysOf} from '../state/own-keys.ts'
import type {Preferences} from '../state/preferences.ts'
import {commandFinder, isEditable, wouldUndoElsewhere} from '../ui/command-keys.ts'
import {digitOf, matchesKey, parseAccelerator, thisPlatform} from '../ui/shortcuts.ts'
import type {Workspace} from '../state/workspace.ts'
import {tell} from '../ui/say.ts'
import type {Screens} from './screen.ts'
import {screenCommands} from './screen.ts'

/** Keys of the whole window. A command that does not apply leaves its key to the browser, but for undo and redo. */
export function useShortcuts(workspace: Workspace, commands: Commands, screens: Screens): void {
  useEffect(() => {
    const platform = thisPlatform()
    let keys: Preferences['keys'] | undefined
    let find = commandFinder(COMMANDS, platform)
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isCharacter(event) && !workspace.preferences.get().letterKeys) return
      const own = workspace.preferences.get().keys
      if (own !== keys) find = commandFinder(COMMANDS, platform, each => keysOf(workspace, each))
      keys = own
      const run: Run = deed => {
        event.preventDefault()
        deed()
      }
      if (toGuideline(event)(workspace, run)) return
      const id = find(event)
      if (id === undefined) void (toScreen(event, screens)(workspace, run) || bySchema(event)(workspace, run))
      else if (!perform(workspace, commands, id, run) && commandSpec(id).place === 'article') {
        const {idle} = commandSpec(id)
        if (idle === undefined) sayIdle(workspace, titleHere(id))
        else workspace.announcer.say(tell(idle))
      }
      if (wouldUndoElsewhere(event, platform)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [workspace, commands, screens])
}

/** F1 on a layer, a feature or a label: there it is about that one, elsewhere about keys. */
const toGuideline = (event: KeyboardEvent): Command =>
  about(
    () => {
      const keys = parseAccelerator(COMMANDS['help.keys'].keys)
      const isFree = !event.defaultPrevented && document.querySelector('dialog[open]') === null
      return isFree && keys !== undefined && matchesKey(event, keys, thisPlatform()) ? partWithFocus(document) : undefined
    },
    (workspace, part) => showDialog(workspace, {kind: 'guidelines', part}),
  )

const toScreen =
  (event: KeyboardEvent, screens: Screens): Command =>
  (workspace, run) =>
    !event.defaultPrevented &&
    // With AltGr, which Windows calls Ctrl+Alt, a digit types what else is on its key.
    !event.getModifierState('AltGraph') &&
    document.querySelector('dialog[open]') === null &&
    screenCommands(screens, workspace).some(({keys, command}) => {
      const accelerator = parseAccelerator(keys)
      return accelerator !== undefined && matchesKey(event, accelerator, thisPlatform()) && command(workspace, run)
    })

/** What the schema gives a key: a label by its digit, or a feature or layer by its letter. */
const bySchema =
  (event: KeyboardEvent): Command =>
  (workspace, run) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return false
    const {target} = event
    if (!(target instanceof Element) || target.closest('[data-shortcuts=article]') === null || isEditable(target)) return false
    if (target.ownerDocument.querySelector('dialog[open]') !== null) return false
    if (event.key === 'Escape') return stopRelating(workspace, run)
    const digit = digitOf(event)
    if ((digit !== undefined && digit !== '0' && digitCommand(digit)(workspace, run)) || schemaKey(event)(workspace, run)) return true
    const idle = run === undefined ? undefined : schemaTitleAt(event, workspace)
    if (idle !== undefined) sayIdle(workspace, idle)
    return false
  }

const sayIdle = (workspace: Workspace, title: string): void => workspace.announcer.say(idleSpoken(workspace, title.replace('…', '')))

/** Speech input types whole words: whoever dictates can switch such keys off (WCAG 2.1.4). */
const isCharacter = ({key, ctrlKey, metaKey, altKey}: KeyboardEvent): boolean => !ctrlKey && !metaKey && !altKey && [...key].length === 1 && key !== ' '
