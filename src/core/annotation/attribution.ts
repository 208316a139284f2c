import type {Annotation, AnnotatorId, Holder, Reference, Stance} from './annotation.ts'
import {isReference, stancesOf} from './annotation.ts'
import {identityOf} from '../schema/entity-types.ts'
import {attributionFeature} from '../schema/roles.ts'
import type {Schema} from '../schema/schema.ts'
import {layerNamed} from '../schema/schema.ts'

/** The annotations of one set by id, so that what a mention names can be looked up. */
type Lookup = (id: string) => Annotation | undefined

/** Who speaks in the words of an annotation. */
export function attributionOf(schema: Schema, {layer, features}: Annotation): Reference | undefined {
  const feature = attributionFeature(layerNamed(schema, layer))
  const value = feature === undefined ? undefined : features[feature.name]
  return isReference(value) ? value : undefined
}

/**
 * Who takes the stances of an annotation as long as nobody says otherwise: the entity it is attributed to, or the one that
 * the attributed mention names, else the outlet.
 */
export function attributedHolder(schema: Schema, annotation: Annotation, lookup: Lookup): Holder {
  const source = attributionOf(schema, annotation)
  if (source?.kind === 'entity') return {kind: 'entity', id: source.id}
  const mention = source?.kind === 'mention' ? lookup(source.id) : undefined
  const named = mention && identityOf(schema, mention)
  return named?.kind === 'entity' ? {kind: 'entity', id: named.id} : {kind: 'outlet'}
}

export const sameHolder = (a: Holder, b: Holder): boolean => (a.kind === 'entity' && b.kind === 'entity' ? a.id === b.id : a.kind === b.kind)

/**
 * The stances of a person whose holder goes with the attribution: those that had the holder it gave before, and have another
 * after. A holder that differs was set by hand and stays. So the order in which attribution and stance are given never matters.
 */
export function followingStances(given: {
  readonly schema: Schema
  readonly before: Annotation
  readonly after: Annotation
  readonly lookBefore: Lookup
  readonly lookAfter: Lookup
  readonly by: AnnotatorId
}): readonly Stance[] {
  const {schema} = given
  const [from, to] = [attributedHolder(schema, given.before, given.lookBefore), attributedHolder(schema, given.after, given.lookAfter)]
  if (sameHolder(from, to)) return []
  return stancesOf(given.before)
    .filter(({by, holder}) => by === given.by && sameHolder(holder, from))
    .map(stance => ({...stance, holder: to}))
}
