import {expect, test} from 'vitest'
import {placeBeside} from '../../src/renderer/ui/place.ts'
import {rememberedTheme, setTheme, toggledTheme} from '../../src/renderer/ui/theme.ts'

const storage = () => {
  const kept = new Map<string, string>()
  return {getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value)}
}

test('a chosen theme is shown and remembered; the system’s own leaves no mark', () => {
  const memory = storage()
  const root = document.createElement('html')
  expect(rememberedTheme(memory)).toBe('system')
  setTheme('dark', root, memory)
  expect([root.dataset.theme, rememberedTheme(memory)]).toEqual(['dark', 'dark'])
  setTheme('system', root, memory)
  expect([root.dataset.theme, rememberedTheme(memory)]).toEqual([undefined, 'system'])
})

test('a storage that refuses is no obstacle', () => {
  const refuse = (): never => {
    throw new Error('Storage is disabled.')
  }
  const root = document.createElement('html')
  setTheme('light', root, {getItem: refuse, setItem: refuse})
  expect(root.dataset.theme).toBe('light')
  expect(rememberedTheme({getItem: refuse, setItem: refuse})).toBe('system')
})

test.each([
  ['system', false, 'dark'],
  ['system', true, 'light'],
  ['light', false, 'dark'],
  ['dark', false, 'system'],
  ['light', true, 'system'],
  ['dark', true, 'light'],
] as const)('switching from %s on a desktop that is dark: %s, gives %s', (theme, dark, next) => expect(toggledTheme(theme, dark)).toBe(next))

const room = {width: 1000, height: 600}
test.each([
  ['below its anchor', {left: 100, top: 100, width: 80, height: 30}, {width: 200, height: 150}, {left: 100, top: 134, side: 'below'}],
  ['above where there is no room below', {left: 100, top: 500, width: 80, height: 30}, {width: 200, height: 150}, {left: 100, top: 346, side: 'above'}],
  ['moved into the window', {left: 950, top: 100, width: 40, height: 30}, {width: 200, height: 150}, {left: 792, top: 134, side: 'below'}],
  [
    'at the side with more room when it fits nowhere',
    {left: 100, top: 200, width: 80, height: 30},
    {width: 200, height: 900},
    {left: 100, top: 234, side: 'below'},
  ],
] as const)('a popover opens %s', (_, anchor, size, expected) => {
  const {maxHeight, ...at} = placeBeside(anchor, size, room, {side: 'below', align: 'start'})
  expect(at).toEqual(expected)
  expect(at.top + Math.min(size.height, maxHeight)).toBeLessThanOrEqual(room.height - 8)
})
