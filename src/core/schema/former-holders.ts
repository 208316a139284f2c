import type {DraftPart, PartId} from './draft.ts'
import {isRemoved} from './draft.ts'

/** Finds what another part was called by the name of one, and is not any more: it is taken out, or has another. What is read as that very part gave it its name. */
export function formerHolders(parts: readonly DraftPart[]): (part: DraftPart) => DraftPart | undefined {
  const before = new Map<PartId, Map<unknown, DraftPart>>()
  for (const part of parts) {
    const name = formerName(part)
    if (name === undefined || (part.fields.name === name && !isRemoved(part))) continue
    before.set(part.in, (before.get(part.in) ?? new Map<unknown, DraftPart>()).set(name, part))
  }
  return part => {
    const former = before.get(part.in)?.get(part.fields.name)
    return former === undefined || former.id === part.id || former.fields.to === part.id ? undefined : former
  }
}

/** What a part is called in the origin; `undefined` for what is new. */
export const formerName = ({word}: Pick<DraftPart, 'word'>): string | undefined => word?.label ?? word?.feature ?? word?.layer
