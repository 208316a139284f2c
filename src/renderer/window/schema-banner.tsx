import {Banner} from '../ui/banner.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'

/** Stands while the schema of the project cannot be read. */
export function SchemaBanner() {
  const problem = useWorkspace().project.schemaProblem()
  if (problem === undefined) return null
  return (
    <Banner tone="error" title="The schema of this project cannot be read, so nothing can be annotated.">
      {problem} Update Claimlight, or ask the people who run the project to take another schema in the settings. What was annotated is kept.
    </Banner>
  )
}
