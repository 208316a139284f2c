import type {DraftPart, PartId} from './draft.ts'
import {inDraftOrder, isRemoved, partsWithin, renamed, WHOLE} from './draft.ts'

/** A part at its place in the tree of a draft. `level`: 1 for a layer; a label is one deeper than what it is a kind of. */
export type PlacedPart = {readonly part: DraftPart; readonly level: number; readonly hasMore: boolean}

const isStanding = (part: DraftPart): boolean => !isRemoved(part)

/** All parts that stand, each after what it is of: a label after the one that it is a kind of. Those that are kinds of each other in a circle come last, for they stand nowhere else. */
export function partsInTree(parts: readonly DraftPart[], isShown = isStanding): readonly PlacedPart[] {
  const within = partsWithin(parts.filter(isShown).sort(inDraftOrder))
  const placed = (part: DraftPart, level: number): readonly PlacedPart[] => {
    const inner = within(part.id)
    const below = part.part === 'layer' ? inner.flatMap(each => placed(each, level + 1)) : labelsBelow(inner, level + 1)
    return [{part, level, hasMore: below.length > 0}, ...below]
  }
  return within(WHOLE).flatMap(layer => placed(layer, 1))
}

function labelsBelow(labels: readonly DraftPart[], level: number): readonly PlacedPart[] {
  const over = parentNames(labels)
  const kinds = new Map<unknown, DraftPart[]>()
  for (const label of labels) {
    const parent = over(label)
    const beside = kinds.get(parent)
    if (beside === undefined) kinds.set(parent, [label])
    else beside.push(label)
  }
  const found: PlacedPart[] = []
  const seen = new Set<PartId>()
  const place = (label: DraftPart, at: number): void => {
    if (seen.has(label.id)) return
    seen.add(label.id)
    const below = (kinds.get(nameOf(label)) ?? []).filter(({id}) => !seen.has(id))
    found.push({part: label, level: at, hasMore: below.length > 0})
    for (const each of below) place(each, at + 1)
  }
  for (const label of kinds.get(undefined) ?? []) place(label, level)
  for (const label of labels) place(label, level)
  return found
}

const nameOf = ({fields: {name}}: DraftPart): unknown => name

/** What the parent of each label is called now; `undefined` where it stands under none that is there. */
export function parentNames(labels: readonly DraftPart[]): (label: DraftPart) => unknown {
  const names = new Set(labels.map(nameOf))
  const now = renamed(labels)
  return ({fields: {parent}}) => {
    const name = now.get(parent) ?? parent
    return names.has(name) ? name : undefined
  }
}

/** Those beside a part: of one layer, feature or parent, in their order. */
export function siblingsOf(parts: readonly DraftPart[], part: DraftPart): readonly DraftPart[] {
  const beside = parts.filter(each => each.in === part.in && each.part === part.part && !isRemoved(each)).sort(inDraftOrder)
  if (part.part !== 'label') return beside
  const over = parentNames(beside)
  return beside.filter(each => over(each) === over(part))
}
