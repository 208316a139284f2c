import {lengthOf} from '../../core/text/extent.ts'
import type {Extent} from '../../core/text/extent.ts'
import type {Change} from '../../project/step.ts'
import {UNMADE} from '../../project/step.ts'
import {say} from '../ui/say.ts'

/** What a change of where the words of a record are did. */
export function sizeWords(before: unknown, after: unknown, record: string): string {
  const [was, is] = [extentIn(before), extentIn(after)]
  const [had, has] = [countOf(was), countOf(is)]
  if (was === undefined || is === undefined || had === has) return say('new size of {record}', {record})
  if (has > had) return say('added part of {record}', {record})
  // Parts that grow together are fewer too.
  return lengthOf(is) < lengthOf(was) ? say('removed part of {record}', {record}) : say('new size of {record}', {record})
}

/** The change of an annotation whose parts became annotations of their own in the same step. */
export function splitIn(changes: readonly Change[]): Change | undefined {
  const isOthers = changes.some(({map, before}) => map === 'annotations' && before === UNMADE)
  return isOthers
    ? changes.find(({field, before, after}) => field === 'selector' && countOf(extentIn(before)) > 1 && countOf(extentIn(after)) === 1)
    : undefined
}

const countOf = (extent: Extent | undefined): number => extent?.parts?.length ?? 1

/** What a record held there, which is a selector. */
const extentIn = (value: unknown): Extent | undefined => (typeof value === 'object' && value !== null && 'start' in value ? (value as Extent) : undefined)
