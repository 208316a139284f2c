import {isSame} from '../json/same.ts'
import {isAddedField} from './added-example.ts'
import {disturbances} from './disturbances.ts'
import type {DraftEdits, DraftFields, DraftPart, PartId, SchemaDraft} from './draft.ts'
import {draftParts, isRemoved, partOf, WHOLE} from './draft.ts'
import {rebased} from './draft-rebase.ts'
import {draftedSchema} from './drafted-schema.ts'
import type {Schema} from './schema.ts'
import {schemaChange} from './schema-change.ts'
import type {SchemaDifference} from './schema-diff.ts'
import {parseNewSchema} from './schema-file.ts'

/** While a round is closed: what of a draft can be published all the same, as a draft of its own, and what has to wait, of all that it would be (`next`). `now` is absent where all of it has to. */
export type InBlindness = {readonly now?: SchemaDraft; readonly waits: readonly SchemaDifference[]; readonly next?: Schema}

/** How a part of a draft goes or is called, and by what less can be said: none of it can go alone. */
const OF_GOING: ReadonlySet<string> = new Set(['name', 'removed', 'to', 'split'])
const BY_WHICH_LESS: ReadonlySet<string> = new Set(['kind', 'of', 'min', 'max', 'to', 'from', 'layers'])
/** A label is in a feature, and that in a layer. */
const DEEPEST = 3
/** What only explains. */
const EXPLAINS: ReadonlySet<string> = new Set(['guideline', 'examples', 'look'])

/** Takes out of a draft, difference by difference, what must wait, until nothing is left that does. A draft that cannot be published at all goes nowhere. */
export function goesNow(draft: SchemaDraft, inForce: Schema): InBlindness {
  const next = nextOf(draft, inForce)
  if (next === undefined) return {waits: []}
  const waits = disturbances(inForce, next)
  if (waits.length === 0) return {now: draft, waits, next}
  if (draft.origin.from !== 'in-force') return {waits, next}
  const standing = new Set(draftParts(draft).flatMap(part => (part.word === undefined || isRemoved(part) ? [] : [part.id])))
  const explained = withEdits(draft, (id, field) => id === WHOLE || ((EXPLAINS.has(field) || isAddedField(field)) && standing.has(id)))
  const now = [withoutWaiting(draft, waits, inForce), explained].find(each => each.edits.size > 0 && disturbs(each, inForce)?.length === 0)
  return {...(now !== undefined && {now}), waits, next}
}

/** What a draft is once some of it is in force, on the version that this made: what had to wait stays in it, and what somebody changed meanwhile. Without edits it has nothing more to say. */
export const afterPublishing = (draft: SchemaDraft, published: SchemaDraft, inForce: Schema): Pick<SchemaDraft, 'origin' | 'edits'> =>
  rebased(restOf(draft, published), {...draft.origin, from: 'in-force', base: inForce.version, schema: inForce})

/** What a part that is new is known by. */
const NAMED: ReadonlySet<string> = new Set(['part', 'in', 'name'])

/** What is left of a draft where some of it is in force by now. What is new is known by its names as long as something of it, or in it, is left. */
function restOf(draft: SchemaDraft, published: SchemaDraft): SchemaDraft {
  const isLeft = (id: PartId, field: string): boolean => !isSame(draft.edits.get(id)?.[field], published.edits.get(id)?.[field])
  const left = new Set([...draft.edits].flatMap(([id, fields]) => (Object.keys(fields).some(field => isLeft(id, field)) ? [id] : [])))
  for (const id of left) {
    const over = draft.edits.get(id)?.in
    if (typeof over === 'string') left.add(over)
  }
  return withEdits(draft, (id, field) => (NAMED.has(field) && draft.edits.get(id)?.part !== undefined ? left.has(id) : isLeft(id, field)))
}

