import {Plus} from 'lucide-react'
import type {ReactNode} from 'react'
import {useState} from 'react'
import type {Entity} from '../../core/registry.ts'
import {featureNamed, layerNamed} from '../../core/schema.ts'
import {Button} from '../ui/button.tsx'
import {Chip} from '../ui/chip.tsx'
import {ChoiceGroup} from '../ui/choice-group.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {EmptyState} from '../ui/empty-state.tsx'
import {searchOptions} from '../ui/option-search.ts'
import {TextField} from '../ui/text-field.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {createClaim, createEntity, createTopic} from './registry-acts.ts'
import './registry-dialog.css'

type Kind = 'entities' | 'claims' | 'topics'

const KINDS: readonly {readonly value: Kind; readonly label: string}[] = [
  {value: 'entities', label: 'Entities'},
  {value: 'claims', label: 'Story-wide claims'},
  {value: 'topics', label: 'Topics'},
]

/** What annotations of all articles can point at: entities with their other names, story-wide claims, and topics of stances. */
export function RegistryDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const [kind, setKind] = useState<Kind>('entities')
  const [query, setQuery] = useState('')
  const {registry, project} = workspace
  const mayAdd = kind !== 'topics' || workspace.mayManage()
  const add = (): void => {
    const name = query.trim()
    if (kind === 'entities') createEntity(workspace, name, undefined)
    else if (kind === 'claims') createClaim(workspace, name)
    else createTopic(workspace, name)
    setQuery('')
  }
  const rows: readonly {readonly id: string; readonly label: string; readonly keywords?: readonly string[]; readonly row: ReactNode}[] =
    kind === 'entities'
      ? registry.entities
          .all()
          .map(entity => ({id: entity.id, label: entity.name, keywords: entity.aliases, row: <EntityRow key={entity.id} entity={entity} />}))
      : kind === 'claims'
        ? registry.claims.all().map(({id, text}) => ({
            id,
            label: text,
            row: <NameRow key={id} label="Claim" name={text} onRename={text => registry.transact(() => registry.claims.patch(id, {text}))} />,
          }))
        : project.topics.all().map(({id, name}) => ({
            id,
            label: name,
            row: (
              <NameRow
                key={id}
                label="Topic"
                name={name}
                locked={!workspace.mayManage()}
                onRename={name => project.transact(() => project.topics.patch(id, {name}))}
              />
            ),
          }))
  const shown = searchOptions(
    [...rows].sort((a, b) => a.label.localeCompare(b.label)),
    query,
  )
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title="Entities, claims and topics"
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="registry">
        <ChoiceGroup label="Show" hideLabel required choices={KINDS} value={kind} onChange={value => value !== undefined && setKind(value)} />
        <form
          className="registry-search"
          onSubmit={event => {
            event.preventDefault()
            if (query.trim() !== '' && mayAdd) add()
          }}
        >
          <TextField label="Find or add" hideLabel placeholder="Find, or type a new name" value={query} onInput={setQuery} />
          {mayAdd && (
            <Button type="submit" icon={<Plus aria-hidden="true" />} disabled={query.trim() === ''}>
              Add
            </Button>
          )}
        </form>
        {shown.length === 0 ? (
          <EmptyState title={query.trim() === '' ? 'Nothing here yet' : 'Nothing has this name'}>
            {query.trim() === ''
              ? 'What you name while annotating is listed here.'
              : mayAdd
                ? 'Press Enter to add it.'
                : 'Topics are added by curators and admins.'}
          </EmptyState>
        ) : (
          <ul className="registry-rows" aria-label={KINDS.find(({value}) => value === kind)?.label}>
            {shown.map(({row}) => row)}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

function EntityRow({entity}: {readonly entity: Entity}) {
  const workspace = useWorkspace()
  const {registry} = workspace
  const [adding, setAdding] = useState('')
  const layer = layerNamed(workspace.project.schema(), 'entity')
  const type = layer && featureNamed(layer, 'type')
  const patch = (fields: Partial<Entity>): void => registry.transact(() => registry.entities.patch(entity.id, fields))
  return (
    <li className="registry-row">
      <TextField
        label="Name"
        value={entity.name}
        check={text => (text.trim() === '' ? 'Write a name.' : undefined)}
        onCommit={name => patch({name: name.trim()})}
      />
      <TextField
        label="Wikidata"
        placeholder="Q42"
        value={entity.wikidata ?? ''}
        check={text => (/^(Q[1-9]\d*)?$/.test(text.trim()) ? undefined : 'Write a Wikidata number, such as Q42.')}
        onCommit={text => registry.transact(() => registry.entities.patch(entity.id, {wikidata: text.trim() === '' ? undefined : text.trim()}))}
      />
      {type?.kind === 'choice' && (
        <ChoiceGroup
          label="Type"
          required
          choices={type.choices.map(({value, label}) => ({value, label}))}
          value={entity.type}
          onChange={value => value !== undefined && patch({type: value})}
        />
      )}
      <form
        className="registry-aliases"
        onSubmit={event => {
          event.preventDefault()
          const alias = adding.trim()
          if (alias !== '' && !entity.aliases.includes(alias)) patch({aliases: [...entity.aliases, alias]})
          setAdding('')
        }}
      >
        {entity.aliases.map(alias => (
          <Chip key={alias} label={alias} onRemove={() => patch({aliases: entity.aliases.filter(each => each !== alias)})} />
        ))}
        <TextField label={`Another name of ${entity.name}`} hideLabel placeholder="Another name, then Enter" value={adding} onInput={setAdding} />
      </form>
    </li>
  )
}

function NameRow({
  label,
  name,
  locked = false,
  onRename,
}: {
  readonly label: string
  readonly name: string
  readonly locked?: boolean
  readonly onRename: (name: string) => void
}) {
  return (
    <li className="registry-row">
      <TextField
        label={label}
        hideLabel
        value={name}
        readOnly={locked}
        check={text => (text.trim() === '' ? 'Write some words.' : undefined)}
        onCommit={text => onRename(text.trim())}
      />
    </li>
  )
}
