import type {Project} from '../../project/project.ts'

/** Calls when another schema has come into force: layers and labels have other looks then. */
export function onSchema(project: Project, listener: () => void): void {
  let known = project.schema()
  project.observe(() => {
    const now = project.schema()
    if (now === known) return
    known = now
    listener()
  })
}
