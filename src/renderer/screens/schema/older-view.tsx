import {CheckCheck} from 'lucide-react'
import {useState} from 'react'
import {layerNamed} from '../../../core/schema/schema.ts'
import type {OlderAnnotation, OlderAnnotations, OlderWanted} from '../../../ipc/schema-api.ts'
import {lookAgain} from '../../annotate/again-commands.ts'
import {nameOf} from '../../presence/people.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {Button} from '../../ui/button.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {listed, rich, say, tell} from '../../ui/say.ts'
import {SelectField} from '../../ui/select-field.tsx'
import {Spinner} from '../../ui/spinner.tsx'
import {VirtualList} from '../../ui/virtual-list.tsx'
import type {Older} from './use-older.ts'
import './older-view.css'

/** No layer, person or change goes by it. */
const ALL = ''

/** What was made under an older version and means something else since, to go through one after the other. */
export function OlderView({older: {found, wanted, want}}: {readonly older: Older}) {
  const workspace = useWorkspace('project')
  const [current, setCurrent] = useState<string>()
  if (found === undefined) return <Spinner label={say('Looking for what is of an older version')} />
  if (!found.ok)
    return (
      <div className="schema-view">
        <Banner tone="error" title={say('This cannot be shown now.')}>
          {tell(found.error)}
        </Banner>
      </div>
    )
  const {annotations, found: many, total} = found.value
  if (total === 0)
    return (
      <div className="schema-view">
        <EmptyState title={say('Nothing to look at again')} icon={<CheckCheck />}>
          {say('When a new version changes what a label, a feature or a layer means, the annotations that use it are listed here.')}
        </EmptyState>
      </div>
    )
  const begin = (from?: OlderAnnotation): void => void lookAgain(workspace, wanted, from)
  return (
    <div className="schema-view older-view">
      <Choices of={found.value} wanted={wanted} want={want} />
      <div className="schema-bar">
        <p role="status">
          {say('{found, plural, =0 {None of {total, number}} one {# of {total, number}} other {# of {total, number}}} to look at again', {found: many, total})}
        </p>
        <Button variant="primary" disabled={many === 0} onClick={() => begin()}>
          {say('Go through them')}
        </Button>
      </div>
      <VirtualList
        label={say('To look at again')}
        items={annotations}
        keyOf={keyOf}
        selected={current}
        onSelect={item => setCurrent(keyOf(item))}
        onOpen={begin}
        estimate={58}
        renderItem={item => <Item item={item} />}
        empty={<EmptyState title={say('Nothing of that kind')}>{say('Choose something else above.')}</EmptyState>}
      />
    </div>
  )
}

const keyOf = ({article, annotation}: OlderAnnotation): string => `${article} ${annotation}`

type ChoicesProps = {readonly of: OlderAnnotations; readonly wanted: OlderWanted; readonly want: (wanted: OlderWanted) => void}

/** By what became otherwise, by layer, by whose. */
function Choices({of: {layers, people, changes}, wanted, want}: ChoicesProps) {
  const workspace = useWorkspace('project')
  const choose = (field: keyof OlderWanted, value: string): void => {
    const {[field]: _before, ...others} = wanted
    want(value === ALL ? others : {...others, [field]: value})
  }
  const counted = (label: string, annotations: number): string => say('{label} ({annotations, number})', {label, annotations})
  const all = {value: ALL, label: say('All')}
  return (
    <div className="schema-bar">
      <SelectField
        label={say('What became otherwise')}
        choices={[all, ...changes.map(({change, words, annotations}) => ({value: change, label: counted(tell(words), annotations)}))]}
        value={wanted.change ?? ALL}
        onChange={value => choose('change', value)}
      />
      <SelectField
        label={say('Layer')}
        choices={[all, ...layers.map(({layer, annotations}) => ({value: layer, label: counted(layerLabel(workspace, layer), annotations)}))]}
        value={wanted.layer ?? ALL}
        onChange={value => choose('layer', value)}
      />
      <SelectField
        label={say('Made by')}
        choices={[all, ...people.map(({by, annotations}) => ({value: by, label: counted(nameOf(workspace, by), annotations)}))]}
        value={wanted.by ?? ALL}
        onChange={value => choose('by', value)}
      />
    </div>
  )
}

const layerLabel = ({project}: Workspace, layer: string): string => layerNamed(project.schema(), layer)?.label ?? layer

function Item({item: {article, layer, by, version, words, changes}}: {readonly item: OlderAnnotation}) {
  const workspace = useWorkspace('project')
  const title = workspace.project.articles.get(article)?.title ?? ''
  return (
    <div className="older-item">
      <span>
        <b>
          <bdi>{layerLabel(workspace, layer)}</bdi>
        </b>{' '}
        <bdi>{tell(words)}</bdi>
      </span>
      <span className="older-changes">{listed(changes.map(tell))}</span>
      <span className="older-place">
        {rich('{title} · {name} · version {version}', {title: <bdi>{title}</bdi>, name: <bdi>{nameOf(workspace, by)}</bdi>, version})}
      </span>
    </div>
  )
}
