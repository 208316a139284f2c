import type {Schema} from '../../core/schema/schema.ts'
import {schemaInLanguage} from '../../core/schema/schema-languages.ts'
import type {Project} from '../../project/project.ts'

/** A project whose schema is shown in the words of somebody who reads these languages, the best first. What is exported is made elsewhere, from the schema as it is. */
export function inReadLanguage(project: Project, preferred: readonly string[]): Project {
  const shown = new WeakMap<Schema, Schema>()
  return {
    ...project,
    schema: () => {
      const schema = project.schema()
      const before = shown.get(schema)
      if (before !== undefined) return before
      const made = schemaInLanguage(schema, preferred)
      shown.set(schema, made)
      return made
    },
  }
}
