import type {ReactNode} from 'react'
import {useId, useState} from 'react'
import type {DraftPart, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts} from '../../../core/schema/draft.ts'
import type {PartEdit} from '../../../core/schema/draft-edits.ts'
import {edited, removed} from '../../../core/schema/draft-edits.ts'
import {readAs, splitInto} from '../../../core/schema/draft-joins.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import type {Workspace} from '../../state/workspace.ts'
import {Button} from '../../ui/button.tsx'
import {Combobox} from '../../ui/combobox.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {Progress} from '../../ui/progress.tsx'
import {say, tell} from '../../ui/say.ts'
import {TextField} from '../../ui/text-field.tsx'
import {writeDraft} from './draft-acts.ts'
import {placesFor} from './named-parts.ts'
import {saidBy} from './schema-mapping.tsx'
import type {PartUse} from './use-part-use.ts'
import {usePartUse} from './use-part-use.ts'
import './remove-part-dialog.css'

export type Going = 'retire' | 'read' | 'split' | 'out'

type Props = {
  readonly draft: SchemaDraft
  readonly part: DraftPart
  /** What is proposed first. */
  readonly first?: Going
  /** `done`: something became of it. */
  readonly onClose: (done: boolean) => void
}

/** Labels that one is split into at once, at most. */
const MOST_INTO = 20

/** Asks what is to become of a layer, feature or label that is to be taken out of a draft: what annotations say of it keeps a place. */
export function RemovePartDialog({draft, part, first, onClose}: Props) {
  const workspace = useWorkspace('drafts', 'session')
  const use = usePartUse(draft, part)
  const places = placesFor(draftParts(draft), part)
  const ways = waysFor(part, use, places.length > 0)
  const [chosen, setChosen] = useState<Going | undefined>(first)
  const going = ways.find(way => way === chosen) ?? ways[0]
  const [to, setTo] = useState<DraftPart>()
  const [into, setInto] = useState<readonly string[]>(['', ''])
  const name = useId()
  const edits = going === undefined ? undefined : editsFor({workspace, draft, part, going, to: places.find(({id}) => id === to?.id), into})
  const radio = (way: Going, label: string, {hint, within}: {readonly hint?: string; readonly within?: ReactNode} = {}): ReactNode =>
    ways.includes(way) && (
      <div className="going">
        <label className="going-way">
          <input
            type="radio"
            name={name}
            checked={going === way}
            aria-labelledby={`${name}-${way}`}
            aria-describedby={hint === undefined ? undefined : `${name}-${way}-hint`}
            onChange={() => setChosen(way)}
            data-autofocus={ways[0] === way ? '' : undefined}
          />
          <span>
            <span id={`${name}-${way}`}>{label}</span>
            {hint !== undefined && (
              <span id={`${name}-${way}-hint`} className="going-hint">
                {hint}
              </span>
            )}
          </span>
        </label>
        {going === way && within}
      </div>
    )
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={first === 'split' ? say('Split “{name}”?', {name: shownLabel(part)}) : say('Take out “{name}”?', {name: shownLabel(part)})}
      description={say('Undo brings it back, and nothing changes for anybody before the draft is published.')}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{say('Cancel')}</Button>
          <Button
            variant="primary"
            disabled={edits === undefined}
            onClick={() => {
              if (edits === undefined) return
              writeDraft(workspace, draft, edits)
              onClose(true)
            }}
          >
            {going === 'retire' ? say('Retire') : going === 'split' ? say('Split', {}, 'a label into several') : say('Take out')}
          </Button>
        </>
      }
    >
      <Use use={use} onCancel={() => onClose(false)} />
      {use.state === 'used' && ways.length === 0 && (
        <p>{say('There is nothing else of its kind that it could be read as. Add that first, or keep this one.')}</p>
      )}
      <div className="goings" role="radiogroup" aria-label={say('What becomes of it')}>
        {radio('retire', say('Keep it as retired'), {hint: say('Still shown where it was chosen, offered to nobody.')})}
        {radio('read', say('Read it as another one'), {
          within: (
            <Combobox
              label={say('Read as')}
              value={to && {id: to.id, label: shownLabel(to)}}
              options={places.map(each => ({id: each.id, label: shownLabel(each)}))}
              onChoose={({id}) => setTo(places.find(each => each.id === id))}
            />
          ),
        })}
        {radio('split', say('Split it into several new ones'), {within: <SplitInto into={into} onChange={setInto} />})}
        {radio('out', use.state === 'unused' ? say('Take it out: nothing says it') : say('Take it out, and decide as it is published'))}
      </div>
    </Dialog>
  )
}

function Use({use, onCancel}: {readonly use: PartUse; readonly onCancel: () => void}) {
  if (use.state === 'counting') return <Progress label={say('Counting what says it')} onCancel={onCancel} />
  if (use.state === 'unknown') return <p role="status">{tell(use.why)}</p>
  return <p role="status">{use.state === 'used' ? say('In use: {uses}.', {uses: saidBy(use.use)}) : say('No annotation says it.')}</p>
}

/** What is said keeps a place: only what nobody says, or where nobody can tell, is taken out without one. */
function waysFor({part, fields, word}: DraftPart, use: PartUse, hasPlaces: boolean): readonly Going[] {
  if (use.state === 'counting') return []
  const isKnown = word !== undefined
  const kept: readonly Going[] = [
    ...(part === 'label' && isKnown && fields.retired !== true ? (['retire'] as const) : []),
    ...(isKnown && hasPlaces ? (['read'] as const) : []),
    ...(part === 'label' && isKnown ? (['split'] as const) : []),
  ]
  return use.state === 'used' ? kept : use.state === 'unused' ? ['out', ...kept] : [...kept, 'out']
}

type Wanted = {
  readonly workspace: Workspace
  readonly draft: SchemaDraft
  readonly part: DraftPart
  readonly going: Going
  readonly to: DraftPart | undefined
  readonly into: readonly string[]
}

/** `undefined` as long as it is not said whole. */
function editsFor({workspace, draft, part, going, to, into}: Wanted): readonly PartEdit[] | undefined {
  if (going === 'retire') return [edited(draft, part.id, {retired: true, key: undefined})]
  if (going === 'out') return removed(draft, part)
  if (going === 'read') return to && readAs(draft, part, to)
  const called = into.map(each => each.trim()).filter(each => each !== '')
  return called.length < 2 || new Set(called).size < called.length ? undefined : splitInto(draft, part, called, workspace.newId)
}

function SplitInto({into, onChange}: {readonly into: readonly string[]; readonly onChange: (into: readonly string[]) => void}) {
  const twice = into.findIndex((each, at) => each.trim() !== '' && into.slice(0, at).some(other => other.trim() === each.trim()))
  return (
    <>
      <p className="going-hint">{say('What says it now is read as the first, and everybody is asked to look at it again.')}</p>
      {into.map((words, at) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: they are a first, a second, …
          key={at}
          label={say('New label {nth, number}', {nth: at + 1})}
          value={words}
          problem={twice === at ? say('This name stands there already.') : undefined}
          onInput={text => onChange(into.map((each, nth) => (nth === at ? text : each)))}
        />
      ))}
      {into.length < MOST_INTO && (
        <div>
          <Button size="small" onClick={() => onChange([...into, ''])}>
            {say('One more')}
          </Button>
        </div>
      )}
    </>
  )
}
