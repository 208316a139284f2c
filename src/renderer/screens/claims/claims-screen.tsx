import {Merge, Plus, RotateCcw, Trash2} from 'lucide-react'
import {useMemo, useState} from 'react'
import {entityTypes} from '../../../core/schema/entity-types.ts'
import {isBlind} from '../../../core/round/blindness.ts'
import {TableNews, useTableActs} from '../../annotate/table-news.tsx'
import {names as namesOf} from '../../state/names.ts'
import {Button} from '../../ui/button.tsx'
import {ChoiceGroup} from '../../ui/choice-group.tsx'
import type {Column, Sorting} from '../../ui/data-table.tsx'
import {DataTable} from '../../ui/data-table.tsx'
import {EmptyState} from '../../ui/empty-state.tsx'
import {SelectField} from '../../ui/select-field.tsx'
import {TextField} from '../../ui/text-field.tsx'
import {useWorkspace} from '../../state/use-workspace.ts'
import {createClaim, createEntity, createTopic, mergeRecords, removeRecords, restoreRecords} from '../../claims/registry-acts.ts'
import {RegistryDetails} from '../../claims/registry-details.tsx'
import {MergeDialog, RemoveDialog} from '../../claims/registry-questions.tsx'
import type {RegistryFilter, RegistryKind, RegistryRow} from '../../claims/registry-rows.ts'
import {CLAIM_KINDS, filteredRows, registryRows, sortedRows, usesOf} from '../../claims/registry-rows.ts'
import {useRegistryUse} from '../../claims/use-registry-use.ts'
import {inNumbers, say} from '../../ui/say.ts'
import '../../ui/table-screen.css'
import './claims-screen.css'

const KINDS: readonly {readonly value: RegistryKind; readonly label: string; readonly noun: string}[] = [
  {value: 'entity', label: say('Entities'), noun: 'entity'},
  {value: 'claim', label: say('Story-wide claims'), noun: 'claim'},
  {value: 'topic', label: say('Topics'), noun: 'topic'},
]
const STATES = [
  {value: 'all', label: say('All')},
  {value: 'unused', label: say('Without mentions')},
  {value: 'removed', label: say('Removed')},
] as const
const NO_FILTER: RegistryFilter = {query: '', type: '', state: 'all'}
const BY_NAME: Sorting = {column: 'name', descending: false}

/** What annotations of all articles can point at, as a table: entities with their other names, story-wide claims, and topics of stances. */
export function ClaimsScreen() {
  const workspace = useWorkspace()
  const [kind, setKind] = useState<RegistryKind>('entity')
  const [filter, setFilter] = useState(NO_FILTER)
  const [sorting, setSorting] = useState(BY_NAME)
  const [current, setCurrent] = useState<string>()
  const [asking, setAsking] = useState<'merge' | 'remove'>()
  const acts = useTableActs()
  const {marked, mark} = acts
  const use = useRegistryUse()
  const {registry, project} = workspace
  const {resolve} = namesOf(project, registry)
  const uses = useMemo(() => use && usesOf(use, resolve), [use, resolve])
  const rows = registryRows({project, registry}, kind, uses)
  const blind = isBlind(project.rounds.all())
  const state = blind && filter.state === 'unused' ? 'all' : filter.state
  const shown = sortedRows(filteredRows(rows, {...filter, state}), sorting)
  const chosen = shown.filter(({id}) => marked.has(id))
  // What was taken out keeps what it says until it is brought back.
  const isRemoved = (row: string): boolean => rows.some(({id, isRemoved}) => id === row && isRemoved)
  const mayChange = kind !== 'topic' || workspace.mayManage()
  const types = useTypes(kind)
  const show = (next: RegistryKind): void => {
    setKind(next)
    setFilter(NO_FILTER)
    setSorting(BY_NAME)
    setCurrent(undefined)
    mark(new Set())
  }
  const add = (): void => {
    const name = filter.query.trim()
    const made = kind === 'entity' ? createEntity(workspace, name, undefined) : kind === 'claim' ? createClaim(workspace, name) : createTopic(workspace, name)
    setFilter(NO_FILTER)
    setCurrent(made.id)
  }
  const done = (text: string): void => {
    setAsking(undefined)
    acts.done(text)
  }
  return (
    <main className="table-screen registry" aria-label={say('Entities and claims')}>
      <div className="table-screen-bar">
        <ChoiceGroup label={say('Show')} hideLabel required choices={KINDS} value={kind} onChange={value => value !== undefined && show(value)} />
        <form
          className="registry-search"
          onSubmit={event => {
            event.preventDefault()
            if (filter.query.trim() !== '' && mayChange) add()
          }}
        >
          <TextField
            label={say('Find or add')}
            hideLabel
            placeholder={say('Find, or type a new name')}
            data-autofocus
            value={filter.query}
            onInput={query => setFilter(before => ({...before, query}))}
          />
          {mayChange && (
            <Button type="submit" icon={<Plus aria-hidden="true" />} disabled={filter.query.trim() === ''}>
              {say('Add')}
            </Button>
          )}
        </form>
        {types.length > 0 && (
          <SelectField
            label={say('Type')}
            hideLabel
            choices={[{value: '', label: kind === 'claim' ? say('All kinds') : say('All types')}, ...types]}
            value={filter.type}
            onChange={type => setFilter(before => ({...before, type}))}
          />
        )}
        <SelectField
          label={say('State')}
          hideLabel
          choices={STATES.filter(({value}) => !blind || value !== 'unused')}
          value={state}
          onChange={next => setFilter(before => ({...before, state: next}))}
        />
        {mayChange && filter.state !== 'removed' && (
          <>
            <Button icon={<Merge aria-hidden="true" />} disabled={chosen.length < 2} onClick={() => setAsking('merge')}>
              {say('Merge…')}
            </Button>
            <Button icon={<Trash2 aria-hidden="true" />} disabled={chosen.length === 0} onClick={() => setAsking('remove')}>
              {say('Delete…')}
            </Button>
          </>
        )}
        {mayChange && filter.state === 'removed' && (
          <Button
            icon={<RotateCcw aria-hidden="true" />}
            disabled={chosen.length === 0}
            onClick={() => {
              restoreRecords(
                workspace,
                kind,
                chosen.map(({id}) => id),
              )
              done(say('{rows, plural, =0 {No rows} one {# row} other {# rows}} brought back.', {rows: chosen.length}))
            }}
          >
            {say('Bring back')}
          </Button>
        )}
      </div>
      <TableNews
        acts={acts}
        shows={[
          say('{shown, number} of {all, number}', {
            shown: shown.length,
            all: rows.filter(({isRemoved}) => isRemoved === (filter.state === 'removed')).length,
          }),
          ...(blind ? [say('Mentions are not counted while the round is closed')] : []),
        ]}
        marked={chosen.length}
      />
      <div className="registry-panes">
        <DataTable
          ref={acts.table}
          label={KINDS.find(({value}) => value === kind)?.label ?? ''}
          columns={columnsOf(kind, blind ? '—' : '…')}
          rows={shown}
          keyOf={({id}) => id}
          nameOf={({name}) => name}
          sorting={sorting}
          onSort={setSorting}
          current={current}
          onCurrent={setCurrent}
          marked={marked}
          onMark={mark}
          empty={<Nothing filter={filter} mayAdd={mayChange} />}
        />
        {current !== undefined && rows.some(({id}) => id === current) ? (
          <RegistryDetails key={`${kind} ${current}`} of={{kind, id: current}} locked={!mayChange || isRemoved(current)} onNews={acts.say} />
        ) : (
          <p className="registry-none">{say('Choose a row to see its names and where it is mentioned. Space marks a row, to merge or delete several.')}</p>
        )}
      </div>
      {asking === 'merge' && (
        <MergeDialog
          rows={chosen}
          onCancel={() => setAsking(undefined)}
          onMerge={into => {
            mergeRecords(
              workspace,
              kind,
              chosen.map(({id}) => id),
              into.id,
            )
            setCurrent(into.id)
            done(
              say(
                '{rows, plural, =0 {No rows} one {# row} other {# rows}} merged into “{name}”. What pointed at {rows, plural, one {it} other {them}} points there now.',
                {
                  rows: chosen.length - 1,
                  name: into.name,
                },
              ),
            )
          }}
        />
      )}
      {asking === 'remove' && (
        <RemoveDialog
          rows={chosen}
          onCancel={() => setAsking(undefined)}
          onRemove={() => {
            removeRecords(
              workspace,
              kind,
              chosen.map(({id}) => id),
            )
            done(say('{rows, plural, =0 {No rows} one {# row} other {# rows}} deleted.', {rows: chosen.length}))
          }}
        />
      )}
    </main>
  )
}

