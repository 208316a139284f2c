/** Runs at once, then at most once per `wait` milliseconds however often it is asked; the last asking is always answered. */
export function atMostEvery(wait: number, run: () => void): {ask(): void; stop(): void} {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = false
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = undefined
      if (!asked) return
      asked = false
      rest()
      run()
    }, wait)
  }
  return {
    ask: () => {
      if (timer !== undefined) {
        asked = true
        return
      }
      rest()
      run()
    },
    stop: () => {
      clearTimeout(timer)
      asked = false
    },
  }
}
