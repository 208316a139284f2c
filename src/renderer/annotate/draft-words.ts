import {shownLabel} from '../../core/schema/draft-keys.ts'
import type {PartId} from '../../core/schema/draft.ts'
import {draftParts, WHOLE, wholeFields} from '../../core/schema/draft.ts'
import {draftPlace} from '../../project/schema-drafts.ts'
import type {Change} from '../../project/step.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import {say} from '../ui/say.ts'

/** The parts of a draft that a step changed; what it made, took out or brought back comes first. */
export function changedParts(changes: readonly Change[]): {readonly draft: string; readonly parts: readonly [PartId, ...PartId[]]} | undefined {
  const places = changes.flatMap(({map, record}) => (map === 'drafts' ? (draftPlace(record) ?? []) : []))
  const main = places.find(({field}) => field === 'part') ?? places.find(({field}) => field === 'removed') ?? places[0]
  if (main === undefined) return undefined
  const others = new Set(places.filter(({draft, part}) => draft === main.draft && part !== main.part).map(({part}) => part))
  return {draft: main.draft, parts: [main.part, ...others]}
}

/** What a step did in a draft of the schema. */
export function draftWords(workspace: Workspace, changes: readonly Change[]): string {
  const found = changedParts(changes)
  if (found === undefined) return say('last step')
  const [main, ...others] = found.parts
  const part = nameOf(workspace, found.draft, main)
  const of = (field: string): Change | undefined => changes.find(({record}) => record === `${found.draft}/${main}/${field}`)
  if (of('part') !== undefined) return part
  const removal = of('removed')
  if (removal !== undefined) return removal.after === undefined ? say('return of {record}', {record: part}) : say('removal of {record}', {record: part})
  if (changes.every(({record}) => record.endsWith('/order'))) return say('place of {part}', {part})
  if (others.length === 0) return say('change of {record}', {record: part})
  return say('change of {parts, plural, one {# part} other {# parts}} of the draft', {parts: found.parts.length})
}

export function partWords(workspace: Workspace, {record}: Change): string {
  const place = draftPlace(record)
  return place === undefined ? say('last step') : nameOf(workspace, place.draft, place.part)
}

function nameOf({project}: Workspace, id: string, part: PartId): string {
  const draft = project.drafts.get(id)
  if (draft === undefined) return say('a part of a draft')
  if (part === WHOLE) return say('“{title}”', {title: short(String(wholeFields(draft).name ?? ''))})
  const found = draftParts(draft).find(each => each.id === part)
  const label = found && shownLabel(found)
  return label === undefined ? say('a part of a draft') : say('“{title}”', {title: short(label)})
}