/** The version that it would be; `undefined` where it is no schema, or reads what stays as something else. */
function nextOf(draft: SchemaDraft, inForce: Schema): Schema | undefined {
  const {schema, mappings} = draftedSchema(draft)
  const parsed = parseNewSchema(schema)
  const change = parsed.ok ? schemaChange(inForce, parsed.value, mappings) : parsed
  return change.ok ? change.value.next : undefined
}

function disturbs(draft: SchemaDraft, inForce: Schema): readonly SchemaDifference[] | undefined {
  const next = nextOf(draft, inForce)
  return next && disturbances(inForce, next)
}

function withoutWaiting(draft: SchemaDraft, waits: readonly SchemaDifference[], inForce: Schema): SchemaDraft {
  const parts = new Map(draftParts(draft).map(part => [part.id, part]))
  const isGoing = (id: PartId, within = 0): boolean => {
    const part = parts.get(id)
    return part !== undefined && within < DEEPEST && (isRemoved(part) || isGoing(part.in, within + 1))
  }
  let left = withEdits(draft, (id, field) => !isGoing(id) && (parts.get(id)?.word === undefined || !BY_WHICH_LESS.has(field)))
  // Where a name or a place that something waits for is given back, something else may wait with it.
  for (let still: readonly SchemaDifference[] = waits; still.length > 0; ) {
    const isWaiting = editsOf(still, parts)
    const before = size(left)
    left = withEdits(left, (id, field) => !isWaiting(id, field))
    if (size(left) === before) break
    still = disturbs(left, inForce) ?? []
  }
  return left
}

const size = ({edits}: SchemaDraft): number => [...edits.values()].reduce((sum, fields) => sum + Object.keys(fields).length, 0)

/** Whether an edit makes one of these differences, or is of what one of them makes. */
function editsOf(differences: readonly SchemaDifference[], parts: ReadonlyMap<PartId, DraftPart>): (id: PartId, field: string) => boolean {
  const places = new Map([['[]', WHOLE], ...[...parts.values()].map(part => [JSON.stringify(pathTo(parts, part)), part.id] as const)])
  const [changed, gone, moved, added] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  for (const difference of differences) {
    const {kind, of, at} = difference
    const part = at.layer === undefined ? WHOLE : partOf({...at, layer: at.layer})
    if (kind === 'changed') changed.add(`${part} ${difference.field}`)
    else if (kind === 'moved') moved.add(`${of} ${part}`)
    else if (kind === 'added') {
      const path = [at.layer, at.feature, at.label].filter(name => name !== undefined)
      added.add(JSON.stringify(path))
      // Where it is to stand is said by the order of those beside it, too.
      moved.add(`${of} ${places.get(JSON.stringify(path.slice(0, -1)))}`)
    } else gone.add(part)
  }
  return (id, field) => {
    const part = parts.get(id)
    if (part?.word === undefined) {
      const path = pathTo(parts, part)
      return path.some((_name, nth) => added.has(JSON.stringify(path.slice(0, nth + 1))))
    }
    return changed.has(`${id} ${field}`) || (gone.has(id) && OF_GOING.has(field)) || (field === 'order' && moved.has(`${part.part} ${part.in}`))
  }
}

/** What a part and those that it is in are called in the draft, from the layer down. */
function pathTo(parts: ReadonlyMap<PartId, DraftPart>, label: DraftPart | undefined): readonly unknown[] {
  const feature = parts.get(label?.in ?? '')
  return [parts.get(feature?.in ?? ''), feature, label].flatMap(each => (each === undefined ? [] : [each.fields.name]))
}

function withEdits(draft: SchemaDraft, keeps: (id: PartId, field: string) => boolean): SchemaDraft {
  const kept = [...draft.edits].map(([id, fields]) => [id, fieldsKept(fields, field => keeps(id, field))] as const)
  const edits: DraftEdits = new Map(kept.filter(([, fields]) => Object.keys(fields).length > 0))
  return {...draft, edits}
}

const fieldsKept = (fields: DraftFields, keeps: (field: string) => boolean): DraftFields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => keeps(field)))
