import type {DraftFields, DraftOrigin, DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, isRemoved, WHOLE} from '../../../core/schema/draft.ts'
import type {PartEdit} from '../../../core/schema/draft-edits.ts'
import {edited} from '../../../core/schema/draft-edits.ts'
import type {Workspace} from '../../state/workspace.ts'
import {say} from '../../ui/say.ts'
import {publishedAs} from './published-draft.ts'

type Drafting = Pick<Workspace, 'project' | 'draftUndo' | 'unsaved'>

/** Writes to a draft, as one step that can be taken back; with all that was done before `during` the same. */
export function writeDraft({project, draftUndo}: Drafting, draft: Pick<SchemaDraft, 'id'>, edits: readonly PartEdit[], during?: object): void {
  const write = (): void => {
    for (const {part, fields} of edits) project.drafts.set(draft.id, part, fields)
  }
  draftUndo.together(() => project.transact(write), during)
}

/** That a part has these fields, `undefined` for none. `where`: how a field is called, whose words are kept for their writer where the part has gone meanwhile. */
export function setFields(workspace: Drafting, draft: SchemaDraft, part: PartId, fields: DraftFields, where: string, during?: object): void {
  const now = workspace.project.drafts.get(draft.id)
  if (now !== undefined && (part === WHOLE || draftParts(now).some(each => each.id === part && isSeen(each))))
    return writeDraft(workspace, now, [edited(now, part, fields)], during)
  const why = now === undefined ? publishedWords(workspace, draft) : undefined
  for (const text of Object.values(fields)) if (typeof text === 'string') workspace.unsaved.keep({where, text, why})
}

function publishedWords({project}: Drafting, draft: SchemaDraft): string | undefined {
  const became = publishedAs({project}, draft)
  if (became === undefined) return undefined
  const {version, by} = became
  const who = by === undefined ? undefined : project.displayName(by)
  return who === undefined
    ? say('The draft was published as version {version} while you wrote this.', {version})
    : say('{who} published the draft as version {version} while you wrote this.', {version, who})
}

/** What is new and taken out again is shown nowhere. */
const isSeen = (part: DraftPart): boolean => part.word !== undefined || !isRemoved(part)

/** Opens a draft that goes on from something. */
export function openDraft(workspace: Pick<Workspace, 'project' | 'act' | 'newId'>, from: Omit<DraftOrigin, 'by' | 'at'>): string {
  const id = workspace.newId()
  workspace.project.drafts.open(id, {...workspace.act(), ...from})
  return id
}

/** Puts back what was taken out, or joined with another. */
export const broughtBack = ({id}: DraftPart): PartEdit => ({part: id, fields: {removed: undefined, to: undefined, split: undefined}})
