/** How large something from outside may be before anybody looks into it: bytes as they are sent, and values of any kind in it. */
export type ValueLimit = {readonly bytes: number; readonly values: number}

/** What most requests need, many times over: a path, a passphrase, a handful of words. */
export const SMALL: ValueLimit = {bytes: 64 * 1024, values: 600}

/** Whether a value that is here already holds no more values than this, at any depth. It stops looking at the first too many. */
export function holdsAtMost(value: unknown, values: number): boolean {
  const open: unknown[] = [value]
  let left = values
  while (open.length > 0) {
    if (--left < 0) return false
    const next = open.pop()
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || next instanceof ArrayBuffer) continue
    const inside = Array.isArray(next) ? next : Object.values(next)
    if (inside.length > left) return false
    for (const each of inside) open.push(each)
  }
  return true
}
