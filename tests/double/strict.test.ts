import {expect, test} from 'vitest'
import {preventable, StrictEmitter} from './emitter.ts'
import {strict} from './strict.ts'
import {fromWire, toWire} from './wire.ts'

test('what the double does not simulate throws, read or written', async () => {
  const app = strict('app', {name: 'Claimlight'}) as Record<string, unknown>
  expect(app.name).toBe('Claimlight')
  expect(() => app.dock).toThrow('double: app.dock is not simulated')
  expect(() => Object.assign(app, {badgeCount: 1})).toThrow('double: app.badgeCount is not simulated')
  expect(await app).toBe(app)
})

test('a listener for an event that never comes is refused', () => {
  const emitter = new StrictEmitter('app', ['ready'])
  expect(() => emitter.on('gpu-info-update', () => undefined)).toThrow('never emits')
  expect(() => emitter.once('login', () => undefined)).toThrow('never emits')
})

test('an event says whether it was prevented', () => {
  const {event, prevented} = preventable({url: 'x'})
  expect(prevented()).toBe(false)
  event.preventDefault()
  expect(prevented()).toBe(true)
})

test('the wire carries what structured clone carries, and refuses what it refuses', () => {
  const value = {
    text: 'é\u0301 עברית 🌊\u0000',
    nothing: undefined,
    none: null,
    list: [1, -0.5, Number.NaN, Number.POSITIVE_INFINITY],
    bytes: new Uint8Array([0, 255, 7]),
    map: new Map([['a', new Date(5)]]),
  }
  expect(fromWire(toWire(value))).toEqual(value)
  expect(fromWire(toWire(new Uint8Array(100_000).fill(9)))).toEqual(new Uint8Array(100_000).fill(9))
  expect(() => toWire({call: () => undefined})).toThrow('could not be cloned')
  expect(() => toWire(Symbol('x'))).toThrow('could not be cloned')
  const loop: {self?: object} = {}
  loop.self = loop
  expect(() => toWire(loop)).toThrow('not simulated')
})
