import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {COMMANDS} from '../../src/ipc/commands.ts'
import type {KeyPress} from '../../src/renderer/ui/shortcuts.ts'
import {
  ariaKeys,
  characterOf,
  digitOf,
  keyCaps,
  matchesKey,
  parseAccelerator,
  platformOf,
  spellAccelerator,
  spokenKeys,
} from '../../src/renderer/ui/shortcuts.ts'

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

function answers(keys: string, pressed: KeyPress, platform: 'mac' | 'other' = 'other'): boolean {
  const accelerator = parseAccelerator(keys)
  if (!accelerator) throw new Error(`${keys} is no accelerator.`)
  return matchesKey(pressed, accelerator, platform)
}

describe('reading accelerators', () => {
  const none = {command: false, control: false, alt: false, shift: false}
  test.each([
    ['CmdOrCtrl+Shift+E', {...none, command: true, shift: true, key: 'E'}],
    ['Alt+PageDown', {...none, alt: true, key: 'PageDown'}],
    ['C', {...none, key: 'C'}],
    ['[', {...none, key: '['}],
    ['Shift+[', {...none, shift: true, key: '['}],
    ['Delete', {...none, key: 'Delete'}],
    ['F1', {...none, key: 'F1'}],
    ['F24', {...none, key: 'F24'}],
    ['CmdOrCtrl+=', {...none, command: true, key: '='}],
    ['CmdOrCtrl+Plus', {...none, command: true, key: '='}],
    ['CmdOrCtrl+,', {...none, command: true, key: ','}],
    ['commandorcontrol+alt+b', {...none, command: true, alt: true, key: 'B'}],
    ['Ctrl+Return', {...none, control: true, key: 'Enter'}],
    ['Alt+1', {...none, alt: true, key: '1'}],
  ])('%s', (text, read) => expect(parseAccelerator(text)).toEqual(read))

  test.each(['', '+', 'Ctrl+', 'Ctrl', 'Shift+Shift+A', 'Hyper+A', 'F25', 'Ä', 'constructor', 'toString+A', 'CmdOrCtrl++', 'AB', '😀'])('%j is none', text =>
    expect(parseAccelerator(text)).toBeUndefined(),
  )

  test('every command of the app has keys that can be read, and no two are the same', () => {
    const spelled = Object.values(COMMANDS).flatMap(command => ('keys' in command ? [command.keys] : []))
    const read = spelled.map(keys => parseAccelerator(keys))
    expect(read).not.toContain(undefined)
    expect(new Set(read.map(one => one && spellAccelerator(one))).size).toBe(spelled.length)
  })

  const keys = [
    ..."ABCXYZ0189[],./\\;'`-=",
    'Enter',
    'Escape',
    'Delete',
    'PageUp',
    'PageDown',
    'Up',
    'Down',
    'Left',
    'Right',
    'Home',
    'F1',
    'F12',
    'Space',
    'Tab',
  ]
  const accelerators = fc.record({
    command: fc.boolean(),
    control: fc.boolean(),
    alt: fc.boolean(),
    shift: fc.boolean(),
    key: fc.constantFrom(...keys),
  })
  test('spelling an accelerator and reading it again gives the same one, in any case of letters', () => {
    fc.assert(
      fc.property(accelerators, fc.boolean(), (accelerator, lower) => {
        const spelled = spellAccelerator(accelerator)
        expect(parseAccelerator(lower ? spelled.toLowerCase() : spelled)).toEqual(accelerator)
      }),
    )
  })
  test('any text is read or refused, never an error', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), text => {
        const read = parseAccelerator(text)
        if (read) expect(parseAccelerator(spellAccelerator(read))).toEqual(read)
        else expect(keyCaps(text, 'mac')).toEqual([])
      }),
    )
  })
})

