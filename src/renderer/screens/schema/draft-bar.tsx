import {Eye, Play, Plus, Trash2} from 'lucide-react'
import {useMemo, useState} from 'react'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import {draftedSchema} from '../../../core/schema/drafted-schema.ts'
import {draftTitle} from '../../state/draft-title.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {rich, say} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {openDraft} from './draft-acts.ts'
import {CodebookMenu} from './codebook-menu.tsx'
import {draftState} from './draft-words.ts'
import {StartDialog} from './start-dialog.tsx'

type Props = {
  readonly draft: SchemaDraft | undefined
  readonly onDraft: (id: string | undefined) => void
  /** A draft was begun by the button that has gone with it. */
  readonly onBegun: () => void
  readonly onPublish: () => void
  readonly preview: {readonly isShown: boolean; readonly onShow: (isShown: boolean) => void}
}

const IN_FORCE = ''

/** Which schema is shown, and what can be done with it as a whole. */
export function DraftBar({draft, onDraft, onBegun, onPublish, preview}: Props) {
  const workspace = useWorkspace('project', 'drafts', 'session')
  const [asking, setAsking] = useState<'start' | 'discard'>()
  const {project} = workspace
  const {name, version} = project.schema()
  const unread = project.schemaProblem()
  const drafts = project.drafts.all()
  const manages = workspace.mayManage()
  const drafted = useMemo(() => draft && (draftedSchema(draft).schema as {readonly version: number}), [draft])
  const inForce = say('In force: “{name}”, version {version}', {name, version})
  const change = (): void => {
    onDraft(openDraft(workspace, {from: 'in-force', base: workspace.writtenSchema().version, schema: workspace.writtenSchema()}))
    onBegun()
  }
  return (
    <div className="draft-bar">
      {manages && drafts.length > 0 ? (
        <SelectField
          label={say('Shown', {}, 'which schema is shown')}
          hideLabel
          choices={[{value: IN_FORCE, label: inForce}, ...drafts.map(each => ({value: each.id, label: draftTitle(each, project)}))]}
          value={draft?.id ?? IN_FORCE}
          onChange={id => onDraft(id === IN_FORCE ? undefined : id)}
        />
      ) : (
        <p className="draft-bar-name">{rich('In force: “{name}”, version {version}', {name: <bdi>{name}</bdi>, version})}</p>
      )}
      {draft !== undefined && <p className="draft-bar-state">{draftState(draft)}</p>}
      <div className="schema-bar">
        {manages && draft === undefined && unread === undefined && (
          <Button variant="primary" onClick={change}>
            {say('Change it')}
          </Button>
        )}
        {manages && (
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setAsking('start')}>
            {say('Start from…')}
          </Button>
        )}
        {draft === undefined && unread === undefined && <CodebookMenu of={{kind: 'in-force'}} schema={workspace.writtenSchema()} />}
        {draft !== undefined && drafted !== undefined && <CodebookMenu of={{kind: 'draft', draft: draft.id}} schema={drafted} />}
        {(draft !== undefined || unread === undefined) && (
          <Button icon={<Eye aria-hidden="true" />} aria-pressed={preview.isShown} onClick={() => preview.onShow(!preview.isShown)}>
            {say('Preview')}
          </Button>
        )}
        {draft !== undefined && (
          <>
            <Button icon={<Trash2 aria-hidden="true" />} onClick={() => setAsking('discard')}>
              {say('Throw away…')}
            </Button>
            <Button variant="primary" icon={<Play aria-hidden="true" />} onClick={onPublish}>
              {say('Publish…')}
            </Button>
          </>
        )}
      </div>
      {asking === 'start' && <StartDialog onClose={() => setAsking(undefined)} onDraft={onDraft} />}
      {asking === 'discard' && draft !== undefined && (
        <ConfirmDialog
          open
          danger
          title={say('Throw the draft away?')}
          confirm={say('Throw away')}
          onConfirm={() => {
            setAsking(undefined)
            project.drafts.discard(draft.id)
            onDraft(undefined)
          }}
          onCancel={() => setAsking(undefined)}
        >
          {draftTitle(draft, project)}. {say('It cannot be brought back. The schema in force stays as it is.')}
        </ConfirmDialog>
      )}
    </div>
  )
}
