import type {AnnotatorId} from '../core/annotation/annotation.ts'

/** What `before` says of a record that a step made. */
export const UNMADE = 'unmade'

/**
 * One field of one record that a step wrote, with the value before and after; `undefined` where there was none. The field
 * `removed` stands for the record as a whole: making one and taking its mark away both end at `undefined`, so what made it is
 * taken back by a mark. A read mark, which has no fields, has the field ''.
 */
export type Change = {
  /** The key under which the history follows the document. */
  readonly document: string
  /** The map that holds the record: `annotations`, `entities`, … */
  readonly map: string
  readonly record: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * What one person did at once: the fields it wrote, over one document or several. A long one was done bit by bit over documents that
 * need not stay open: it is replayed one document after the other.
 */
export type Step = {readonly changes: readonly Change[]; readonly long?: true}

export type Direction = 'undo' | 'redo'

/**
 * What somebody did to a record. `unjudged`: took a stance on it back; `rejudged`: let one stand again. `commented` and `used` are known from other
 * documents: a comment on it, a reference to it.
 */
export type Deed = 'labelled' | 'written' | 'resized' | 'judged' | 'unjudged' | 'rejudged' | 'removed' | 'restored' | 'changed' | 'commented' | 'used'

/** Why a change stays as it is. `by` is `undefined` where the record does not say who it was. */
export type Overtaken = {readonly change: Change; readonly by: AnnotatorId | undefined; readonly deed: Deed}

/** One step tried: what was taken back or done again, and what was not, because somebody has gone on from there. */
export type Replay = {readonly step: Step; readonly done: readonly Change[]; readonly overtaken: readonly Overtaken[]}
