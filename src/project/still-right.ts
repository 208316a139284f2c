import * as z from 'zod'
import type {AnnotatorId, StillRight} from '../core/annotation/annotation.ts'

/** That somebody found an annotation still right stands in its record under her own name: what one says takes nothing from what another said. */
export const STILL_RIGHT_PREFIX = 'stillRight/'

export const stillRightField = (person: AnnotatorId): string => `${STILL_RIGHT_PREFIX}${person}`

export const isStillRight = (field: string): boolean => field.startsWith(STILL_RIGHT_PREFIX)

const shape = z.object({by: z.string(), at: z.number(), version: z.number().int()})

/** Of what two said, that of the later version, and who said that first; `undefined` where neither can be read. */
export function laterStillRight(one: unknown, other: unknown): StillRight | undefined {
  const [first, second] = [shape.safeParse(one).data, shape.safeParse(other).data]
  if (first === undefined || second === undefined) return first ?? second
  return (second.version - first.version || first.at - second.at || (second.by < first.by ? 1 : -1)) > 0 ? second : first
}
