import type {DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, isRemoved, WHOLE} from '../../../core/schema/draft.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {partsInTree} from '../../../core/schema/draft-tree.ts'
import type {TreeRow} from '../../ui/tree.tsx'
import {fold, holdsFolded} from '../../ui/fold.ts'

/** A part of a draft in the list of its parts; that of the whole has none. */
export type PartRow = TreeRow & {readonly part: DraftPart | undefined}

/** Labels of one feature that are shown without being asked for. */
const FEW = 30

/** What was opened or shut by hand: everything else is open, but for features of many labels. */
export type Toggled = ReadonlyMap<PartId, boolean>

/** The rows that are shown. With a query, those that hold its words and what they stand in. */
export function partRows(draft: SchemaDraft, toggled: Toggled, query: string): readonly PartRow[] {
  const parts = draftParts(draft)
  const many = labelCounts(parts)
  // What is taken out stays where it was, so that it can be brought back; what is new is brought back by Undo.
  const placed = partsInTree(parts, part => !isRemoved(part) || part.word !== undefined)
  const wanted = fold(query)
  const found = wanted === '' ? undefined : foundWithin(placed, wanted)
  const rows: PartRow[] = [{key: WHOLE, level: 1, part: undefined}]
  let shutAt = Number.POSITIVE_INFINITY
  for (const {part, level, hasMore} of placed) {
    if (level > shutAt) continue
    shutAt = Number.POSITIVE_INFINITY
    if (found !== undefined && !found.has(part.id)) continue
    const expanded = found !== undefined || (toggled.get(part.id) ?? (many.get(part.id) ?? 0) <= FEW)
    if (hasMore && !expanded) shutAt = level
    rows.push({key: part.id, level, part, ...(hasMore && {expanded})})
  }
  return rows
}

function labelCounts(parts: readonly DraftPart[]): ReadonlyMap<PartId, number> {
  const counts = new Map<PartId, number>()
  for (const {part, in: over} of parts) if (part === 'label') counts.set(over, (counts.get(over) ?? 0) + 1)
  return counts
}

function foundWithin(placed: ReturnType<typeof partsInTree>, wanted: string): ReadonlySet<PartId> {
  const found = new Set<PartId>()
  const over: PartId[] = []
  for (const {part, level} of placed) {
    over[level - 1] = part.id
    const {label, name} = part.fields
    if (holdsFolded(fold(`${label ?? ''} ${name ?? ''}`), wanted)) for (const id of over.slice(0, level)) found.add(id)
  }
  return found
}

/** The rows that a part stands in, the outermost first. */
export function rowsOver(draft: SchemaDraft, id: PartId): readonly PartId[] {
  const over: PartId[] = []
  for (const {part, level} of partsInTree(draftParts(draft), () => true)) {
    over[level - 1] = part.id
    if (part.id === id) return over.slice(0, level - 1)
  }
  return []
}

export const rowText = ({part}: PartRow): string => (part === undefined ? '' : shownLabel(part))
