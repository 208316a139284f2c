import {isSame} from '../json/same.ts'
import type {Sentence} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {DraftEdits, DraftFields, DraftPart} from './draft.ts'
import {draftParts} from './draft.ts'
import type {DraftConflict, Rebased} from './draft-rebase.ts'
import {changedWords, partWords} from './difference-words.ts'
import type {Schema} from './schema.ts'

/** A conflict as whoever decides reads it. `text`: what each wrote, where that says more. `isOpen`: there is something to decide. */
export type ToldConflict = {readonly part: Sentence; readonly mine: Side; readonly theirs: Side; readonly isOpen: boolean}
type Side = {readonly words: Sentence; readonly text?: string}

/** `before`: the schema that the draft went on from. */
export function conflictWords(conflict: DraftConflict, {origin, edits}: Pick<Rebased, 'origin' | 'edits'>, before: Schema): ToldConflict {
  const known = [...draftParts({origin, edits}), ...draftParts({origin: {...origin, schema: before}, edits: new Map()})].find(({id}) => id === conflict.part)
  const of = known?.part ?? 'schema'
  const part = partWords({of, at: known?.word ?? {}}, draftHas(origin.schema, known) ? origin.schema : before)
  const {field, mine, theirs, was} = conflict
  if (field !== undefined) return {part, mine: side(of, field, mine), theirs: side(of, field, theirs), isOpen: true}
  const removed = message('removed', {}, 'what became of a part of the codebook')
  const changes = (fields: unknown, since: unknown): Sentence => changed(of, fields as DraftFields, since as DraftFields | undefined)
  if (theirs === undefined) return {part, mine: {words: changes(mine, {})}, theirs: {words: removed}, isOpen: false}
  return {part, mine: {words: removed}, theirs: {words: changes(theirs, was)}, isOpen: true}
}

const draftHas = ({layers}: Schema, part: DraftPart | undefined): boolean => layers.some(({name}) => name === part?.word?.layer)

type Of = Parameters<typeof changedWords>[0]['of']

function side(of: Of, field: string, after: unknown): Side {
  const words = changedWords({of, field, after})
  return typeof after === 'string' ? {words, text: after} : {words}
}

/** The first of what became of it. */
function changed(of: Of, fields: DraftFields, since: DraftFields = {}): Sentence {
  const [field] = Object.keys(fields).filter(each => each !== 'order' && !isSame(fields[each], since[each]))
  return field === undefined ? message('other order') : changedWords({of, field, after: fields[field]})
}

/** The edits that stay where some conflicts are decided for the other side. */
export function decidedFor(theirs: ReadonlySet<DraftConflict>, edits: DraftEdits): DraftEdits {
  const dropped = (id: string, field: string): boolean =>
    [...theirs].some(each => each.part === id && (each.field === undefined ? GOING.has(field) : each.field === field))
  const kept = [...edits].map(([id, fields]) => [id, Object.fromEntries(Object.entries(fields).filter(([field]) => !dropped(id, field)))] as const)
  return new Map(kept.filter(([, fields]) => Object.keys(fields).length > 0))
}

const GOING: ReadonlySet<string> = new Set(['removed', 'to', 'split'])
