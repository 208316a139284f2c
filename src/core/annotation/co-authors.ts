import type {Annotation, AnnotatorId} from './annotation.ts'
import {stancesOf} from './annotation.ts'

/** Whose work is in an annotation: who made it, who edited it last, who took a stance in it. */
export const authorsOf = (annotation: Annotation): ReadonlySet<AnnotatorId> => {
  const {by, editedBy} = annotation
  return new Set([by, ...(editedBy === undefined ? [] : [editedBy]), ...stancesOf(annotation).map(stance => stance.by)])
}

/** Whether somebody else has removed what this person has worked on, and she has not agreed to it. */
export const isTakenFrom = (annotation: Annotation, person: AnnotatorId): boolean =>
  annotation.removed !== undefined && annotation.removed.by !== person && authorsOf(annotation).has(person)
