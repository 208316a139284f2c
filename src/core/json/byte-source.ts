/** Bytes that are too many to be held at once, read as they are needed. They do not change. */
export interface ByteSource {
  readonly size: number
  /** Good until the next call. */
  bytes(from: number, to: number): Uint8Array
  /** As UTF-8; `undefined` where they are none. */
  text(from: number, to: number): string | undefined
}
