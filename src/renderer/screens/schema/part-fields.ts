import type {DraftFields, DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, WHOLE, wholeFields} from '../../../core/schema/draft.ts'
import type {DraftProblem} from '../../../core/schema/draft-problems.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import type {Workspace} from '../../state/workspace.ts'
import {say, tell} from '../../ui/say.ts'
import {setFields} from './draft-acts.ts'

/** What the fields of a part read and write. */
export type PartFields = {
  readonly draft: SchemaDraft
  readonly id: PartId
  /** That of the whole schema has none. */
  readonly part: DraftPart | undefined
  readonly fields: DraftFields
  /** All of the draft, those that are taken out too. */
  readonly parts: readonly DraftPart[]
  readonly readOnly: boolean
  /** Whether annotations may name it already. */
  readonly inForce: boolean
  text(field: string): string
  problem(field: string): string | undefined
  /** `undefined` takes a field away. `step`: the same for all of one typing. */
  set(fields: DraftFields, label: string, step?: object): void
}

export function partFields(
  workspace: Workspace,
  {draft, id, problems, readOnly}: {draft: SchemaDraft; id: PartId; problems: readonly DraftProblem[]; readOnly: boolean},
): PartFields {
  const parts = draftParts(draft)
  const part = parts.find(each => each.id === id)
  const fields = part?.fields ?? (id === WHOLE ? wholeFields(draft) : {})
  return {
    draft,
    id,
    part,
    fields,
    parts,
    readOnly,
    inForce: part?.word !== undefined && (draft.origin.from === 'in-force' || draft.origin.from === 'version'),
    text: field => {
      const value = fields[field]
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
    },
    problem: field => {
      const found = problems.find(each => each.part === id && each.field === field)
      return found && tell(found.problem)
    },
    set: (changed, label, step) => setFields(workspace, draft, id, changed, say('{field} of “{name}”', {field: label, name: shownLabel({fields})}), step),
  }
}

/** The words of a field that may be left empty. */
export const orNone = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
