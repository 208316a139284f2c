import type {Project} from '../../project/project.ts'
import type {Registry} from '../../project/registry.ts'

/** Tells when something was merged or told apart: what points at it means something else then. */
export function onMerges({project, registry}: {readonly project: Project; readonly registry: Registry}, changed: () => void): void {
  const now = () => [registry.entities.roots(), registry.claims.roots(), project.topics.roots()]
  const text = (): string => JSON.stringify(now().map(roots => [...roots]))
  let known = text()
  const look = (): void => {
    const next = text()
    if (next === known) return
    known = next
    changed()
  }
  registry.observe(look)
  project.observe(look)
}
