/** Says once that what was asked for is not wanted any more; an `AbortSignal` is one. */
export interface Cancelling {
  readonly aborted: boolean
  addEventListener(event: 'abort', listener: () => void, options: {readonly once: true}): void
  removeEventListener(event: 'abort', listener: () => void): void
}

/** Whoever asked for something long: how she says that she does not want it any more, where she is told how much is done, from 0 to 1, and her name for it. */
export type TaskWatch = {
  readonly signal?: Cancelling | undefined
  readonly onPart?: ((part: number) => void) | undefined
  readonly task?: string | undefined
}
