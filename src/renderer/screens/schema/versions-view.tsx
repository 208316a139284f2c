import {useState} from 'react'
import type {SchemaDraft} from '../../../core/schema/draft.ts'
import type {KeptVersion} from '../../../core/schema/kept-version.ts'
import type {Schema} from '../../../core/schema/schema.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {Button} from '../../ui/button.tsx'
import {momentOf} from '../../ui/moment.ts'
import {rich, say} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {VirtualList} from '../../ui/virtual-list.tsx'
import {CodebookMenu} from './codebook-menu.tsx'
import {PublishDialog} from './publish-dialog.tsx'
import {VersionDifferences} from './version-differences.tsx'
import './versions-view.css'

type Props = {
  /** Opens a draft, made from a version perhaps, in the codebook. */
  readonly onDraft: (id: string) => void
}

/** Every version that was in force, the last first: when, whose and why, what it changed, and the way back to it. */
export function VersionsView({onDraft}: Props) {
  const workspace = useWorkspace('project', 'session')
  const versions = workspace.project.versions.all().toReversed()
  const [chosen, setChosen] = useState<number>()
  const shown = versions.find(({version}) => version === chosen) ?? versions[0]
  return (
    <div className="schema-view versions-view">
      <VirtualList
        label={say('Versions')}
        items={versions}
        keyOf={({version}) => `${version}`}
        selected={shown && `${shown.version}`}
        onSelect={({version}) => setChosen(version)}
        estimate={54}
        renderItem={each => <Line {...each} />}
      />
      {shown !== undefined && <Details key={shown.version} shown={shown} versions={versions} onDraft={onDraft} />}
    </div>
  )
}

function Line({version, schema, by, at, note}: KeptVersion) {
  const {project} = useWorkspace('project')
  const inForce = project.schema().version === version
  const who = by === undefined ? undefined : project.displayName(by)
  return (
    <div className="version-line">
      <span>
        <b>{say('Version {version}', {version})}</b> <bdi>{schema?.name}</bdi> {inForce && say('(in force)')}
      </span>
      <span className="version-when">
        {at === undefined
          ? say('from the beginning')
          : who === undefined
            ? momentOf(at)
            : rich('{moment}, {who}', {moment: momentOf(at), who: <bdi>{who}</bdi>})}
      </span>
      {note !== undefined && (
        <span className="version-note" dir="auto">
          {note}
        </span>
      )}
    </div>
  )
}

type DetailsProps = Props & {readonly shown: KeptVersion; readonly versions: readonly KeptVersion[]}

function Details({shown: {version, schema, note}, versions, onDraft}: DetailsProps) {
  const workspace = useWorkspace('project', 'session')
  const {project} = workspace
  const others = versions.filter(each => each.version !== version)
  const [against, setAgainst] = useState(others.find(each => each.version < version)?.version ?? others[0]?.version)
  const [restoring, setRestoring] = useState<SchemaDraft>()
  const other = others.find(each => each.version === against)
  const isEarlier = version !== project.schema().version
  return (
    <section className="version-details" aria-labelledby="version-details">
      <h2 id="version-details">{say('Version {version}', {version})}</h2>
      {note !== undefined && (
        <p className="version-whole-note" dir="auto">
          {note}
        </p>
      )}
      {schema === undefined ? (
        <p>{say('It is kept in a form that only a newer Claimlight reads. Update Claimlight to see it.')}</p>
      ) : (
        <div className="schema-bar">
          <CodebookMenu of={isEarlier ? {kind: 'version', version: `${version}`} : {kind: 'in-force'}} schema={schema} />
          {isEarlier && workspace.mayManage() && (
            <>
              <Button onClick={() => setRestoring(draftOf(workspace, schema))}>{say('Bring it back…')}</Button>
              <Button onClick={() => onDraft(opened(workspace, schema))}>{say('Make a draft of it')}</Button>
            </>
          )}
        </div>
      )}
      {other !== undefined && (
        <SelectField
          label={say('Compare with')}
          choices={others.map(each => ({value: `${each.version}`, label: versionWords(each)}))}
          value={`${other.version}`}
          onChange={value => setAgainst(Number(value))}
        />
      )}
      {schema !== undefined && other?.schema !== undefined && <VersionDifferences one={schema} other={other.schema} />}
      {restoring !== undefined && (
        <PublishDialog draft={restoring} title={say('Bring version {version} back', {version})} onGoOn={setRestoring} onClose={() => setRestoring(undefined)} />
      )}
    </section>
  )
}

const versionWords = ({version, note}: KeptVersion): string =>
  note === undefined ? say('Version {version}', {version}) : say('Version {version}: {note}', {version, note: note.slice(0, LONGEST)})
/** UTF-16 units of a note in a list to choose from. */
const LONGEST = 60

/** What takes the place of the schema in force, whatever that says: the version counts on, and what annotations said is asked about. */
const draftOf = (workspace: Workspace, schema: Schema): SchemaDraft => ({
  id: workspace.newId(),
  origin: {...workspace.act(), from: 'version', base: workspace.project.schema().version, schema},
  edits: new Map(),
})

function opened(workspace: Workspace, schema: Schema): string {
  const {id, origin} = draftOf(workspace, schema)
  workspace.project.drafts.open(id, origin)
  return id
}
