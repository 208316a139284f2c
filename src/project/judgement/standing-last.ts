import * as Y from 'yjs'
import {KeyOrder} from './key-order.ts'

/**
 * Which of the items that an update puts under one key comes to stand last there, and so takes the place of what stands there now;
 * `undefined` when none does. `chain` is the last item that the document has under the key; those of one client come in the order of their clocks.
 * They are placed one by one on a copy of the order, as `Item.integrate` of Yjs places them, without integrating anything.
 */
export function lastAmong(chain: Y.Item | undefined, items: readonly Y.Item[]): Y.Item | undefined {
  if (goOn(chain, items)) return items.at(-1)
  const order = new KeyOrder(chain)
  const waiting = perClient(items)
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    for (const queue of waiting) {
      for (let next = queue.at(-1); next !== undefined && order.hasOrigin(next); next = queue.at(-1)) {
        order.put(next)
        queue.pop()
        isMoving = true
      }
    }
  }
  return order.last?.item
}

/** Each stands beside the one before it, the first beside the last that is there: so windows write. */
function goOn(chain: Y.Item | undefined, items: readonly Y.Item[]): boolean {
  let end = chain?.lastId ?? null
  for (const item of items) {
    if (!Y.compareIDs(item.origin, end)) return false
    end = item.lastId
  }
  return true
}

/** The items of each client, its first one at the end. */
function perClient(items: readonly Y.Item[]): readonly Y.Item[][] {
  const queues = new Map<number, Y.Item[]>()
  for (const item of items.toReversed()) {
    const queue = queues.get(item.id.client)
    if (queue === undefined) queues.set(item.id.client, [item])
    else queue.push(item)
  }
  return [...queues.values()]
}

/** Items beside which others are looked for; no key of ours is written to so often without being merged. */
export const LONGEST_CHAIN = 2000

/** Whether more stand under a key, from its last item on to the left, than an item without a neighbour may have to pass. */
export function isCrowded(chain: Y.Item | undefined): boolean {
  let passed = 0
  for (let item = chain ?? null; item !== null; item = item.left) if (++passed > LONGEST_CHAIN) return true
  return false
}
