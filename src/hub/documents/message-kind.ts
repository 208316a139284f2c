/** The kinds of messages; see docs/sync-protocol.md. */
export const SYNC = 0
export const PRESENCE = 1
export const AUTH = 2
export const REPLY = 4
export const CLOSE = 7

/** The kind of a message. The name of its document stands before it, with one byte of length. */
export const kindOf = (message: Uint8Array): number | undefined => message[1 + (message[0] ?? 0)]
