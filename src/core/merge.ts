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

/** By code units, as everywhere where machines must agree. */
const smallest = (ids: readonly string[]): string => [...ids].sort()[0] as string
