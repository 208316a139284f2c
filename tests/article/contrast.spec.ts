import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import {HUES} from '../../src/renderer/ui/hue.ts'
import {open, test} from './page.ts'

const LINES = ['solid', 'dotted', 'dashed', 'double', 'wavy'] as const
const LANES = [0, 1, 2, 3]
const TEXT = 'Netanyahu said in Washington that the talks go on.'

/** Colours as they come to the screen, in red, green and blue from 0 to 255, each over what lies under it. */
type Colours = {
  readonly paper: number[]
  readonly text: number[]
  readonly furniture: number[]
  readonly grounds: Record<string, number[]>
  readonly lines: Record<string, number[]>
}

async function colours(page: Page, names: readonly string[]): Promise<Colours> {
  return page.evaluate(highlights => {
    const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true}) as CanvasRenderingContext2D
    const over = (...layers: string[]): number[] => {
      context.clearRect(0, 0, 1, 1)
      for (const layer of layers) {
        context.fillStyle = layer
        context.fillRect(0, 0, 1, 1)
      }
      return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]
    }
    const words = document.querySelector('.article-text p') as Element
    const paper = getComputedStyle(document.querySelector('.article') as Element).backgroundColor
    const of = (name: string) => getComputedStyle(words, `::highlight(${name})`)
    return {
      paper: over(paper),
      text: over(paper, getComputedStyle(words).color),
      furniture: over(paper, of('article-furniture').color),
      grounds: Object.fromEntries(highlights.map(name => [name, over(paper, of(name).backgroundColor)])),
      lines: Object.fromEntries(highlights.map(name => [name, over(paper, of(name).textDecorationColor)])),
    }
  }, names)
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map(value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

for (const theme of ['light', 'dark'] as const) {
  test(`on every ground of a highlight letters can be read, and the line of every other can be seen, in ${theme}`, async ({article}) => {
    await article.emulateMedia({colorScheme: theme})
    await open(article, {text: TEXT})
    await article.evaluate(hues => globalThis.harness.looks(hues.map(hue => ({name: hue, hue, line: 'solid' as const}))), HUES)
    const painted = HUES.flatMap(hue => [...LANES.map(lane => `${hue}-lane-${lane}`), `${hue}-selected`])
    const {paper, text, furniture, grounds, lines} = await colours(article, painted)
    const low = (least: number, front: readonly number[], all: Record<string, number[]>) =>
      Object.entries(all).flatMap(([name, ground]) => (contrast(front, ground) < least ? [`${name}: ${contrast(front, ground).toFixed(2)}`] : []))
    expect(low(4.5, text, {...grounds, paper})).toEqual([])
    expect(low(4.5, furniture, {paper})).toEqual([])
    for (const [name, line] of Object.entries(lines)) expect([name, ...low(3, line, {...grounds, paper})]).toEqual([name])
    expect(new Set(Object.values(grounds).map(String)).size).toBeGreaterThan(HUES.length)
  })
}

test('without colour each line differs from every other by its style or by twice its thickness, in forced colours too', async ({article}) => {
  await open(article, {text: TEXT})
  const looks = LINES.flatMap(line => (['thin', 'thick'] as const).map(weight => ({name: `${line}-${weight}`, hue: 'slate', line, weight})))
  await article.evaluate(given => globalThis.harness.looks(given), looks)
  for (const forcedColors of ['none', 'active'] as const) {
    await article.emulateMedia({forcedColors})
    const drawn = await article.evaluate(
      names =>
        names.map(name => {
          const style = getComputedStyle(document.querySelector('.article-text p') as Element, `::highlight(${name}-lane-0)`)
          return {style: style.textDecorationStyle, thickness: Number.parseFloat(style.textDecorationThickness)}
        }),
      looks.map(({name}) => name),
    )
    for (const [at, one] of drawn.entries()) {
      for (const other of drawn.slice(at + 1)) {
        const ratio = Math.max(one.thickness, other.thickness) / Math.min(one.thickness, other.thickness)
        expect([looks[at]?.name, one.style !== other.style || ratio >= 2]).toEqual([looks[at]?.name, true])
      }
    }
  }
})
