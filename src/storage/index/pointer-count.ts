import type {Pointer} from '../../core/annotation/pointers.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import {pointerShape} from './annotation-row.ts'

/** How many rows point at something. */
export type PointerCount = {readonly to: Pointer; readonly count: number}

/** Between two pointers as a database gives them out, the kind of each and its target as JSON, which escapes this. */
export const POINTER = '\u001d'

/** Counts what the rows of a set point at, as a database gives it out. */
export type PointerCounter = (pointers: string) => readonly PointerCount[]

/** For the sets of a project, one after the other: databases would sort all pointers to count them, and most stand in many sets, so that each is read once. */
export function pointerCounter(): PointerCounter {
  const known = new Map<string, Pointer | undefined>()
  return pointers => {
    const counts = new Map<string, number>()
    for (const each of pointers.split(POINTER)) counts.set(each, (counts.get(each) ?? 0) + 1)
    const found: PointerCount[] = []
    for (const [each, count] of counts) {
      if (!known.has(each)) known.set(each, pointerOf(each))
      const to = known.get(each)
      if (to !== undefined) found.push({to, count})
    }
    return found
  }
}

function pointerOf(written: string): Pointer | undefined {
  const quote = written.indexOf('"')
  return pointerShape.safeParse({kind: written.slice(0, quote), id: jsonValue(written.slice(quote))}).data
}
