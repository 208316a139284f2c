// @vitest-environment node
import {expect, test} from 'vitest'
import {fitting} from '../../src/renderer/ui/use-fitting.ts'

const beside = {button: 24, gap: 2}

test('of a row all are shown where all have room, without a button for others', () => {
  expect(fitting([50, 50, 50], {...beside, room: 154})).toBe(3)
})

test('else as many from the first as have room beside that button', () => {
  const rooms = [153, 128, 127, 76, 75, 10]
  expect(rooms.map(room => fitting([50, 50, 50], {...beside, room}))).toEqual([2, 2, 1, 1, 0, 0])
})

test('a row without anything has room for all of it', () => {
  expect(fitting([], {...beside, room: 0})).toBe(0)
})
