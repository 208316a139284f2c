import {isSame} from '../json/same.ts'
import type {DraftEdits, DraftFields, DraftOrigin, DraftPart, PartId, SchemaDraft} from './draft.ts'
import {originParts, partOf, WHOLE, wholeFields} from './draft.ts'
import {readWord} from './mapping.ts'

/** Something that a draft and a version that was published meanwhile both changed, each otherwise. Without `field`: the part is gone in one of them. */
export type DraftConflict = {readonly part: PartId; readonly field?: string; readonly was?: unknown; readonly mine?: unknown; readonly theirs?: unknown}

/** A draft that goes on from another version. What both changed alike is no edit any more; where they differ the draft's stays, and whoever publishes it decides. */
export type Rebased = {readonly origin: DraftOrigin; readonly edits: DraftEdits; readonly conflicts: readonly DraftConflict[]}

const NO_FIELDS: DraftFields = {}

export function rebased({origin: before, edits}: Pick<SchemaDraft, 'origin' | 'edits'>, origin: DraftOrigin): Rebased {
  const [were, are] = [byId(originParts(before.schema)), byId(originParts(origin.schema))]
  const conflicts: DraftConflict[] = []
  const kept = new Map<PartId, DraftFields>()
  /** As which part of the later version an earlier one is read. */
  const idNow = (id: PartId): PartId => {
    const word = were.get(id)?.word
    return word === undefined ? id : partOf(readWord(origin.schema, word, before.schema.version))
  }
  for (const [id, fields] of edits) {
    const [part, next] = [idNow(id), idNow(fieldText(fields.in))]
    const moved = typeof fields.in === 'string' ? {...fields, in: next} : fields
    // What was joined with another part is gone, too.
    if (id !== WHOLE && were.has(id) && (!are.has(part) || (part !== id && were.has(part)))) {
      if (fields.removed !== true) conflicts.push({part: id, mine: fields})
      continue
    }
    const [was, theirs] = id === WHOLE ? [wholeOf(before), wholeOf(origin)] : [were.get(id)?.fields ?? NO_FIELDS, are.get(part)?.fields ?? NO_FIELDS]
    const own: Record<string, unknown> = {}
    for (const [field, mine] of Object.entries(moved)) {
      const [then, now, wanted] = [was[field], theirs[field], mine ?? undefined]
      if (isSame(now, wanted)) continue
      own[field] = mine
      if (!isSame(then, now)) conflicts.push({part, field, was: then, mine: wanted, theirs: now})
    }
    if (fields.removed === true && !isSame(withoutOrder(was), withoutOrder(theirs))) conflicts.push({part, was, theirs})
    if (Object.keys(own).length > 0) kept.set(part, {...kept.get(part), ...own})
  }
  return {origin, edits: kept, conflicts}
}

const wholeOf = (origin: DraftOrigin): DraftFields => wholeFields({origin, edits: new Map()})
const byId = (parts: readonly DraftPart[]): ReadonlyMap<PartId, DraftPart> => new Map(parts.map(part => [part.id, part]))
const fieldText = (value: unknown): string => (typeof value === 'string' ? value : '')
const withoutOrder = ({order: _order, ...fields}: DraftFields): DraftFields => fields
