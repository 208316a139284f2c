import type {KeyboardLayout} from './keyboard-layout.ts'
import {say} from './say.ts'

/** Which spelling and which modifier a person's keyboard has. */
export type Platform = 'mac' | 'other'

/** Tells the platform from `navigator.platform` or a user agent. */
export const platformOf = (text: string): Platform => (/mac|iphone|ipad/i.test(text) ? 'mac' : 'other')

export const thisPlatform = (): Platform => platformOf(typeof navigator === 'undefined' ? '' : navigator.platform)

/**
 * One key with its modifiers. `command` is Ctrl, and ⌘ on a Mac; `control` is Ctrl on a Mac too. `key` is an upper-case letter,
 * a digit, a sign as it stands on a US keyboard without Shift, or a name such as `PageDown`.
 */
export type Accelerator = {
  readonly command: boolean
  readonly control: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

type Modifier = 'command' | 'control' | 'alt' | 'shift'

const MODIFIERS: {readonly [name: string]: Modifier} = {
  cmdorctrl: 'command',
  commandorcontrol: 'command',
  cmd: 'command',
  command: 'command',
  meta: 'command',
  ctrl: 'control',
  control: 'control',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
}

const NAMED_KEYS = ['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right']

/** Signs and the `event.code` of their key on a US keyboard. */
const SIGNS: {readonly [sign: string]: string} = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  '\\': 'Backslash',
  ';': 'Semicolon',
  "'": 'Quote',
  '`': 'Backquote',
  '-': 'Minus',
  '=': 'Equal',
}

const ALIASES: {readonly [name: string]: string} = {return: 'Enter', esc: 'Escape', plus: '=', del: 'Delete'}

const readKey = (word: string): string | undefined => {
  if (/^[a-z0-9]$/i.test(word)) return word.toUpperCase()
  if (Object.hasOwn(SIGNS, word)) return word
  if (/^f([1-9]|1[0-9]|2[0-4])$/i.test(word)) return word.toUpperCase()
  const lower = word.toLowerCase()
  return NAMED_KEYS.find(name => name.toLowerCase() === lower) ?? (Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : undefined)
}

/** Reads Electron's spelling, e.g. `CmdOrCtrl+Shift+E`. `undefined` when it is none. */
export function parseAccelerator(text: string): Accelerator | undefined {
  const words = text.split('+').map(word => word.trim())
  const key = readKey(words.pop() ?? '')
  if (!key) return undefined
  const held = {command: false, control: false, alt: false, shift: false}
  for (const word of words) {
    const name = word.toLowerCase()
    const modifier = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined
    if (!modifier || held[modifier]) return undefined
    held[modifier] = true
  }
  return {...held, key}
}

