import type {DraftPart, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, isRemoved} from '../../../core/schema/draft.ts'
import type {PartEdit} from '../../../core/schema/draft-edits.ts'
import {moved, placedUnder} from '../../../core/schema/draft-edits.ts'
import {parentNames, siblingsOf} from '../../../core/schema/draft-tree.ts'
import type {DropPlace, TreeMove} from '../../ui/tree.tsx'

/** What puts a part where it is to go; nothing where it cannot go there. */
export function moveOf(draft: SchemaDraft, part: DraftPart, move: TreeMove): readonly PartEdit[] {
  if (isRemoved(part)) return []
  const beside = siblingsOf(draftParts(draft), part)
  const at = beside.findIndex(({id}) => id === part.id)
  if (move === 'up') return at > 0 ? moved(draft, part, at - 1) : []
  if (move === 'down') return at < beside.length - 1 ? moved(draft, part, at + 1) : []
  if (part.part !== 'label') return []
  if (move === 'in') {
    const over = beside[at - 1]
    return over === undefined ? [] : placedUnder(draft, part, over.fields.name, labelsUnder(draft, over).length)
  }
  const over = parentOf(draft, part)
  if (over === undefined) return []
  const place = siblingsOf(draftParts(draft), over).findIndex(({id}) => id === over.id)
  return placedUnder(draft, part, parentNames(labelsBeside(draft, part))(over), place + 1)
}

/** Where a part may be dropped on another: among those of its layer or feature. A label may also be made a kind of another one, but not of one that is a kind of it. */
export function dropPlaces(draft: SchemaDraft, part: DraftPart, over: DraftPart): readonly DropPlace[] {
  const isBeside = part.id !== over.id && part.part === over.part && part.in === over.in && !isRemoved(part) && !isRemoved(over)
  if (!isBeside) return []
  if (part.part !== 'label') return ['before', 'after']
  for (let at = parentOf(draft, over); at !== undefined; at = parentOf(draft, at)) if (at.id === part.id || at.id === over.id) return []
  return ['before', 'after', 'into']
}

export function dropOf(draft: SchemaDraft, part: DraftPart, over: DraftPart, place: DropPlace): readonly PartEdit[] {
  if (place === 'into') return placedUnder(draft, part, over.fields.name, labelsUnder(draft, over).filter(({id}) => id !== part.id).length)
  const others = siblingsOf(draftParts(draft), over).filter(({id}) => id !== part.id)
  const to = others.findIndex(({id}) => id === over.id) + (place === 'after' ? 1 : 0)
  return part.part === 'label' ? placedUnder(draft, part, parentNames(labelsBeside(draft, over))(over), to) : moved(draft, part, to)
}

const labelsBeside = (draft: SchemaDraft, label: DraftPart): readonly DraftPart[] =>
  draftParts(draft).filter(each => each.part === 'label' && each.in === label.in && !isRemoved(each))

function labelsUnder(draft: SchemaDraft, label: DraftPart): readonly DraftPart[] {
  const labels = labelsBeside(draft, label)
  const over = parentNames(labels)
  return labels.filter(each => over(each) === label.fields.name)
}

function parentOf(draft: SchemaDraft, label: DraftPart): DraftPart | undefined {
  const labels = labelsBeside(draft, label)
  const name = parentNames(labels)(label)
  return name === undefined ? undefined : labels.find(({fields}) => fields.name === name)
}
