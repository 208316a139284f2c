import {fromWire, toWire} from '../wire.ts'
import type {Carried} from './messages.ts'

/**
 * One side of a context bridge. The worlds share nothing but the document, and talk by events on it whose detail is a
 * string, under a name the page cannot guess. Values are copied, functions and promises stand for those of the other side.
 */
export function openBridge(secret: string, side: 'page' | 'preload') {
  const other = side === 'page' ? 'preload' : 'page'
  const functions: ((...args: unknown[]) => unknown)[] = []
  const pending = new Map<number, (carried: Carried) => void>()
  let promises = 0
  const fire = (name: string, detail: object): void => void document.dispatchEvent(new CustomEvent(`${secret}:${name}`, {detail: JSON.stringify(detail)}))
  const hear = (name: string, listener: (detail: never) => void): void =>
    document.addEventListener(`${secret}:${name}`, event => listener(JSON.parse((event as CustomEvent<string>).detail) as never))

  const carry = (value: unknown): Carried => {
    if (typeof value === 'function') return {kind: 'function', id: functions.push(value as () => unknown) - 1}
    if (value instanceof Promise) {
      const id = ++promises
      value.then(
        result => fire(`settled:${other}`, {id, carried: carry(result)}),
        error => fire(`settled:${other}`, {id, carried: failure(error)}),
      )
      return {kind: 'promise', id}
    }
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return {kind: 'object', entries: Object.entries(value).map(([key, each]) => [key, carry(each)] as const)}
    return {kind: 'value', value: toWire(value)}
  }

  const receive = (carried: Carried): unknown => {
    switch (carried.kind) {
      case 'value':
        return fromWire(carried.value)
      case 'error':
        throw new Error(carried.message)
      case 'object':
        return Object.freeze(Object.fromEntries(carried.entries.map(([key, each]) => [key, receive(each)])))
      case 'function':
        return (...args: unknown[]) => call(carried.id, args)
      case 'promise':
        return new Promise((resolve, reject) => {
          pending.set(carried.id, result => {
            try {
              resolve(receive(result))
            } catch (error) {
              reject(error)
            }
          })
        })
    }
  }

  const call = (id: number, args: readonly unknown[]): unknown => {
    let answer: Carried | undefined
    const listener = (event: Event): void => {
      answer = JSON.parse((event as CustomEvent<string>).detail) as Carried
    }
    document.addEventListener(`${secret}:answer:${side}`, listener, {once: true})
    fire(`call:${other}`, {id, args: args.map(carry)})
    if (answer === undefined) throw new Error('double: the other world did not answer')
    return receive(answer)
  }

  hear(`call:${side}`, ({id, args}: {id: number; args: readonly Carried[]}) => {
    let answer: Carried
    try {
      answer = carry(functions[id]?.(...args.map(receive)))
    } catch (error) {
      answer = failure(error)
    }
    fire(`answer:${other}`, answer)
  })
  hear(`settled:${side}`, ({id, carried}: {id: number; carried: Carried}) => {
    pending.get(id)?.(carried)
    pending.delete(id)
  })

  return {
    expose: (key: string, api: unknown): void => fire('expose', {key, api: carry(api)}),
    onExpose: (listener: (key: string, api: unknown) => void): void => hear('expose', ({key, api}: {key: string; api: Carried}) => listener(key, receive(api))),
  }
}

const failure = (error: unknown): Carried => ({kind: 'error', message: error instanceof Error ? error.message : String(error)})
