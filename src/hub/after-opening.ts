/** Milliseconds until what a crash left to do is looked for: the first window is open by then. */
const AFTER_START = 10_000

/** Does it a moment later; what it gives back does it now, unless it was begun, and waits until it is done. */
export function afterOpening(work: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined
  const begin = (): Promise<void> => {
    clearTimeout(timer)
    doing ??= work().catch(error => console.error('What was left to index could not be read:', error))
    return doing
  }
  const timer = setTimeout(begin, AFTER_START)
  return begin
}
