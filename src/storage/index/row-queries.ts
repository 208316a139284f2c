import type {AnnotationId, Holder} from '../../core/annotation/annotation.ts'
import type {Pointer} from '../../core/annotation/pointers.ts'
import {pointerKey} from '../../core/annotation/pointers.ts'
import type {StoredDocument} from '../log/document-log.ts'
import type {AnnotationRow, RowStance} from './annotation-row.ts'
import type {PointerCount} from './pointer-count.ts'

/** Those of which all of this holds; all of them, where nothing is said. What is removed is never among them. */
export type RowsWanted = {
  /** Of one of these layers. */
  readonly layers?: readonly string[]
  /** Pointing at one of these. */
  readonly pointsAt?: readonly Pointer[]
  /** With a stance of which all of this holds. */
  readonly stance?: {readonly value?: string; readonly holder?: Holder; readonly target?: Pointer}
}

/** Some of what is found, from a place on. */
export type Part = {readonly from: number; readonly most: number}

/** How many rows of a set are wanted. */
export type SetTally = StoredDocument & {readonly count: number}

/** What the rows of a set point at, and how many of them. */
export type SetUses = StoredDocument & {readonly uses: readonly PointerCount[]}

/** A row, and the set that it is of. */
export type FoundRow = {readonly name: string; readonly row: AnnotationRow}

/**
 * What is asked of the rows, never all of them at once: how many there are in each set, and then a part of them. Whoever asks for somebody counts the sets that
 * she may read, and asks for rows of these alone. A call sees every row that was written before it.
 */
export interface RowQueries {
  /** Of all sets that have any. */
  tally(wanted: RowsWanted): Promise<readonly SetTally[]>
  /** Of these sets together, in the order of the text, and of their ids where they begin at one place. */
  rows(names: readonly string[], wanted: RowsWanted, part: Part): Promise<readonly FoundRow[]>
  /** Those with these ids in one of these sets; removed ones too. */
  rowsOf(names: readonly string[], ids: readonly AnnotationId[]): Promise<readonly FoundRow[]>
  /** Of all sets that point at anything. */
  uses(): Promise<readonly SetUses[]>
}

/** The holder of a stance as one text. */
const holderKey = (holder: Holder): string => (holder.kind === 'outlet' ? holder.kind : `${holder.kind}:${holder.id}`)

/** A stance as the texts that are looked for. */
export const stanceKeys = ({value, holder, target}: Partial<Pick<RowStance, 'value' | 'holder' | 'target'>>) => ({
  ...(value !== undefined && {value}),
  ...(holder !== undefined && {holder: holderKey(holder)}),
  ...(target !== undefined && {target: pointerKey(target)}),
})

/** Whether one row is wanted. */
export function isWanted(row: AnnotationRow, {layers, pointsAt, stance}: RowsWanted): boolean {
  if (row.removed !== undefined || layers?.includes(row.layer) === false) return false
  if (pointsAt !== undefined && !row.points.some(point => pointsAt.some(wanted => pointerKey(wanted) === pointerKey(point)))) return false
  if (stance === undefined) return true
  const wanted = Object.entries(stanceKeys(stance))
  return row.stances.map(stanceKeys).some(each => wanted.every(([part, key]) => each[part as keyof typeof each] === key))
}
