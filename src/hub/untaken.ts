import type {Connection} from '@hocuspocus/server'
import {OutgoingMessage} from '@hocuspocus/server'
import {SYNC_STATUS, syncStatus} from '../sync/sync-status.ts'

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
      if (!held.has(connection)) sayNothingSaved(connection)
      held.set(connection, why)
    },
    holds: connection => held.has(connection),
    release: (connection, mayWrite) => {
      if (!held.has(connection)) return
      const why = held.get(connection)
      held.delete(connection)
      Reflect.deleteProperty(connection, 'send')
      connection.readOnly = !mayWrite()
      if (why === undefined) return
      // As if it had not been opened: the window shows why, keeps what it has, and asks again.
      connection.send(new OutgoingMessage(connection.messageAddress).writePermissionDenied(why).toUint8Array())
      connection.close()
    },
  }
}

/**
 * The library calls what a window answers saved when all its changes are known by their numbers, whatever is in them. What is refused
 * because somebody else's work has those numbers would be lost by that.
 */
function sayNothingSaved(connection: Connection): void {
  const send = connection.send.bind(connection)
  connection.send = message => {
    if (message.at(-2) !== SYNC_STATUS || syncStatus(message)?.saved !== true) return send(message)
    const not = message.slice()
    not[not.length - 1] = NOT_SAVED
    send(not)
  }
}

/** The last byte of what says whether something is saved. */
const NOT_SAVED = 0
