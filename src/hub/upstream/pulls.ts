/** Who waits until documents have come from the other hub. */
export interface Pulls {
  /** Resolves once each of these has come, or will not come. */
  until(names: ReadonlySet<string>): Promise<void>
  came(name: string): void
}

export function pulls(): Pulls {
  const open = new Set<{readonly left: Set<string>; readonly done: () => void}>()
  return {
    until: names =>
      new Promise(resolve => {
        if (names.size === 0) return resolve()
        const pull = {
          left: new Set(names),
          done: () => {
            open.delete(pull)
            resolve()
          },
        }
        open.add(pull)
      }),
    came: name => {
      for (const pull of open) if (pull.left.delete(name) && pull.left.size === 0) pull.done()
    },
  }
}
