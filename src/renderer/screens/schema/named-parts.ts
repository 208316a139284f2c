import type {DraftPart, PartId} from '../../../core/schema/draft.ts'
import {inDraftOrder, isRemoved, renamed, WHOLE} from '../../../core/schema/draft.ts'
import {parentNames} from '../../../core/schema/draft-tree.ts'

const standing = (parts: readonly DraftPart[]): readonly DraftPart[] => parts.filter(part => !isRemoved(part)).sort(inDraftOrder)

export const layersOf = (parts: readonly DraftPart[]): readonly DraftPart[] => standing(parts.filter(each => each.in === WHOLE))

export const featuresOf = (parts: readonly DraftPart[], layer: PartId | undefined): readonly DraftPart[] =>
  standing(parts.filter(each => each.part === 'feature' && each.in === layer))

export const labelsOf = (parts: readonly DraftPart[], feature: PartId | undefined): readonly DraftPart[] =>
  standing(parts.filter(each => each.part === 'label' && each.in === feature))

/** What a part can be read as instead: others of its kind, beside it. */
export const placesFor = (parts: readonly DraftPart[], part: DraftPart): readonly DraftPart[] =>
  standing(parts.filter(each => each.id !== part.id && each.part === part.part && each.in === part.in && isOfKind(part, each)))

function isOfKind({part, fields: {kind, of = 'span'}}: DraftPart, {fields}: DraftPart): boolean {
  if (part === 'label') return true
  return part === 'feature' ? fields.kind === kind : (fields.of ?? 'span') === of
}

/** Finds what a name in another field stands for among these, though it may have been given another name since. */
export function named(parts: readonly DraftPart[]): (name: unknown) => DraftPart | undefined {
  const now = renamed(parts)
  const byName = new Map(parts.map(part => [part.fields.name, part]))
  return name => byName.get(now.get(name) ?? name)
}

/** A label and all that are kinds of it, of whatever degree. */
export function withKinds(labels: readonly DraftPart[], label: DraftPart): ReadonlySet<PartId> {
  const over = parentNames(labels)
  const kinds = new Map<unknown, DraftPart[]>()
  for (const each of labels) {
    const beside = kinds.get(over(each))
    if (beside === undefined) kinds.set(over(each), [each])
    else beside.push(each)
  }
  const found = new Set<PartId>()
  const add = (each: DraftPart): void => {
    if (found.has(each.id)) return
    found.add(each.id)
    for (const kind of kinds.get(each.fields.name) ?? []) add(kind)
  }
  add(label)
  return found
}
