import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import type {KeptVersion} from '../../../core/schema/kept-version.ts'
import {schemaDiff} from '../../../core/schema/schema-diff.ts'
import {parseNewSchema} from '../../../core/schema/schema-file.ts'
import type {Workspace} from '../../state/workspace.ts'

/** The version that a draft became as it was last seen here; `undefined` where it was none, as it was thrown away. */
export function publishedAs({project}: Pick<Workspace, 'project'>, draft: SchemaDraft): KeptVersion | undefined {
  const parsed = parseNewSchema(draftedSchema(draft).schema)
  if (!parsed.ok) return undefined
  return project.versions
    .all()
    .find(({version, schema}) => version > draft.origin.base && schema !== undefined && schemaDiff(parsed.value, schema).length === 0)
}
