/**
 * The part of a browser WebSocket that the sync provider uses: a class whose instances are event targets that say
 * `open`, `message` (ArrayBuffer data) and `close` ({code, reason}). A MessagePort is given this shape by `port-socket.ts`.
 */
export type SocketClass = new (url: string) => SocketLike

export interface SocketLike {
  readonly readyState: number
  binaryType: string
  send(data: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
}
