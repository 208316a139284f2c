import * as z from 'zod'
import type {Naming} from '../core/schema/mapping.ts'

/**
 * A value as a record keeps it that was said under a later version of the schema than the record was made, where words of that have been read as others since: both in one value, so
 * that of two people who write at once one wins with her words and their version. Labels, stances and texts have the version beside them in their own values. `was`: of a layer that was
 * changed, those before, the earliest first: what was said then was said in them.
 */
export type SaidLater = {readonly said: unknown; readonly under: number; readonly was?: readonly {readonly said: string; readonly under: number}[] | undefined}

const under = z.number().int().positive()
const shape = z.strictObject({said: z.unknown(), under, was: z.array(z.strictObject({said: z.string(), under})).optional()})
const beside = z.object({under})

export const saidLater = (value: unknown): SaidLater | undefined => (has(value, 'said') ? shape.safeParse(value).data : undefined)

/** The version that stands beside a stance or a text. */
export const versionBeside = (value: unknown): number | undefined => (has(value, 'under') ? beside.safeParse(value).data?.under : undefined)

const has = (value: unknown, field: string): boolean => typeof value === 'object' && value !== null && field in value

/** Layers of one annotation that are known at a time; of more, the last. */
export const MOST_LAYERS = 100

/** The layers that a record was in, under which version, the earliest first. */
export function namingsOf(kept: unknown, made: number): readonly Naming[] {
  const later = saidLater(kept)
  if (later === undefined) return [{version: made, layer: String(kept)}]
  const was = (later.was ?? []).map(each => ({version: each.under, layer: each.said}))
  return [...was, {version: later.under, layer: String(later.said)}].sort((a, b) => a.version - b.version)
}

/** A layer that takes the place of others. */
export function changedLayer(kept: unknown, made: number, layer: string, under: number | undefined): unknown {
  if (under === undefined) return layer
  const was = namingsOf(kept, made).flatMap(naming => (naming.version === under ? [] : [{said: naming.layer, under: naming.version}]))
  return {said: layer, under, was: was.slice(-MOST_LAYERS)}
}

/** What is written, with the version that it is said under where that has to be told. */
export const withVersion = (said: unknown, under: number | undefined): unknown => (under === undefined ? said : {said, under})
export const besideVersion = <T extends object>(item: T, under: number | undefined): T => (under === undefined ? item : {...item, under})
