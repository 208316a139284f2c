import type {Annotation, AnnotatorId, Holder, Stance} from './annotation.ts'
import {isReference, stancesOf} from './annotation.ts'

/** The annotations of one set by id, so that what a mention names can be looked up. */
type Lookup = (id: string) => Annotation | undefined

/**
 * Who takes the stances of an annotation as long as nobody says otherwise: the entity it is attributed to, or the one that
 * the attributed mention names, else the outlet.
 */
export function attributedHolder(annotation: Annotation, lookup: Lookup): Holder {
  const source = annotation.features.attributionSource
  if (!isReference(source)) return {kind: 'outlet'}
  if (source.kind === 'entity') return {kind: 'entity', id: source.id}
  const named = source.kind === 'mention' ? lookup(source.id)?.features.entityId : undefined
  return isReference(named) && named.kind === 'entity' ? {kind: 'entity', id: named.id} : {kind: 'outlet'}
}

export const sameHolder = (a: Holder, b: Holder): boolean => (a.kind === 'entity' && b.kind === 'entity' ? a.id === b.id : a.kind === b.kind)

/**
 * The stances of a person whose holder goes with the attribution: those that had the holder it gave before, and have another
 * after. A holder that differs was set by hand and stays. So the order in which attribution and stance are given never matters.
 */
export function followingStances(given: {
  readonly before: Annotation
  readonly after: Annotation
  readonly lookBefore: Lookup
  readonly lookAfter: Lookup
  readonly by: AnnotatorId
}): readonly Stance[] {
  const [from, to] = [attributedHolder(given.before, given.lookBefore), attributedHolder(given.after, given.lookAfter)]
  if (sameHolder(from, to)) return []
  return stancesOf(given.before)
    .filter(({by, holder}) => by === given.by && sameHolder(holder, from))
    .map(stance => ({...stance, holder: to}))
}