type Choice = {readonly value: string; readonly label: string}

function useTypes(kind: RegistryKind): readonly Choice[] {
  const workspace = useWorkspace()
  if (kind === 'topic') return []
  if (kind === 'claim') return CLAIM_KINDS
  return entityTypes(workspace.project.schema()).map(({value, label}) => ({value, label}))
}

function columnsOf(kind: RegistryKind, uncounted: string): readonly Column<RegistryRow>[] {
  const number = (many: number | undefined): string => (many === undefined ? uncounted : inNumbers(many))
  const columns: readonly (Column<RegistryRow> & {readonly for: readonly RegistryKind[]})[] = [
    {id: 'name', label: kind === 'claim' ? say('Claim') : say('Name'), width: 'minmax(8rem, 3fr)', render: ({name}) => name, for: ['entity', 'claim', 'topic']},
    {
      id: 'type',
      label: kind === 'claim' ? say('Kind') : say('Type'),
      width: 'minmax(5rem, 7rem)',
      render: ({typeWords}) => typeWords,
      for: ['entity', 'claim'],
    },
    {
      id: 'others',
      label: kind === 'claim' ? say('About') : say('Other names'),
      width: 'minmax(5.5rem, 3fr)',
      render: ({others}) => others.join(', '),
      for: ['entity', 'claim'],
    },
    {id: 'wikidata', label: say('Wikidata'), width: '5rem', render: ({wikidata}) => wikidata, for: ['entity']},
    {id: 'mentions', label: say('Mentions'), width: '6.25rem', align: 'end', render: ({mentions}) => number(mentions), for: ['entity', 'claim', 'topic']},
    {id: 'articles', label: say('Articles'), width: '4.5rem', align: 'end', render: ({articles}) => number(articles), for: ['entity', 'claim', 'topic']},
  ]
  return columns.filter(column => column.for.includes(kind))
}

function Nothing({filter, mayAdd}: {readonly filter: RegistryFilter; readonly mayAdd: boolean}) {
  if (filter.query.trim() === '' && filter.type === '' && filter.state === 'all')
    return <EmptyState title={say('Nothing here yet')}>{say('What you name while annotating is listed here.')}</EmptyState>
  return (
    <EmptyState title={say('No row matches')}>
      {filter.query.trim() !== '' && mayAdd
        ? say('Press Enter in the field above to add this name.')
        : say('Choose “All”, or take words out of the field above.')}
    </EmptyState>
  )
}
