import type {Connection} from '@hocuspocus/server'
import {OutgoingMessage} from '@hocuspocus/server'

/**
 * Changes that are not taken. For the one message that brings such a change its connection may only read: so the sync
 * library neither applies it nor says that it is saved.
 */
export interface Untaken {
  /** `why`: for its sender to read; without it the change is offered again by itself. */
  hold(connection: Connection, why?: string): void
  holds(connection: Connection): boolean
  /** The message is dealt with. */
  release(connection: Connection, mayWrite: () => boolean): void
}

export function untaken(): Untaken {
  const held = new Map<Connection, string | undefined>()
  return {
    hold: (connection, why) => {
      connection.readOnly = true
      held.set(connection, why)
    },
    holds: connection => held.has(connection),
    release: (connection, mayWrite) => {
      if (!held.has(connection)) return
      const why = held.get(connection)
      held.delete(connection)
      connection.readOnly = !mayWrite()
      if (why === undefined) return
      // As if it had not been opened: the window shows why, keeps what it has, and asks again.
      connection.send(new OutgoingMessage(connection.messageAddress).writePermissionDenied(why).toUint8Array())
      connection.close()
    },
  }
}
