import * as z from 'zod'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import {pointerShape} from './annotation-row.ts'

/** How many rows point at something. */
export type PointerCount = {readonly to: Pointer; readonly count: number}

const countsShape = z.array(z.tuple([pointerShape.shape.kind, z.string(), z.number()]))

/** Those of a set, as `[kind, id, count]` in JSON; none where it is something else. */
export const parsePointerCounts = (json: string): readonly PointerCount[] =>
  (countsShape.safeParse(jsonValue(json)).data ?? []).map(([kind, id, count]) => ({to: {kind, id}, count}))
