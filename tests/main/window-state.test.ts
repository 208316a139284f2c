import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {placeWindow} from '../../src/main/window-state.ts'

const laptop = {x: 0, y: 0, width: 1440, height: 900}
const desk = {x: 1440, y: -200, width: 2560, height: 1440}

test('a window comes back where it was', () => {
  const bounds = {x: 1500, y: 10, width: 1200, height: 800}
  expect(placeWindow({bounds, maximized: false}, [laptop, desk])).toEqual(bounds)
})

test('a window of a screen that is gone is put where the system puts new windows, no larger than what is there', () => {
  expect(placeWindow({bounds: {x: 1500, y: 10, width: 2500, height: 1300}, maximized: false}, [laptop])).toEqual({width: 1440, height: 900})
})

test('a first window has a size for reading', () => {
  expect(placeWindow(undefined, [laptop])).toEqual({width: 1280, height: 800})
})

test('whatever was remembered, the title bar can be grasped on some screen', () => {
  const screen = fc.record({
    x: fc.integer({min: -5000, max: 5000}),
    y: fc.integer({min: -5000, max: 5000}),
    width: fc.integer({min: 640, max: 4000}),
    height: fc.integer({min: 480, max: 3000}),
  })
  const bounds = fc.record({x: fc.integer(), y: fc.integer(), width: fc.integer({min: 1, max: 10_000}), height: fc.integer({min: 1, max: 10_000})})
  fc.assert(
    fc.property(bounds, fc.array(screen, {minLength: 1, maxLength: 3}), (remembered, screens) => {
      const placed = placeWindow({bounds: remembered, maximized: false}, screens)
      expect(placed.width).toBeLessThanOrEqual(Math.max(...screens.map(({width}) => width)))
      const {x, y} = placed
      if (x === undefined || y === undefined) return
      expect(screens.some(each => x < each.x + each.width && x + placed.width > each.x && y >= each.y && y < each.y + each.height)).toBe(true)
    }),
  )
})