describe('matching key presses', () => {
  test.each([
    ['a letter', 'C', press('c', 'KeyC'), true],
    ['a letter with Caps Lock', 'C', press('C', 'KeyC'), true],
    ['a letter with Shift', 'C', press('C', 'KeyC', {shiftKey: true}), false],
    ['another letter', 'C', press('v', 'KeyV'), false],
    ['a Cyrillic layout', 'C', press('с', 'KeyC'), true],
    ['an Arabic layout with Control', 'CmdOrCtrl+K', press('ن', 'KeyK', {ctrlKey: true}), true],
    ['a Hebrew layout, a letter on a sign', 'E', press('ק', 'KeyE'), true],
    ['Dvorak by what it types', 'C', press('c', 'KeyI'), true],
    ['Dvorak, not by place', 'C', press('j', 'KeyC'), false],
    ['Dvorak, a sign on a letter', 'Q', press("'", 'KeyQ'), false],
    ['AZERTY by what it types', 'A', press('a', 'KeyQ'), true],
    ['a digit on AZERTY without Shift', '1', press('&', 'Digit1'), true],
    ['a digit on AZERTY with Shift', '1', press('1', 'Digit1', {shiftKey: true}), true],
    ['a digit of the number pad', '4', press('4', 'Numpad4'), true],
    ['an arrow of the number pad', '4', press('ArrowLeft', 'Numpad4'), false],
    ['Shift and a digit on a US keyboard', '1', press('!', 'Digit1', {shiftKey: true}), false],
    ['a digit of a Persian keyboard', '2', press('۲', 'Digit2'), true],
    ['a bracket', '[', press('[', 'BracketLeft'), true],
    ['a shifted bracket is not the bare one', '[', press('{', 'BracketLeft', {shiftKey: true}), false],
    ['a shifted bracket', 'Shift+[', press('{', 'BracketLeft', {shiftKey: true}), true],
    ['the place of the bracket on a German keyboard', '[', press('ü', 'BracketLeft'), true],
    ['the bracket of Dvorak', '[', press('[', 'Minus'), true],
    ['another sign at the place of the bracket', '[', press('/', 'BracketLeft'), false],
    ['larger text as plus', 'Alt+=', press('+', 'Equal', {altKey: true, shiftKey: true}), true],
    ['larger text on the number pad', 'Alt+=', press('+', 'NumpadAdd', {altKey: true}), true],
    ['smaller text on the number pad', 'Alt+-', press('-', 'NumpadSubtract', {altKey: true}), true],
    ['a page key with Alt', 'Alt+PageDown', press('PageDown', 'PageDown', {altKey: true}), true],
    ['a page key without Alt', 'Alt+PageDown', press('PageDown', 'PageDown'), false],
    ['Shift too much', 'CmdOrCtrl+Z', press('Z', 'KeyZ', {ctrlKey: true, shiftKey: true}), false],
    ['Control and Alt', 'CmdOrCtrl+Alt+B', press('b', 'KeyB', {ctrlKey: true, altKey: true}), true],
    ['a function key', 'F1', press('F1', 'F1'), true],
    ['the Windows key is not Control', 'CmdOrCtrl+K', press('k', 'KeyK', {metaKey: true}), false],
  ])('%s', (_, keys, pressed, yes) => expect(answers(keys, pressed)).toBe(yes))

  test.each([
    ['command', 'CmdOrCtrl+K', press('k', 'KeyK', {metaKey: true}), true],
    ['Control is not command', 'CmdOrCtrl+K', press('k', 'KeyK', {ctrlKey: true}), false],
    ['Option types signs', 'Alt+1', press('¡', 'Digit1', {altKey: true}), true],
    ['Option and command', 'CmdOrCtrl+Alt+B', press('∫', 'KeyB', {metaKey: true, altKey: true}), true],
    ['a German Option letter', 'CmdOrCtrl+Alt+L', press('@', 'KeyL', {metaKey: true, altKey: true}), true],
  ])('on a Mac: %s', (_, keys, pressed, yes) => expect(answers(keys, pressed, 'mac')).toBe(yes))
})

