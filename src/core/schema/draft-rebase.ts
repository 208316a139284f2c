import {isSame} from '../json/same.ts'
import {isAmong} from './added-example.ts'
import type {DraftEdits, DraftFields, DraftOrigin, DraftPart, PartId, SchemaDraft} from './draft.ts'
import {originParts, partOf, WHOLE, wholeFields} from './draft.ts'
import type {Word} from './mapping.ts'
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
  /** What a part is called in the later version: what is new by its place, and `undefined` where that cannot be told. */
  const wordNow = (id: PartId): Word | undefined => {
    const word = were.get(id)?.word
    if (word !== undefined) return readWord(origin.schema, word, before.schema.version)
    const {part, in: over, name} = edits.get(id) ?? NO_FIELDS
    if (typeof name !== 'string') return undefined
    if (part === 'layer') return {layer: name}
    const within = edits.get(fieldText(over))?.part === part ? undefined : wordNow(fieldText(over))
    return within === undefined ? undefined : part === 'feature' ? {layer: within.layer, feature: name} : {...within, label: name}
  }
  /** As which part of the later version one is read: what both added is one. */
  const idNow = (id: PartId): PartId => {
    const word = wordNow(id)
    const part = word === undefined ? id : partOf(word)
    return were.has(id) || (are.has(part) && !were.has(part)) ? part : id
  }
  const isReordered = reorderedIn(were, are, idNow)
  for (const [id, fields] of edits) {
    const [part, next] = [idNow(id), idNow(fieldText(fields.in))]
    const isTheirs = !were.has(id) && part !== id
    const moved = isTheirs ? ofTheirs(fields) : typeof fields.in === 'string' ? {...fields, in: next} : fields
    // What was joined with another part is gone, too.
    if (id !== WHOLE && were.has(id) && (!are.has(part) || (part !== id && were.has(part)))) {
      if (fields.removed !== true) conflicts.push({part: id, mine: fields})
      continue
    }
    const [was, theirs] = id === WHOLE ? [wholeOf(before), wholeOf(origin)] : [were.get(id)?.fields ?? NO_FIELDS, are.get(part)?.fields ?? NO_FIELDS]
    const own: Record<string, unknown> = {}
    for (const [field, mine] of Object.entries(moved)) {
      const [then, now, wanted] = [was[field], theirs[field], mine ?? undefined]
      if (isSame(now, wanted) || isAmong(theirs.examples, field, mine)) continue
      own[field] = mine
      const isTheirsToo = field === 'order' ? isReordered(were.get(id)?.in ?? '') : !isSame(then, now)
      if (isTheirsToo) conflicts.push({part, field, was: then, mine: wanted, theirs: now})
    }
    if (fields.removed === true && !isSame(withoutOrder(was), withoutOrder(theirs))) conflicts.push({part, was, theirs})
    if (Object.keys(own).length > 0) kept.set(part, {...kept.get(part), ...own})
  }
  return {origin, edits: kept, conflicts}
}

/** Whether those that stay of what is in a part stand in another order: places count on by themselves where something is added or taken out. */
function reorderedIn(were: ReadonlyMap<PartId, DraftPart>, are: ReadonlyMap<PartId, DraftPart>, idNow: (id: PartId) => PartId): (over: PartId) => boolean {
  const known = new Map<PartId, boolean>()
  const isReordered = (over: PartId): boolean => {
    const now = [...were.values()].flatMap(({id, in: within}) => (within === over ? (are.get(idNow(id))?.fields.order ?? []) : []))
    return now.some((order, nth) => nth > 0 && Number(order) < Number(now[nth - 1]))
  }
  return over => {
    const found = known.get(over) ?? isReordered(over)
    known.set(over, found)
    return found
  }
}

const wholeOf = (origin: DraftOrigin): DraftFields => wholeFields({origin, edits: new Map()})
const byId = (parts: readonly DraftPart[]): ReadonlyMap<PartId, DraftPart> => new Map(parts.map(part => [part.id, part]))
const fieldText = (value: unknown): string => (typeof value === 'string' ? value : '')
/** Of a part that both added: it stands already, where they put it. */
const ofTheirs = ({part: _part, in: _in, order: _order, ...fields}: DraftFields): DraftFields => fields
const withoutOrder = ({order: _order, ...fields}: DraftFields): DraftFields => fields
