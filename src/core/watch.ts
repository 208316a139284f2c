/** Says once that what was asked for is not wanted any more; an `AbortSignal` is one. */
export interface Cancelling {
  readonly aborted: boolean
  addEventListener(event: 'abort', listener: () => void, options: {readonly once: true}): void
  removeEventListener(event: 'abort', listener: () => void): void
}

/** Whoever asked for something long: how she says that she does not want it any more, and where she is told how much is done, from 0 to 1. */
export type Watch = {
  readonly signal?: Cancelling | undefined
  readonly onPart?: ((part: number) => void) | undefined
}
