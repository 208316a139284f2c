import type {Wire} from '../wire.ts'
import type {ClickDisposition} from './new-window-clicks.ts'

/** What the preload's world and the main process say to each other. */
export type FromPreload =
  | {readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: Wire}
  | {readonly type: 'post'; readonly channel: string; readonly message: Wire; readonly ports: readonly string[]}
  | {readonly type: 'port'; readonly id: string; readonly data: Wire}
  | {readonly type: 'port-closed'; readonly id: string}
  | {readonly type: 'open'; readonly url: string; readonly disposition: ClickDisposition}

export type ToPreload =
  | {readonly type: 'reply'; readonly id: number; readonly value?: Wire; readonly error?: string}
  | {readonly type: 'event'; readonly channel: string; readonly args: Wire}
  | {readonly type: 'port'; readonly id: string; readonly data: Wire}
  | {readonly type: 'port-closed'; readonly id: string}

/** What the context bridge carries between a preload's world and its page's: a copy, a function's number, or what a promise will give. */
export type Carried =
  | {readonly kind: 'value'; readonly value: Wire}
  | {readonly kind: 'function'; readonly id: number}
  | {readonly kind: 'promise'; readonly id: number}
  | {readonly kind: 'object'; readonly entries: readonly (readonly [string, Carried])[]}
  | {readonly kind: 'error'; readonly message: string}
