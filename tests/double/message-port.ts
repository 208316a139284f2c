import {StrictEmitter} from './emitter.ts'
import {strict} from './strict.ts'
import type {Wire} from './wire.ts'
import {fromWire, toWire} from './wire.ts'

/** Main's end of a MessageChannel whose other end is in a page. Holds messages back until `start`, as Electron does. */
export class MessagePortMain extends StrictEmitter {
  private started = false
  private closed = false
  private readonly waiting: Wire[] = []

  constructor(private readonly toPage: {message(data: Wire): void; close(): void}) {
    super('MessagePortMain', ['message', 'close'])
    // biome-ignore lint/correctness/noConstructorReturn: every reader gets the strict view
    return strict('MessagePortMain', this)
  }

  postMessage(message: unknown): void {
    if (!this.closed) this.toPage.message(toWire(message))
  }

  start(): void {
    this.started = true
    for (const each of this.waiting.splice(0)) this.receive(each)
  }

  close(): void {
    if (this.closed) return
    this.toPage.close()
    this.disconnect()
  }

  /** For the double itself: a message from the page. */
  receive(data: Wire): void {
    if (this.started) this.emit('message', {data: fromWire(data), ports: []})
    else this.waiting.push(data)
  }

  /** For the double itself: the page's end is gone. */
  disconnect(): void {
    if (this.closed) return
    this.closed = true
    setImmediate(() => this.emit('close'))
  }
}
