import type {KeyboardEvent} from 'react'
import {useDeferredValue, useEffect, useMemo, useRef, useState} from 'react'
import type {DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts, WHOLE, wholeFields} from '../../../core/schema/draft.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import type {DraftProblem} from '../../../core/schema/draft-problems.ts'
import {draftProblems} from '../../../core/schema/draft-problems.ts'
import type {Commands} from '../../annotate/commands.ts'
import {useView, useWorkspace} from '../../state/use-workspace.ts'
import {Banner} from '../../ui/banner.tsx'
import {escapeMeansOther} from '../../ui/escape.ts'
import {Menu} from '../../ui/menu.tsx'
import {say, tell} from '../../ui/say.ts'
import {useMedia} from '../../ui/use-media.ts'
import type {TreeHandle} from '../../ui/tree.tsx'
import {additions, addPart} from './add-part.ts'
import {SchemaPreview} from './schema-preview.tsx'
import {DraftBar} from './draft-bar.tsx'
import {PartForm} from './part-form.tsx'
import {PartTree} from './part-tree.tsx'
import {JoinLabelsDialog} from './join-labels-dialog.tsx'
import type {Going} from './remove-part-dialog.tsx'
import {RemovePartDialog} from './remove-part-dialog.tsx'
import './codebook-view.css'

type Props = {
  /** The one that is open; without one the schema in force is shown. */
  readonly draft: SchemaDraft | undefined
  readonly onDraft: (id: string | undefined) => void
  readonly onPublish: () => void
  readonly commands: Commands
}

/** A place in the form that the focus is to go to; without a field, to the first. */
type Aim = {readonly part: PartId; readonly field?: string | undefined; readonly isHeading?: boolean}

/** Where it has room beside the form. */
const WIDE = '(min-width: 75rem)'
/** Where the form stands below the tree, out of sight. */
const NARROW = '(width < 48rem)'
const NO_PROBLEMS: readonly DraftProblem[] = []
/** More would not be read. */
const MOST_PROBLEMS = 50

