import {useWorkspace} from '../../state/use-workspace.ts'
import {say} from '../../ui/say.ts'

type Props = {
  /** Opens a draft, made from a version perhaps, in the codebook. */
  readonly onDraft: (id: string) => void
}

/** Every version that was in force, the last first. */
export function VersionsView(_props: Props) {
  const workspace = useWorkspace('project', 'session')
  return (
    <div className="schema-view">
      <ol aria-label={say('Versions')}>
        {workspace.project.versions
          .all()
          .toReversed()
          .map(({version}) => (
            <li key={version}>{say('Version {version}', {version})}</li>
          ))}
      </ol>
    </div>
  )
}
