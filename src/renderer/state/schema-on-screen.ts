import {draftedSchema} from '../../core/schema/drafted-schema.ts'
import type {Schema} from '../../core/schema/schema.ts'
import {parseSchema} from '../../core/schema/schema-file.ts'
import {screenOf} from './shown-screen.ts'
import type {Workspace} from './workspace.ts'

/** The schema that what is on screen goes by: a draft that is open there, where it is one already, else that in force. */
export function schemaOnScreen(workspace: Workspace): Schema {
  const {draft} = workspace.view.get().codebook
  const open = draft === undefined || screenOf(workspace) !== 'schema' ? undefined : workspace.project.drafts.get(draft)
  const parsed = open && parseSchema(draftedSchema(open).schema)
  return parsed?.ok === true ? parsed.value : workspace.project.schema()
}
