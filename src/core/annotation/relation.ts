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

/** What is wrong with the ends of a relation; `undefined` where nothing is. */
export function endsProblem(schema: Schema, {layer: name, from, to}: Ends & {readonly layer: string}, lookup: Lookup): string | undefined {
  if (from === to) return 'A relation goes from one annotation to another. Choose another one.'
  const layer = layerNamed(schema, name)
  return endProblem(schema, layer, 'from', lookup(from)) ?? endProblem(schema, layer, 'to', lookup(to))
}

/** Why an annotation cannot be an end of relations of a layer. */
export function endProblem(schema: Schema, layer: Layer | undefined, end: 'from' | 'to', annotation: Annotation | undefined): string | undefined {
  if (annotation === undefined) return `The annotation that it ${GOES[end]} is not there. Choose another one.`
  if (annotation.removed !== undefined) return `The annotation that it ${GOES[end]} was removed. Choose another one, or bring it back first.`
  if (isRelation(annotation)) return 'A relation cannot go to or from a relation. Choose marked words.'
  const allowed = layer?.[end]
  if (layer === undefined || allowed === undefined || allowed.includes(annotation.layer)) return undefined
  const labelOf = (each: string): string => layerNamed(schema, each)?.label ?? each
  return `“${layer.label}” ${end === 'from' ? 'goes from' : 'goes to'} ${allowed.map(labelOf).join(' or ')}, not ${labelOf(annotation.layer)}. Choose another annotation.`
}

const GOES = {from: 'goes from', to: 'goes to'} as const

/** The relations that stand at some annotations, at those relations in turn, and so on: they go with them. Not those that are named themselves. */
export function relationsAt(annotations: readonly Annotation[], ids: readonly AnnotationId[]): readonly RelationAnnotation[] {
  const standing = annotations.filter(isRelation).filter(({removed}) => removed === undefined)
  if (standing.length === 0) return []
  const going = new Set(ids)
  const found: RelationAnnotation[] = []
  for (let before = -1; before < found.length; ) {
    before = found.length
    for (const relation of standing) {
      if (going.has(relation.id) || !(going.has(relation.from) || going.has(relation.to))) continue
      going.add(relation.id)
      found.push(relation)
    }
  }
  return found
}

/** The relations that were removed in the same act as an end of theirs that is among these, and have no other end that stays removed: they come back with it. */
export function removedWith(annotations: readonly Annotation[], ids: readonly AnnotationId[]): readonly AnnotationId[] {
  const relations = annotations.filter(isRelation).filter(({id, removed}) => removed !== undefined && !ids.includes(id))
  if (relations.length === 0) return []
  const byId = new Map(annotations.map(annotation => [annotation.id, annotation]))
  const comesBack = (id: AnnotationId, {removed}: RelationAnnotation): boolean => {
    const mark = ids.includes(id) ? byId.get(id)?.removed : undefined
    return mark !== undefined && mark.by === removed?.by && mark.at === removed.at
  }
  const willStand = (id: AnnotationId): boolean => ids.includes(id) || (byId.has(id) && byId.get(id)?.removed === undefined)
  return relations
    .filter(relation => (comesBack(relation.from, relation) || comesBack(relation.to, relation)) && willStand(relation.from) && willStand(relation.to))
    .map(({id}) => id)
}
