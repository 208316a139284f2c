import type {Annotation} from './annotation.ts'
import {isReference, stancesOf} from './annotation.ts'

/** What of the registry, or which topic, something is about. */
export type Pointer = {readonly kind: 'entity' | 'claim' | 'topic'; readonly id: string}

/** Everything of the registry, and every topic, that an annotation points at, each once. */
export function pointersOf(annotation: Annotation): readonly Pointer[] {
  const found = new Map<string, Pointer>()
  const note = (to: {readonly kind: string; readonly id?: string}): void => {
    const {kind, id} = to
    if (id !== undefined && (kind === 'entity' || kind === 'claim' || kind === 'topic')) found.set(pointerKey({kind, id}), {kind, id})
  }
  for (const value of Object.values(annotation.features)) if (isReference(value)) note(value)
  for (const {holder, target} of stancesOf(annotation)) {
    note(holder)
    note(target)
  }
  return [...found.values()]
}

export const pointerKey = ({kind, id}: Pointer): string => `${kind}:${id}`
