import {listed} from '../language/listed.ts'
import type {Message} from '../language/message.ts'
import {message} from '../language/message.ts'
import type {Result} from '../result.ts'
import {ok, refused} from '../result.ts'
import type {Layer, Schema} from '../schema/schema.ts'
import {layerNamed} from '../schema/schema.ts'
import type {Annotation, AnnotationId, AnnotationOrigin, AnnotatorId, Features, RelationAnnotation} from './annotation.ts'
import {isRelation} from './annotation-kind.ts'
import {draftProblem} from './new-annotation.ts'

/** The two annotations between which a relation goes. */
export type Ends = {readonly from: AnnotationId; readonly to: AnnotationId}

type Lookup = (id: AnnotationId) => Annotation | undefined

export type RelationDraft = Ends & {readonly layer: string; readonly features?: Features; readonly origin?: AnnotationOrigin}

/** A relation between two annotations that stand. Refuses ends that it cannot have, and a layer, feature or label that the schema does not have. */
export function newRelation(
  {layer, from, to, features = {}, origin = 'human'}: RelationDraft,
  lookup: Lookup,
  schema: Schema,
  by: AnnotatorId,
  given: {readonly id: AnnotationId; readonly at: number},
): Result<RelationAnnotation> {
  const problem = draftProblem(schema, layer, 'relation', features) ?? endsProblem(schema, {layer, from, to}, lookup)
  return problem === undefined ? ok({id: given.id, layer, from, to, features, by, at: given.at, origin, schemaVersion: schema.version}) : refused(problem)
}

/** What is wrong with the ends of a relation, and what to do where they are chosen now; `undefined` where nothing is. */
export const endsProblem = (schema: Schema, relation: Ends & {readonly layer: string}, lookup: Lookup): Message | undefined =>
  endsFault(schema, relation, lookup, 'chosen')

/** The same of one whose end is to change: it cannot, as long as the relation is there. */
export const endsProblemAfter = (schema: Schema, relation: RelationAnnotation, lookup: Lookup): Message | undefined =>
  endsFault(schema, relation, lookup, 'after')

/** The same of a relation that is there: its ends are what they are. */
export const endsProblemThere = (schema: Schema, relation: RelationAnnotation, lookup: Lookup): Message | undefined =>
  endsFault(schema, relation, lookup, relation.removed === undefined ? 'stands' : 'back')

/** Why an annotation cannot be chosen as an end of relations of a layer. */
export const endProblem = (schema: Schema, layer: Layer | undefined, end: End, annotation: Annotation | undefined): Message | undefined =>
  endFault(schema, layer, {end, when: 'chosen'}, annotation)

type End = 'from' | 'to'

/** As its ends are chosen, as they would be after a change, where it stands, or as it would come back: what is to be done is told by that. */
type When = 'chosen' | 'after' | 'stands' | 'back'

function endsFault(schema: Schema, {layer: name, from, to}: Ends & {readonly layer: string}, lookup: Lookup, when: When): Message | undefined {
  if (from === to)
    return message(
      'A relation goes from one annotation to another. {when, select, after {Remove the relation first.} chosen {Choose another one.} back {It stays removed.} other {Remove the relation.}}',
      {when},
    )
  const layer = layerNamed(schema, name)
  return endFault(schema, layer, {end: 'from', when}, lookup(from)) ?? endFault(schema, layer, {end: 'to', when}, lookup(to))
}

