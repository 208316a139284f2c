/** Work that nobody waits for while it is done, for whoever ends and must leave none behind. */
export interface UnderWay {
  /** The same promise, known until it is kept or broken. */
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is under way, however it ended. */
  settled(): Promise<void>
}

export function underWay(): UnderWay {
  const all = new Set<Promise<unknown>>()
  return {
    add: work => {
      const end = (): void => void all.delete(work)
      all.add(work)
      work.then(end, end)
      return work
    },
    settled: async () => void (await Promise.allSettled(all)),
  }
}
