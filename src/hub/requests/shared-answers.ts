/** Answers that are made once for all who ask alike before one is begun. What is begun may lack what was written since. */
export interface SharedAnswers {
  /** `make` says when it begins, at once or later. */
  ask<T>(key: string, make: (begins: () => void) => Promise<T>): Promise<T>
}

export function sharedAnswers(): SharedAnswers {
  const waiting = new Map<string, Promise<unknown>>()
  return {
    ask: <T>(key: string, make: (begins: () => void) => Promise<T>): Promise<T> => {
      const known = waiting.get(key)
      if (known !== undefined) return known as Promise<T>
      let isWaiting = true
      const begins = (): void => {
        if (isWaiting) waiting.delete(key)
        isWaiting = false
      }
      const making = make(begins).finally(begins)
      if (isWaiting) waiting.set(key, making)
      return making
    },
  }
}
