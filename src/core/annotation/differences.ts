import type {Annotation, FeatureValue, Stance} from './annotation.ts'
import {isLabels, isReference, isStances, stancesOf} from './annotation.ts'
import {sameHolder} from './attribution.ts'
import type {Selector} from './selector.ts'
import {sameExtent} from '../text/extent.ts'

/** One thing that differs between two states of an annotation; `undefined` where one of them does not have it. */
export type Difference =
  | {readonly of: 'mark'; readonly after: 'removed' | 'there'}
  | {readonly of: 'layer'; readonly before: string; readonly after: string}
  | {readonly of: 'words'; readonly before: Selector; readonly after: Selector}
  | {readonly of: 'feature'; readonly name: string; readonly before: FeatureValue | undefined; readonly after: FeatureValue | undefined}
  | {readonly of: 'stance'; readonly before: Stance | undefined; readonly after: Stance | undefined}
  | {readonly of: 'confidence'; readonly before: Annotation['confidence']; readonly after: Annotation['confidence']}

/** What a person would say has changed; who did it and when makes no difference. */
export function differences(before: Annotation, after: Annotation): readonly Difference[] {
  const found: Difference[] = []
  if ((before.removed === undefined) !== (after.removed === undefined)) found.push({of: 'mark', after: after.removed === undefined ? 'there' : 'removed'})
  if (before.layer !== after.layer) found.push({of: 'layer', before: before.layer, after: after.layer})
  const [was, is] = [before.selector, after.selector]
  if (was !== undefined && is !== undefined && (!sameExtent(was, is) || was.quote !== is.quote)) found.push({of: 'words', before: was, after: is})
  for (const name of new Set([...Object.keys(before.features), ...Object.keys(after.features)])) {
    const [one, other] = [before.features[name], after.features[name]]
    if (!isStances(one) && !isStances(other) && !isSameValue(one, other)) found.push({of: 'feature', name, before: one, after: other})
  }
  const [had, has] = [stancesById(before), stancesById(after)]
  for (const id of new Set([...had.keys(), ...has.keys()])) {
    const [one, other] = [had.get(id), has.get(id)]
    if (one === undefined || other === undefined || !isSameStance(one, other)) found.push({of: 'stance', before: one, after: other})
  }
  if (before.confidence !== after.confidence) found.push({of: 'confidence', before: before.confidence, after: after.confidence})
  return found
}

const stancesById = (annotation: Annotation): ReadonlyMap<string, Stance> => new Map(stancesOf(annotation).map(stance => [stance.id, stance]))

function isSameValue(one: FeatureValue | undefined, other: FeatureValue | undefined): boolean {
  // In whatever order they were chosen.
  if (isLabels(one) && isLabels(other)) return one.length === other.length && one.every(label => other.includes(label))
  if (!isReference(one) || !isReference(other)) return one === other
  return one.kind === other.kind && ('id' in one ? one.id : undefined) === ('id' in other ? other.id : undefined)
}

const isSameStance = (one: Stance, other: Stance): boolean =>
  one.value === other.value && one.target.kind === other.target.kind && one.target.id === other.target.id && sameHolder(one.holder, other.holder)
