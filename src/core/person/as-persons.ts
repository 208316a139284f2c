import type {Annotation, AnnotatorId} from '../annotation/annotation.ts'
import {stancesOf} from '../annotation/annotation.ts'
import {withFeatures, withStances} from '../annotation/wording.ts'
import {STANCES} from '../schema/schema.ts'

/** Who somebody is who may be in a project as two persons. */
export type WhoIs = (person: AnnotatorId) => AnnotatorId

/** An annotation with everybody named as who she is. The same object where everybody is named so already. */
export function asPersons(annotation: Annotation, who: WhoIs): Annotation {
  const {by, editedBy, removed, stillRight, features, said} = annotation
  const isSame = (person: AnnotatorId | undefined): boolean => person === undefined || who(person) === person
  if (isSame(by) && isSame(editedBy) && isSame(removed?.by) && isSame(stillRight?.by) && stancesOf(annotation).every(stance => isSame(stance.by)))
    return annotation
  const stances = stancesOf(annotation).map(stance => (who(stance.by) === stance.by ? stance : {...stance, by: who(stance.by)}))
  return {
    ...annotation,
    by: who(by),
    ...(editedBy !== undefined && {editedBy: who(editedBy)}),
    ...(removed !== undefined && {removed: {...removed, by: who(removed.by)}}),
    ...(stillRight !== undefined && {stillRight: {...stillRight, by: who(stillRight.by)}}),
    ...(stances.length > 0 && {features: {...features, [STANCES]: stances}}),
    ...(said !== undefined && {said: withFeatures(said, each => withStances(each, stance => ({...stance, by: who(stance.by)})))}),
  }
}
