import * as Y from 'yjs'

/**
 * Whether an item that an update puts under a key comes to stand last there, and so takes the place of what stands there now:
 * as `Item.integrate` of Yjs decides it, without integrating anything. `chain` is the last item that the document has under the key.
 */
export function standsLast(doc: Y.Doc, item: Y.Item, chain: Y.Item | undefined, newItem: (id: Y.ID) => Y.Item | Y.GC | undefined): boolean {
  const first = rootOf(doc, item, newItem)
  if (first === undefined || chain === undefined) return true
  const {origin} = first
  const left = origin === null ? null : Y.getItem(doc.store, Y.createID(origin.client, origin.clock))
  // In the middle of what was merged since: what comes after that middle is not an item of its own yet.
  if (left !== null && left.id.clock + left.length - 1 !== origin?.clock) return true
  const before = new Set<Y.Item>()
  const conflicting = new Set<Y.Item>()
  let place: Y.Item | null = left instanceof Y.Item ? left : null
  for (let other = place === null ? leftmost(chain) : place.right; other !== null; other = other.right) {
    before.add(other)
    conflicting.add(other)
    if (Y.compareIDs(first.origin, other.origin)) {
      if (other.id.client < first.id.client) {
        place = other
        conflicting.clear()
      } else if (Y.compareIDs(first.rightOrigin, other.rightOrigin)) break
    } else {
      const beside = other.origin === null ? undefined : Y.getItem(doc.store, other.origin)
      if (!(beside instanceof Y.Item) || !before.has(beside)) break
      if (!conflicting.has(beside)) {
        place = other
        conflicting.clear()
      }
    }
  }
  return place !== null && place.right === null
}

/** Items beside which others are looked for; no key of ours is written to so often without being merged. */
export const LONGEST_CHAIN = 2000

/** Whether more stand under a key, from its last item on to the left, than an item without a neighbour may have to pass. */
export function isCrowded(chain: Y.Item | undefined): boolean {
  let passed = 0
  for (let item = chain ?? null; item !== null; item = item.left) if (++passed > LONGEST_CHAIN) return true
  return false
}

/** What stands beside something new stands where that does. */
function rootOf(doc: Y.Doc, item: Y.Item, newItem: (id: Y.ID) => Y.Item | Y.GC | undefined): Y.Item | undefined {
  let first = item
  for (let {origin} = first; origin !== null && origin.clock >= Y.getState(doc.store, origin.client); {origin} = first) {
    const beside = newItem(origin)
    if (!(beside instanceof Y.Item)) return undefined
    first = beside
  }
  return first
}

function leftmost(chain: Y.Item): Y.Item {
  let item = chain
  while (item.left !== null) item = item.left
  return item
}
