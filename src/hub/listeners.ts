/** Those who want to be told of something. */
export interface Listeners<T> {
  tell(what: T): void
  /** Gives what ends it. */
  add(listener: (what: T) => void): () => void
}

export function listeners<T>(): Listeners<T> {
  const all = new Set<(what: T) => void>()
  return {
    tell: what => {
      for (const listener of all) listener(what)
    },
    add: listener => {
      all.add(listener)
      return () => all.delete(listener)
    },
  }
}