/** The schema in force, or a draft of the next one: its parts, and the fields of one of them. */
export function CodebookView({draft: open, onDraft, onPublish, commands}: Props) {
  const workspace = useWorkspace('project', 'drafts', 'session')
  const {project} = workspace
  const unread = project.schemaProblem()
  const written = workspace.writtenSchema()
  const readOnly = open === undefined || !workspace.mayManage()
  const draft = useMemo(() => open ?? asDraft(written), [open, written])
  const place = useView(view => view.codebook)
  const at = useMemo(() => (draftParts(draft).some(({id}) => id === place.part) ? (place.part ?? WHOLE) : WHOLE), [draft, place.part])
  const latest = useDeferredValue(draft)
  const problems = useMemo(() => (readOnly ? NO_PROBLEMS : draftProblems(latest)), [latest, readOnly])
  const wrong = useMemo(() => new Set(problems.map(({part}) => part)), [problems])
  const isWide = useMedia(WIDE)
  const isNarrow = useMedia(NARROW)
  const [previewed, setPreviewed] = useState<boolean>()
  const showsPreview = previewed ?? isWide
  const [removing, setRemoving] = useState<{readonly part: DraftPart; readonly first?: Going}>()
  const [joining, setJoining] = useState<{readonly feature: PartId; readonly first: DraftPart | undefined}>()
  const [aim, setAim] = useState<Aim>()
  const tree = useRef<TreeHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const select = (part: PartId): void => workspace.view.update(before => ({...before, codebook: {...before.codebook, part}}))
  const aimAt = (next: Aim): void => {
    select(next.part)
    setAim(next)
  }
  // Where the part has its fields by now.
  useEffect(() => {
    if (aim === undefined || aim.part !== at) return
    setAim(undefined)
    if (aim.isHeading) return form.current?.querySelector<HTMLElement>('h2')?.focus()
    const within = form.current?.querySelector(aim.field === undefined ? '.part-form' : `[data-field="${CSS.escape(aim.field)}"]`) ?? form.current
    const field = within?.querySelector<HTMLElement>('input:not(:disabled), select:not(:disabled), textarea') ?? within?.querySelector<HTMLElement>('button')
    field?.focus()
    if (field instanceof HTMLInputElement) field.select()
  }, [aim, at])
  const backToTree = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || escapeMeansOther(event.target)) return
    event.preventDefault()
    tree.current?.focus()
  }
  const publish = (): void => {
    const [first] = draftProblems(draft)
    if (first === undefined) return onPublish()
    workspace.announcer.say(tell(first.problem))
    aimAt(first)
  }
  const more = useMemo(() => (readOnly ? [] : additions(workspace, draft, at)), [workspace, draft, at, readOnly])
  const add = (wanted: (typeof more)[number] | undefined): void => {
    if (wanted !== undefined) aimAt({part: addPart(workspace, draft, wanted.adds), field: 'label'})
  }
  return (
    <div className="codebook">
      <DraftBar
        draft={open}
        onDraft={onDraft}
        onBegun={() => tree.current?.focus()}
        onPublish={publish}
        preview={{isShown: showsPreview, onShow: setPreviewed}}
      />
      {unread !== undefined && open === undefined ? (
        <Banner tone="error" title={say('It cannot be read here: {reason}', {reason: unread})} />
      ) : (
        <div className="codebook-panes" data-preview={showsPreview || undefined}>
          <div className="codebook-parts">
            {!readOnly && (
              <div className="schema-bar">
                <Menu label={say('Add')} variant="plain" items={more} onChoose={id => add(more.find(each => each.id === id))} />
                {problems.length > 0 && <ProblemMenu draft={draft} problems={problems} onAim={aimAt} />}
              </div>
            )}
            <PartTree
              ref={tree}
              draft={draft}
              readOnly={readOnly}
              selected={at}
              wrong={wrong}
              onSelect={select}
              onPress={isNarrow ? part => aimAt({part, isHeading: true}) : undefined}
              onOpen={part => aimAt({part})}
              onRemove={part => setRemoving({part})}
            />
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere in the fields goes back to the tree */}
          <div ref={form} className="codebook-form" onKeyDown={backToTree}>
            <PartForm
              draft={draft}
              id={at}
              problems={problems}
              readOnly={readOnly}
              onRemove={(part, first) => setRemoving({part, ...(first !== undefined && {first})})}
              onJoin={(feature, label) => setJoining({feature, first: label})}
              onAddLabel={over => aimAt({part: addPart(workspace, draft, {part: 'label', over, fields: {}}), field: 'label'})}
            />
          </div>
          {showsPreview && <SchemaPreview draft={draft} at={at} commands={commands} />}
        </div>
      )}
      {removing !== undefined && open !== undefined && (
        <RemovePartDialog
          draft={open}
          {...removing}
          onClose={done => {
            setRemoving(undefined)
            if (done) tree.current?.focus()
          }}
        />
      )}
      {joining !== undefined && open !== undefined && (
        <JoinLabelsDialog
          draft={open}
          {...joining}
          onClose={done => {
            setJoining(undefined)
            if (done) tree.current?.focus()
          }}
        />
      )}
    </div>
  )
}

/** What keeps the draft from being published, to go to each. */
function ProblemMenu({draft, problems, onAim}: {readonly draft: SchemaDraft; readonly problems: readonly DraftProblem[]; readonly onAim: (aim: Aim) => void}) {
  const parts = new Map(draftParts(draft).map(part => [part.id, part]))
  const nameOf = (id: PartId): string => {
    const part = parts.get(id)
    return part === undefined ? String(wholeFields(draft).name ?? '') : shownLabel(part)
  }
  return (
    <Menu
      label={say('{problems, plural, one {# thing to settle} other {# things to settle}}', {problems: problems.length})}
      variant="plain"
      items={problems.slice(0, MOST_PROBLEMS).map(({part, problem}, nth) => ({
        id: `${nth}`,
        label: nameOf(part) === '' ? tell(problem) : say('“{name}”: {problem}', {name: nameOf(part), problem: tell(problem)}),
      }))}
      onChoose={nth => {
        const problem = problems[Number(nth)]
        if (problem !== undefined) onAim(problem)
      }}
    />
  )
}

/** The schema in force, shown as a draft that nothing was changed in. */
const asDraft = (schema: ReturnType<ReturnType<typeof useWorkspace>['writtenSchema']>): SchemaDraft => ({
  id: '',
  origin: {by: '', at: 0, from: 'in-force', base: schema.version, schema},
  edits: new Map(),
})
