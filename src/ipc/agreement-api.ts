import * as z from 'zod'
import type {AgreementReport} from '../core/agreement/agreement-report.ts'
import type {AgreementWish} from '../core/agreement/agreement-wish.ts'
import {BY} from '../core/agreement/agreement-wish.ts'
import type {Cell, Disagreement} from '../core/agreement/disagreements.ts'
import {LEVELS} from '../core/agreement/distance.ts'
import {articleIdShape} from '../core/article/article-shape.ts'
import type {Result} from '../core/result.ts'
import {taskShape} from './task-api.ts'
import type {TaskWatch} from './task-watch.ts'

/** A page of them, from a place on, and how many there are. */
export type DisagreementPage = {readonly disagreements: readonly Disagreement[]; readonly total: number}

/** Disagreements of one page. */
export const DISAGREEMENTS_AT_ONCE = 200

/** How far people agree, of what whoever asks may read: of rounds that are opened. `watch`: a name by which she asks how far it is, and ends it. */
export interface AgreementApi {
  /** The same is answered from memory until something changes. */
  agreement(wish: AgreementWish, watch?: TaskWatch): Promise<Result<AgreementReport>>
  /** What stands behind one figure of that, at most {@link DISAGREEMENTS_AT_ONCE} from a place on. */
  disagreements(wish: AgreementWish, cell: Cell, from: number, watch?: TaskWatch): Promise<Result<DisagreementPage>>
}

const id = z.string().min(1).max(200)
const names = z.array(id).max(200)
const seed = z.string().max(200)

const wish: z.ZodType<AgreementWish> = z.strictObject({
  rounds: names.exactOptional(),
  layers: names.exactOptional(),
  features: names.exactOptional(),
  measures: z.array(id).max(60).exactOptional(),
  takesUnfinished: z.boolean().exactOptional(),
  matching: z.discriminatedUnion('by', [
    z.strictObject({by: z.literal('exact')}),
    z.strictObject({by: z.literal('overlap'), least: z.number().gt(0).max(1)}),
    z.strictObject({by: z.literal('gamma')}),
  ]),
  level: z.enum(LEVELS).exactOptional(),
  by: z.array(z.enum(BY)).max(BY.length),
  resampling: z
    .strictObject({
      resamples: z.int().min(1).max(10_000),
      seed,
      level: z.number().gt(0).lt(1),
      method: z.enum(['percentile', 'bca']),
      over: z.enum(['group', 'unit']),
    })
    .exactOptional(),
  sampling: z.strictObject({sampler: z.enum(['statistical', 'shuffle']), samples: z.int().min(1).max(1000), seed}),
})

const label = z.string().max(2000)
const cell: z.ZodType<Cell> = z.strictObject({
  layer: id,
  feature: id.exactOptional(),
  first: id.exactOptional(),
  second: id.exactOptional(),
  without: id.exactOptional(),
  article: articleIdShape.exactOptional(),
  round: id.exactOptional(),
  label: label.exactOptional(),
  given: z.tuple([label, label]).exactOptional(),
})
const watch = z.strictObject({task: taskShape}).optional()

/** The arguments of each request, parsed from unknown where they arrive. */
export const AGREEMENT_REQUESTS: {readonly [K in keyof AgreementApi]: z.ZodType<Parameters<AgreementApi[K]>>} = {
  agreement: z.tuple([wish, watch]),
  disagreements: z.tuple([wish, cell, z.int().min(0), watch]),
}
