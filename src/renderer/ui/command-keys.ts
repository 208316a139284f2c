import type {Sentence} from '../../core/language/message.ts'
import type {Accelerator, KeyPress, Platform} from './shortcuts.ts'
import {matchesKey, parseAccelerator} from './shortcuts.ts'

/** A table of commands with their keys; `place: 'article'` are the bare letters. */
export type KeyedCommands = {readonly [id: string]: {readonly title: Sentence; readonly keys?: string; readonly place?: 'article'}}

/** What finding a command reads of a KeyboardEvent. */
export type CommandPress = KeyPress & Pick<KeyboardEvent, 'target' | 'isComposing' | 'defaultPrevented'>

const EDITABLE_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file', 'image'])

/** Whether typing into this element writes text. A read-only text box, as the article is, takes no text. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=searchbox]')
  if (!field || field.getAttribute('aria-readonly') === 'true') return false
  if (field instanceof HTMLInputElement) return !EDITABLE_INPUTS.has(field.type)
  return field.getAttribute('contenteditable') !== 'false'
}

const UNDO_KEYS = ['CmdOrCtrl+Z', 'CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Y'].flatMap(keys => parseAccelerator(keys) ?? [])

const takesText = (target: EventTarget | null): boolean =>
  isEditable(target) && !(target instanceof HTMLSelectElement) && !(target instanceof HTMLInputElement && target.readOnly)

/** Whether the browser would take this press for an undo of its own, outside a text field: it jumps into whatever field was written in last and changes that. */
export function wouldUndoElsewhere(press: CommandPress, platform: Platform): boolean {
  return !takesText(press.target) && UNDO_KEYS.some(keys => matchesKey(press, keys, platform))
}

const CONTROLS = 'button, a[href], summary, input, select, [role=button], [role=radio], [role=checkbox], [role=slider], [role^=menuitem]'

/** Enter and Space press the button that has the focus, whatever else they mean in the article. */
const pressesControl = ({target, key}: CommandPress): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof Element && target.closest(CONTROLS) !== null

/** Keys that a text field keeps for itself: its own undo, and the clipboard. */
const FIELD_KEYS = new Set(['Z', 'Y', 'X', 'C', 'V', 'A'])

const isArticlePlace = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-shortcuts=article]') !== null && !isEditable(target)

const worksInField = ({command, control, alt, key}: Accelerator): boolean =>
  /^F\d/.test(key) || ((command || control || alt) && !(command && FIELD_KEYS.has(key)))

/**
 * Finds the command of a key press. Commands with `place: 'article'` answer only inside an element marked
 * `data-shortcuts="article"` that is no text field, and Enter not on a control. Bare keys, undo and clipboard keys are left to the text field that has the
 * focus. None answers while an input method is composing or while a dialog is open. `keysOf`: the key that each has here.
 */
export function commandFinder<Id extends string>(
  commands: {readonly [K in Id]: KeyedCommands[string]},
  platform: Platform,
  keysOf: (id: Id) => string | undefined = id => commands[id].keys,
) {
  const bound: {readonly id: Id; readonly accelerator: Accelerator; readonly place: 'article' | undefined}[] = []
  for (const id of Object.keys(commands) as Id[]) {
    const {place} = commands[id]
    const keys = keysOf(id)
    const accelerator = keys === undefined ? undefined : parseAccelerator(keys)
    if (accelerator) bound.push({id, accelerator, place})
  }
  return (press: CommandPress): Id | undefined => {
    if (press.defaultPrevented || press.isComposing) return undefined
    if (press.target instanceof Node && press.target.ownerDocument?.querySelector('dialog[open]')) return undefined
    return bound.find(({accelerator, place}) => {
      if (!matchesKey(press, accelerator, platform)) return false
      if (place === 'article') return isArticlePlace(press.target) && !pressesControl(press)
      return !isEditable(press.target) || worksInField(accelerator)
    })?.id
  }
}
