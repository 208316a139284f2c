import {EventEmitter} from 'node:events'

/** An emitter that refuses listeners for events it would never emit. */
export class StrictEmitter extends EventEmitter {
  constructor(
    private readonly label: string,
    private readonly events: readonly string[],
  ) {
    super()
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.events.includes(event)) throw new Error(`double: ${this.label} never emits "${event}"`)
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    if (!this.events.includes(event)) throw new Error(`double: ${this.label} never emits "${event}"`)
    return super.once(event, listener as (...args: unknown[]) => void)
  }
}

/** An event whose default can be prevented, and whether it was. */
export function preventable<T extends object>(fields: T): {readonly event: T & {preventDefault(): void}; readonly prevented: () => boolean} {
  let prevented = false
  const event = {
    ...fields,
    preventDefault: () => {
      prevented = true
    },
  }
  return {event, prevented: () => prevented}
}
