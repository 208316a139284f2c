const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * Aborted once whoever sits at the terminal ends what runs, as with Ctrl+C; a second time the process ends where it is. `over`: there is nothing left to
 * cancel.
 */
export function interruption(): {readonly signal: AbortSignal; over(): void} {
  const control = new AbortController()
  const abort = (): void => control.abort()
  for (const signal of SIGNALS) process.once(signal, abort)
  return {
    signal: control.signal,
    over: () => {
      for (const signal of SIGNALS) process.off(signal, abort)
    },
  }
}