/** Electron's spelling again: parsing it gives the same accelerator. */
export const spellAccelerator = ({command, control, alt, shift, key}: Accelerator): string =>
  [command && 'CmdOrCtrl', control && 'Ctrl', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+')

const GLYPHS: {readonly [key: string]: string} = {
  Enter: '↵',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: 'esc',
  Tab: '⇥',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  PageUp: '⇞',
  PageDown: '⇟',
  Home: '↖',
  End: '↘',
}
const SHORT: {readonly [key: string]: string} = {
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}
const SPOKEN: {readonly [key: string]: string} = {
  '[': say('left bracket'),
  ']': say('right bracket'),
  ',': say('comma'),
  '.': say('full stop'),
  '/': say('slash'),
  '\\': say('backslash'),
  ';': say('semicolon'),
  "'": say('apostrophe'),
  '`': say('backtick'),
  '-': say('minus'),
  '=': say('equals'),
  PageUp: say('Page Up'),
  PageDown: say('Page Down'),
  Up: say('Arrow Up'),
  Down: say('Arrow Down'),
  Left: say('Arrow Left'),
  Right: say('Arrow Right'),
}

/** What stands on the key of a sign: `Ü` for `[` on a German keyboard. Where the layout types the sign on another key, that one counts. */
function signOn(layout: KeyboardLayout | undefined, key: string): string {
  const code = Object.hasOwn(SIGNS, key) ? SIGNS[key] : undefined
  const typed = code === undefined ? undefined : layout?.get(code)
  if (typed === undefined || Object.hasOwn(SIGNS, typed) || [...(layout?.values() ?? [])].includes(key)) return key
  return typed.toUpperCase()
}

/** The key caps to show, one per key: `⇧ ⌘ E` on a Mac, `Ctrl Shift E` elsewhere. Empty when `text` is no accelerator. */
export function keyCaps(text: string, platform: Platform, layout?: KeyboardLayout): readonly string[] {
  const accelerator = parseAccelerator(text)
  if (!accelerator) return []
  const {command, control, alt, shift} = accelerator
  const key = signOn(layout, accelerator.key)
  const caps =
    platform === 'mac'
      ? [control && '⌃', alt && '⌥', shift && '⇧', command && '⌘', GLYPHS[key] ?? key]
      : [(command || control) && 'Ctrl', alt && 'Alt', shift && 'Shift', SHORT[key] ?? key]
  return caps.filter(cap => typeof cap === 'string')
}

/** The same in words, for `aria-label`s and help pages. */
export function spokenKeys(text: string, platform: Platform, layout?: KeyboardLayout): string {
  const accelerator = parseAccelerator(text)
  if (!accelerator) return ''
  const {command, control, alt, shift} = accelerator
  const key = signOn(layout, accelerator.key)
  const mac = platform === 'mac'
  return [
    (control || (command && !mac)) && say('Control', {}, 'key'),
    alt && (mac ? say('Option', {}, 'key') : 'Alt'),
    shift && say('Shift', {}, 'key'),
    command && mac && say('Command', {}, 'key'),
    SPOKEN[key] ?? key,
  ]
    .filter(Boolean)
    .join(' ')
}

/** The value of `aria-keyshortcuts`. */
export function ariaKeys(text: string, platform: Platform): string | undefined {
  const accelerator = parseAccelerator(text)
  if (!accelerator) return undefined
  const {command, control, alt, shift, key} = accelerator
  const mac = platform === 'mac'
  const name = ['Up', 'Down', 'Left', 'Right'].includes(key) ? `Arrow${key}` : key
  return [(control || (command && !mac)) && 'Control', alt && 'Alt', shift && 'Shift', command && mac && 'Meta', name].filter(Boolean).join('+')
}

/** What matching reads of a KeyboardEvent. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const EVENT_KEYS: {readonly [key: string]: string} = {Up: 'ArrowUp', Down: 'ArrowDown', Left: 'ArrowLeft', Right: 'ArrowRight', Space: ' '}

const signAt = (code: string): string | undefined => Object.keys(SIGNS).find(sign => SIGNS[sign] === code)

/** A letter is the one typed, where the layout types Latin letters; else, as on Cyrillic or with Option on a Mac, the one a US keyboard has there. */
const typesLetter = ({key, code, altKey}: KeyPress, letter: string): boolean =>
  /^[a-z]$/i.test(key) || (/^[\x21-\x7e]$/.test(key) && !altKey) ? key.toUpperCase() === letter : code === `Key${letter}`

/** Digits sit on the same keys everywhere, but French keyboards type them with Shift and Macs type signs with Option. */
const typesDigit = ({key, code}: KeyPress, digit: string): boolean => asciiDigit(key) === digit || code === `Digit${digit}`

/** The digit that a key types in whatever script, as Persian and Arabic keyboards do: those that keyboards type stand in rows of ten. */
function asciiDigit(key: string): string | undefined {
  const point = key.codePointAt(0) ?? 0
  if (!isDigit(key)) return undefined
  let value = 0
  while (value < 9 && isDigit(String.fromCodePoint(point - value - 1))) value++
  return String(value)
}

const isDigit = (key: string): boolean => /^\p{Nd}$/u.test(key)

/** The digit of a key press without modifiers: the one typed, or the one on the key where the layout types a sign or é there, as AZERTY does. */
export function digitOf(press: KeyPress): string | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  const typed = asciiDigit(press.key)
  if (typed !== undefined || press.shiftKey || /^[a-z]$/i.test(press.key)) return typed
  return /^Digit([0-9])$/.exec(press.code)?.[1]
}

/** A sign counts where it is typed, and, on layouts that type something else than another sign there, at its place on a US keyboard. */
const typesSign = ({key, code}: KeyPress, sign: string): boolean => (Object.hasOwn(SIGNS, key) ? key === sign : signAt(code) === sign)

/** The letter or sign of a key press without Ctrl, Alt or ⌘, as an accelerator spells it; none of a digit or anything else. */
export function characterOf(press: KeyPress): string | undefined {
  const {key, code, shiftKey} = press
  if (press.ctrlKey || press.metaKey || press.altKey || [...key].length !== 1) return undefined
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : /^[\x21-\x7e]$/.test(key) ? undefined : /^Key([A-Z])$/.exec(code)?.[1]
  const character = letter ?? (Object.hasOwn(SIGNS, key) ? key : signAt(code))
  return character === undefined ? undefined : `${shiftKey ? 'Shift+' : ''}${character}`
}

/** Whether this key press is that accelerator, on whatever keyboard layout: Cyrillic, Arabic, AZERTY or a Mac's Option letters. */
export function matchesKey(press: KeyPress, accelerator: Accelerator, platform: Platform): boolean {
  const mac = platform === 'mac'
  const control = accelerator.control || (accelerator.command && !mac)
  const meta = accelerator.command && mac
  if (press.ctrlKey !== control || press.metaKey !== meta || press.altKey !== accelerator.alt) return false
  const {key} = accelerator
  // Alt+= is typed as Alt++ by anyone who reads it as "plus", and by layouts where = needs Shift.
  const held = accelerator.command || accelerator.alt
  if (key === '=' && held && (press.key === '=' || press.key === '+')) return true
  if (key === '-' && held && press.code === 'NumpadSubtract') return true
  if (press.shiftKey !== accelerator.shift && !(/^[0-9]$/.test(key) && press.key === key)) return false
  if (key.length > 1) return press.key === (EVENT_KEYS[key] ?? key)
  if (/[A-Z]/.test(key)) return typesLetter(press, key)
  return /[0-9]/.test(key) ? typesDigit(press, key) : typesSign(press, key)
}
