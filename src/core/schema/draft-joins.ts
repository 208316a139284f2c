import {isSame} from '../json/same.ts'
import type {DraftFields, DraftPart, PartId, SchemaDraft} from './draft.ts'
import {draftParts, inDraftOrder, isRemoved, renamed} from './draft.ts'
import type {PartEdit} from './draft-edits.ts'
import {added, edited, removed} from './draft-edits.ts'

/** That a part is taken out, and what was said of it is read as another of its kind. A question that was asked where it was the answer is asked where that other one is. */
export const readAs = (draft: SchemaDraft, part: DraftPart, to: DraftPart): readonly PartEdit[] => joined(draft, [part], to)

/** That parts are one from now on: all but it are taken out, and what was said of them is read as it. */
export function joined(draft: SchemaDraft, parts: readonly DraftPart[], to: DraftPart): readonly PartEdit[] {
  const going = parts.filter(({id}) => id !== to.id)
  const follow = to.part === 'label' ? answersInstead(draft, going, [to.fields.name]) : []
  return outWith(draft, follow, going, () => ({to: to.id}))
}

/**
 * That a label becomes several new ones, called as given: what was said of it is read as the first until somebody has looked at it again. `newId`: a name for each.
 */
export function splitInto(draft: SchemaDraft, label: DraftPart, called: readonly string[], newId: () => PartId): readonly PartEdit[] {
  const made: PartEdit[] = []
  for (const [nth, words] of called.entries()) {
    const so = applied(draft, made)
    made.push(added(so, newId(), 'label', label.in, {label: words, parent: label.fields.parent, order: orderIn(draft, label, nth, called.length)}))
  }
  const ids = made.map(({part}) => part)
  const names = made.map(({fields}) => fields.name)
  const follow = answersInstead(applied(draft, made), [label], names)
  return outWith(draft, [...made, ...follow], [label], () => ({to: ids[0], split: ids}))
}

/** One after the other: what names several of them is written anew for each. */
function outWith(draft: SchemaDraft, before: readonly PartEdit[], going: readonly DraftPart[], as: (part: DraftPart) => DraftFields): readonly PartEdit[] {
  const edits = [...before]
  for (const part of going)
    for (const edit of removed(applied(draft, edits), part)) edits.push(edit.part === part.id ? {...edit, fields: {...edit.fields, ...as(part)}} : edit)
  return edits
}

/** New ones stand where the label stood, before the one that comes after it. */
function orderIn(draft: SchemaDraft, label: DraftPart, nth: number, count: number): number {
  const beside = draftParts(draft)
    .filter(each => each.in === label.in && !isRemoved(each))
    .sort(inDraftOrder)
  const at = beside.findIndex(({id}) => id === label.id)
  const [from, to] = [beside[at]?.fields.order, beside[at + 1]?.fields.order]
  if (typeof from !== 'number') return nth
  return from + ((typeof to === 'number' ? to - from : 1) * (nth + 1)) / (count + 1)
}

/** Where a question is asked because one of these labels is the answer, it is asked where others are. */
function answersInstead(draft: SchemaDraft, labels: readonly DraftPart[], names: readonly unknown[]): readonly PartEdit[] {
  const parts = draftParts(draft).filter(part => !isRemoved(part))
  const feature = parts.find(({id}) => id === labels[0]?.in)
  const features = renamed(parts.filter(each => each.part === 'feature' && each.in === feature?.in))
  const answers = renamed(parts.filter(each => each.in === feature?.id))
  const going = new Set(labels.map(({fields}) => fields.name))
  return parts.flatMap(each => {
    const {when} = each.fields
    if (each.part !== 'feature' || each.in !== feature?.in || !isCondition(when) || (features.get(when.feature) ?? when.feature) !== feature?.fields.name)
      return []
    const said = Array.isArray(when.is) ? when.is : [when.is]
    const now = [...new Set(said.flatMap(answer => (going.has(answers.get(answer) ?? answer) ? names : [answer])))]
    return isSame(said, now) ? [] : [edited(draft, each.id, {when: {...when, is: now.length === 1 ? now[0] : now}})]
  })
}

const isCondition = (when: unknown): when is {readonly feature: unknown; readonly is: unknown} =>
  typeof when === 'object' && when !== null && 'feature' in when && 'is' in when

/** A draft as it would be. */
export function applied(draft: SchemaDraft, changes: readonly PartEdit[]): SchemaDraft {
  const edits = new Map(draft.edits)
  for (const {part, fields} of changes) {
    const all = {...edits.get(part), ...fields}
    edits.set(part, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
  }
  return {...draft, edits}
}
