import {Banner} from '../ui/banner.tsx'
import {goToScreen} from '../state/shown-screen.ts'
import {useWorkspace} from '../state/use-workspace.ts'
import {say, tell} from '../ui/say.ts'

/** Stands while the schema of the project cannot be read. */
export function SchemaBanner() {
  const workspace = useWorkspace()
  const problem = workspace.project.schemaProblem()
  if (problem === undefined) return null
  const manages = workspace.mayManage()
  return (
    <Banner
      tone="error"
      title={say('The schema of this project cannot be read, so nothing can be annotated.')}
      {...(manages && {action: {label: say('Schema'), run: () => goToScreen(workspace, 'schema')}})}
    >
      {tell(problem)}{' '}
      {manages
        ? say('Update Claimlight, or take another schema in the settings. What was annotated is kept.')
        : say('Update Claimlight, or ask the people who run the project to take another schema in the settings. What was annotated is kept.')}
    </Banner>
  )
}
