/** What is done at once before whatever else happens in this process has its turn: pieces of work, and bytes in them. About five milliseconds. */
const SLICE = {pieces: 16, bytes: 128 * 1024}

/** Does what comes from several people in turn, a piece of each, so that whoever sends much waits for herself. */
export interface Turns {
  /** At once when nobody waits, and otherwise when it is this person's turn. What one person gives is done in its order. */
  take(who: string, bytes: number, work: () => void): void
  /** Resolves when all that was given is done. */
  settled(): Promise<void>
}

type Piece = {readonly bytes: number; readonly work: () => void}

export function turns(): Turns {
  /** In the order in which people were last given a turn. */
  const lines = new Map<string, Line<Piece>>()
  let left = {...SLICE}
  let ticking: Promise<void> | undefined

  const spend = ({bytes, work}: Piece): void => {
    left.pieces--
    left.bytes -= bytes
    ticking ??= tick()
    work()
  }
  const isSpent = (): boolean => left.pieces <= 0 || left.bytes <= 0
  const tick = async (): Promise<void> => {
    do {
      await new Promise(setImmediate)
      left = {...SLICE}
      for (let next = lines.entries().next().value; next !== undefined && !isSpent(); next = lines.entries().next().value) {
        const [who, line] = next
        lines.delete(who)
        const piece = line.shift()
        if (line.size() > 0) lines.set(who, line)
        if (piece !== undefined) spend(piece)
      }
    } while (lines.size > 0)
    ticking = undefined
  }
  return {
    take: (who, bytes, work) => {
      const piece = {bytes, work}
      if (lines.size === 0 && !isSpent()) return spend(piece)
      ticking ??= tick()
      const line = lines.get(who) ?? queue<Piece>()
      line.push(piece)
      lines.set(who, line)
    },
    settled: async () => {
      while (ticking !== undefined) await ticking
    },
  }
}

/** First in, first out, however long it grows. */
type Line<T> = {push(one: T): void; shift(): T | undefined; size(): number}

/** Taken ones are cut off together, because cutting off one moves all others. */
const CUT = 1024

function queue<T>(): Line<T> {
  const all: (T | undefined)[] = []
  let first = 0
  return {
    push: one => void all.push(one),
    shift: () => {
      const one = all[first]
      all[first++] = undefined
      if (first >= CUT) {
        all.splice(0, first)
        first = 0
      }
      return one
    },
    size: () => all.length - first,
  }
}
