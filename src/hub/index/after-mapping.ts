import {lastMapping} from '../../core/schema/mapping.ts'
import type {Project} from '../../project/project.ts'

/** Tells when the schema reads earlier words as others. */
export function afterMapping(project: Pick<Project, 'schema' | 'observe'>, changed: () => void): void {
  let known = lastMapping(project.schema())
  project.observe(() => {
    const now = lastMapping(project.schema())
    if (now === known) return
    known = now
    changed()
  })
}
