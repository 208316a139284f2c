/**
 * Which record each merged one stands for in the end. `into` has the marks: what was merged into what. Two people who merge two
 * records into each other at once make a circle: of those in it, the one with the smallest id stands for all.
 */
export function mergeRoots(into: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>()
  for (const start of into.keys()) {
    const path = new Set<string>()
    let at = start
    for (let next = into.get(at); next !== undefined && !roots.has(at) && !path.has(at); next = into.get(at)) {
      path.add(at)
      at = next
    }
    const root = roots.get(at) ?? (path.has(at) ? smallest([...path].slice([...path].indexOf(at))) : at)
    for (const id of path) roots.set(id, root)
  }
  return roots
}

/**
 * The marks that count: each names the first record on its way that `stands`. What would stand for something that is removed, or
 * that is not there, would be seen by nobody; where the way leads on from it to one that stands, that one stands for it.
 */
export function soundMerges(into: ReadonlyMap<string, string>, stands: (id: string) => boolean): ReadonlyMap<string, string> {
  const ends = new Map<string, string | undefined>()
  const endOf = (start: string): string | undefined => {
    const path = new Set<string>()
    let at: string | undefined = start
    while (at !== undefined && !stands(at) && !ends.has(at) && !path.has(at)) {
      path.add(at)
      at = into.get(at)
    }
    const end = at === undefined || path.has(at) ? undefined : (ends.get(at) ?? (stands(at) ? at : undefined))
    for (const id of path) ends.set(id, end)
    return end
  }
  const sound = new Map<string, string>()
  for (const [id, next] of into) {
    const end = endOf(next)
    if (end !== undefined && end !== id) sound.set(id, end)
  }
  return sound
}

/** By code units, as everywhere where machines must agree. */
const smallest = (ids: readonly string[]): string => [...ids].sort()[0] as string
