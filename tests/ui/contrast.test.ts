import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {HUES} from '../../src/renderer/ui/hue.ts'

const css = readFileSync('src/renderer/ui/theme.css', 'utf8')

function colour(token: string, theme: 'light' | 'dark'): string {
  const value = new RegExp(`  --${token}: ([^;]+);`).exec(css)?.[1] ?? ''
  const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (alias) return colour(alias, theme)
  const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value)
  const found = theme === 'light' ? pair?.[1] : pair?.[2]
  if (!found) throw new Error(`--${token} is no pair of colours: "${value}".`)
  return found
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const SURFACES = ['surface', 'surface-raised', 'surface-sunken']
const GROUNDS = [...SURFACES, 'surface-hover', 'surface-pressed']
const TINTS = [...HUES.map(hue => `hue-${hue}-tint`), 'accent-tint', 'danger-tint', 'warning-tint', 'success-tint']

const pairs = (fronts: readonly string[], grounds: readonly string[]) => fronts.flatMap(front => grounds.map(ground => [front, ground] as const))
const TEXT_PAIRS = [
  ...pairs(['text', 'text-quiet'], GROUNDS),
  ...pairs(['text', 'text-quiet'], TINTS),
  ...pairs(['accent', 'danger', 'warning', 'success'], GROUNDS),
  ...pairs(
    HUES.map(hue => `hue-${hue}`),
    SURFACES,
  ),
  ...HUES.map(hue => [`hue-${hue}`, `hue-${hue}-tint`] as const),
  ...pairs(['accent-text'], ['accent', 'accent-hover']),
  ...pairs(['danger-text'], ['danger', 'danger-hover']),
  ...(['accent', 'danger', 'warning', 'success'] as const).map(name => [name, `${name}-tint`] as const),
]
const LINE_PAIRS = [
  ...pairs(['line-strong', 'focus'], SURFACES),
  ...pairs(
    HUES.map(hue => `hue-${hue}-line`),
    SURFACES,
  ),
]

describe.each(['light', 'dark'] as const)('%s theme', theme => {
  test.each(TEXT_PAIRS)('%s can be read on %s', (front, ground) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(LINE_PAIRS)('%s can be seen on %s', (front, ground) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

test('the measure itself is right: black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
