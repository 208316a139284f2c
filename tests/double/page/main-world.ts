import {openBridge} from './bridge.ts'

/** Handed in by the function that the built script is wrapped in. */
declare const SECRET: string

openBridge(SECRET, 'page').onExpose((key, api) => {
  Object.defineProperty(window, key, {value: api, enumerable: true, configurable: false, writable: false})
})
