import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {showDialog} from '../../annotate/annotate-commands.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {rich, say} from '../../ui/say.ts'

type Props = {
  /** The one that is open; without one the schema in force is shown. */
  readonly draft: SchemaDraft | undefined
  readonly onDraft: (id: string | undefined) => void
  readonly onPublish: () => void
}

/** The schema in force, or a draft of the next one. */
export function CodebookView({draft, onDraft, onPublish}: Props) {
  const workspace = useWorkspace('project', 'drafts', 'session')
  const {project} = workspace
  const {name, version} = project.schema()
  const change = (): void => {
    const id = workspace.newId()
    project.drafts.open(id, {...workspace.act(), from: 'in-force', base: version, schema: workspace.writtenSchema()})
    onDraft(id)
  }
  return (
    <div className="schema-view">
      <p>{rich('{name}, version {version}', {name: <bdi>{name}</bdi>, version})}</p>
      {workspace.mayManage() && (
        <div className="schema-bar">
          {draft === undefined ? (
            <>
              <Button onClick={change}>{say('Change it')}</Button>
              <Button onClick={() => showDialog(workspace, {kind: 'schema'})}>{say('Start from…')}</Button>
            </>
          ) : (
            <>
              <Button onClick={() => onDraft(undefined)}>{say('Back to the schema in force')}</Button>
              <Button variant="primary" onClick={onPublish}>
                {say('Publish…')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