function endFault(
  schema: Schema,
  layer: Layer | undefined,
  told: {readonly end: End; readonly when: When},
  annotation: Annotation | undefined,
): Message | undefined {
  if (annotation === undefined)
    return message(
      'The annotation that it {end, select, from {goes from} other {goes to}} is not there. {when, select, after {Remove the relation first.} chosen {Choose another one.} back {It stays removed.} other {Remove the relation.}}',
      told,
    )
  if (annotation.removed !== undefined)
    return message(
      'The annotation that it {end, select, from {goes from} other {goes to}} was removed. {when, select, after {Remove the relation first.} chosen {Choose another one, or bring it back first.} back {Bring that back first.} other {Remove the relation, or bring its end back.}}',
      told,
    )
  if (isRelation(annotation))
    return message(
      'A relation cannot go to or from a relation. {when, select, after {Remove the relation first.} chosen {Choose marked words.} back {It stays removed.} other {Remove the relation.}}',
      {when: told.when},
    )
  const allowed = layer?.[told.end]
  if (layer === undefined || allowed === undefined || allowed.includes(annotation.layer)) return undefined
  const labelOf = (each: string): string => layerNamed(schema, each)?.label ?? each
  return message(
    '“{layer}” {end, select, from {goes from} other {goes to}} {layers}, not {other}. {when, select, after {Remove the relation first.} chosen {Choose another annotation.} back {Change the layer of its end first.} other {Remove the relation, or change the layer of its end.}}',
    {...told, layer: layer.label, layers: listed(allowed.map(labelOf)), other: labelOf(annotation.layer)},
  )
}

/** Of a list of annotations, read once: many ask for the relations at one after the other. */
const standing = new WeakMap<readonly Annotation[], ReadonlyMap<AnnotationId, readonly RelationAnnotation[]>>()

/** The relations that stand, by each of their ends. */
function standingByEnd(annotations: readonly Annotation[]): ReadonlyMap<AnnotationId, readonly RelationAnnotation[]> {
  const known = standing.get(annotations)
  if (known !== undefined) return known
  const byEnd = new Map<AnnotationId, RelationAnnotation[]>()
  for (const relation of annotations) {
    if (!isRelation(relation) || relation.removed !== undefined) continue
    for (const end of new Set([relation.from, relation.to])) {
      const there = byEnd.get(end)
      if (there === undefined) byEnd.set(end, [relation])
      else there.push(relation)
    }
  }
  standing.set(annotations, byEnd)
  return byEnd
}

/** The relations that stand at some annotations, at those relations in turn, and so on: they go with them. Not those that are named themselves. */
export function relationsAt(annotations: readonly Annotation[], ids: readonly AnnotationId[]): readonly RelationAnnotation[] {
  const byEnd = standingByEnd(annotations)
  const going = new Set(ids)
  const found: RelationAnnotation[] = []
  // A set is walked with what is added to it on the way.
  for (const id of going) {
    for (const relation of byEnd.get(id) ?? []) {
      if (going.has(relation.id)) continue
      going.add(relation.id)
      found.push(relation)
    }
  }
  return found
}

/** `back`: relations that come back. `later`: those of which the other end stays removed, with the time of its removal. */
type RemovedWith = {readonly back: readonly AnnotationId[]; readonly later: readonly {readonly id: AnnotationId; readonly at: number}[]}

/**
 * The relations that were removed in the same act as an end of theirs that is among these. One that cannot come back yet waits for its other
 * end: it is marked with the time of that end's removal, in the name of whoever marks it, and so the time alone says with what it went.
 */
export function removedWith(annotations: readonly Annotation[], ids: readonly AnnotationId[]): RemovedWith {
  const coming = new Set(ids)
  const byId = new Map(annotations.map(annotation => [annotation.id, annotation]))
  const back: AnnotationId[] = []
  const later: {id: AnnotationId; at: number}[] = []
  for (const relation of annotations) {
    const {id, removed} = relation
    if (!isRelation(relation) || removed === undefined || coming.has(id)) continue
    const ends = [relation.from, relation.to]
    if (!ends.some(end => coming.has(end) && byId.get(end)?.removed?.at === removed.at)) continue
    const others = ends.filter(end => !coming.has(end)).map(end => byId.get(end))
    const gone = others.find(end => end?.removed !== undefined)?.removed
    if (others.every(end => end !== undefined && end.removed === undefined)) back.push(id)
    else if (gone !== undefined && gone.at !== removed.at) later.push({id, at: gone.at})
  }
  return {back, later}
}