test.each([
  ['a digit', press('1', 'Digit1'), '1'],
  ['of the number pad', press('7', 'Numpad7'), '7'],
  ['the place of 1 on AZERTY', press('&', 'Digit1'), '1'],
  ['the place of 2 on AZERTY', press('é', 'Digit2'), '2'],
  ['with Shift on AZERTY', press('3', 'Digit3', {shiftKey: true}), '3'],
  ['of a Persian keyboard', press('۴', 'Digit4'), '4'],
  ['of an Arabic keyboard', press('٩', 'Digit9'), '9'],
  ['of a Devanagari keyboard', press('०', 'Digit0'), '0'],
  ['a sign of a US keyboard', press('!', 'Digit1', {shiftKey: true}), undefined],
  ['a letter', press('j', 'KeyJ'), undefined],
  ['with Alt', press('1', 'Digit1', {altKey: true}), undefined],
])('a label is chosen by the digit, whatever the layout types: %s', (_, pressed, digit) => expect(digitOf(pressed)).toBe(digit))

describe('showing keys', () => {
  test.each([
    ['CmdOrCtrl+Shift+E', ['⇧', '⌘', 'E'], ['Ctrl', 'Shift', 'E'], 'Shift Command E', 'Control Shift E'],
    ['Alt+PageDown', ['⌥', '⇟'], ['Alt', 'PgDn'], 'Option Page Down', 'Alt Page Down'],
    ['[', ['['], ['['], 'left bracket', 'left bracket'],
    ['Delete', ['⌦'], ['Del'], 'Delete', 'Delete'],
  ])('%s', (keys, mac, other, macWords, words) => {
    expect(keyCaps(keys, 'mac')).toEqual(mac)
    expect(keyCaps(keys, 'other')).toEqual(other)
    expect(spokenKeys(keys, 'mac')).toBe(macWords)
    expect(spokenKeys(keys, 'other')).toBe(words)
  })
  test('screen readers are told in the spelling of aria-keyshortcuts', () => {
    expect(ariaKeys('CmdOrCtrl+Shift+E', 'mac')).toBe('Shift+Meta+E')
    expect(ariaKeys('CmdOrCtrl+Shift+E', 'other')).toBe('Control+Shift+E')
    expect(ariaKeys('Alt+Up', 'other')).toBe('Alt+ArrowUp')
    expect(ariaKeys('nonsense', 'other')).toBeUndefined()
  })
  test('the platform is told from its name', () => {
    expect(['MacIntel', 'Linux x86_64', 'Win32'].map(platformOf)).toEqual(['mac', 'other', 'other'])
  })
})

test('caps and spoken names of signs are those of the keyboard in use, and letters those that it types', () => {
  const german = new Map([
    ['BracketLeft', 'ü'],
    ['BracketRight', '+'],
    ['Minus', 'ß'],
    ['Slash', '-'],
    ['Comma', ','],
  ])
  expect(['[', 'Shift+[', '-', ','].map(keys => keyCaps(keys, 'other', german).join(' '))).toEqual(['Ü', 'Shift Ü', '-', ','])
  expect([spokenKeys('[', 'other', german), spokenKeys('[', 'other')]).toEqual(['Ü', 'left bracket'])
  expect([spokenKeys('CmdOrCtrl+Alt+1', 'mac', german), spokenKeys('CmdOrCtrl+Alt+1', 'other', german)]).toEqual(['Option Command 1', 'Control Alt 1'])
  const press = {ctrlKey: false, metaKey: false, altKey: false, shiftKey: false}
  expect(characterOf({...press, key: 'c', code: 'KeyC'})).toBe('C')
  expect(characterOf({...press, key: 'C', code: 'KeyC', shiftKey: true})).toBe('Shift+C')
  expect(characterOf({...press, key: 'ؤ', code: 'KeyC'})).toBe('C')
  expect(characterOf({...press, key: 'ü', code: 'BracketLeft'})).toBe('[')
  expect(characterOf({...press, key: 'q', code: 'KeyA'})).toBe('Q')
  expect([characterOf({...press, key: '1', code: 'Digit1'}), characterOf({...press, key: 'c', code: 'KeyC', ctrlKey: true})]).toEqual([undefined, undefined])
})
