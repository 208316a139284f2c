import * as z from 'zod'
import type {Act, AnnotationId, FeatureValue, Holder, Target} from '../../core/annotation/annotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {jsonValue} from '../../core/json/json-text.ts'
import type {LayerKind} from '../../core/schema/schema.ts'

/** Counted up when rows are made of annotations in another way: then they are made again. */
export const ROWS_VERSION = 3

/** What a feature says, but for stances; a text may be cut short. */
type RowValue = Exclude<FeatureValue, readonly {readonly id: string}[]>

/** One stance, by whom. */
export type RowStance = Act & {readonly holder: Holder; readonly target: Target; readonly value: string}

/** One annotation as the index knows it: enough for lists, counts and tables without opening its set. */
export type AnnotationRow = Act & {
  readonly id: AnnotationId
  readonly layer: string
  readonly kind: LayerKind
  /** Of what marks no words: at the beginning of its article, without a quote. */
  readonly start: number
  readonly end: number
  /** Its beginning, where it is long. */
  readonly quote: string
  /** A few words of the text on each side. */
  readonly before: string
  readonly after: string
  /** The ends of a relation. */
  readonly from?: AnnotationId
  readonly to?: AnnotationId
  readonly features: {readonly [feature: string]: RowValue}
  /** The entities, claims and topics that it points at, each once. */
  readonly points: readonly Pointer[]
  readonly stances: readonly RowStance[]
  readonly removed?: Act
}

const actShape = z.object({by: z.string(), at: z.number()})
const referenceShape = z.union([
  z.object({kind: z.enum(['entity', 'claim', 'mention']), id: z.string()}),
  z.object({kind: z.literal('unnamed')}),
  z.object({kind: z.literal('none')}),
])
export const pointerShape = z.object({kind: z.enum(['entity', 'claim', 'topic']), id: z.string()})
const rowShape: z.ZodType<AnnotationRow> = actShape.extend({
  id: z.string(),
  layer: z.string(),
  kind: z.enum(['span', 'article', 'relation']),
  start: z.number(),
  end: z.number(),
  quote: z.string(),
  before: z.string(),
  after: z.string(),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  features: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), referenceShape])),
  points: z.array(pointerShape),
  stances: z.array(
    actShape.extend({
      holder: z.union([z.object({kind: z.literal('outlet')}), z.object({kind: z.literal('entity'), id: z.string()})]),
      target: pointerShape,
      value: z.string(),
    }),
  ),
  removed: actShape.exactOptional(),
})

/** A row as a store has kept it; `undefined` where it is none. */
export const parseRow = (json: string): AnnotationRow | undefined => rowShape.safeParse(jsonValue(json)).data
