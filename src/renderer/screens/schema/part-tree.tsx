import {CircleAlert} from 'lucide-react'
import type {Ref} from 'react'
import {useMemo, useState} from 'react'
import type {DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {isRemoved, WHOLE, wholeFields} from '../../../core/schema/draft.ts'
import {draftParts} from '../../../core/schema/draft.ts'
import type {PartEdit} from '../../../core/schema/draft-edits.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {siblingsOf} from '../../../core/schema/draft-tree.ts'
import type {LayerLook} from '../../../core/schema/schema.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {KeyHint} from '../../ui/key-hint.tsx'
import {LineSwatch} from '../../ui/line-swatch.tsx'
import {say} from '../../ui/say.ts'
import {TextField} from '../../ui/text-field.tsx'
import type {TreeHandle} from '../../ui/tree.tsx'
import {Tree} from '../../ui/tree.tsx'
import {writeDraft} from './draft-acts.ts'
import {dropOf, dropPlaces, moveOf} from './part-moves.ts'
import type {PartRow, Toggled} from './part-rows.ts'
import {partRows, rowsOver, rowText} from './part-rows.ts'
import './part-tree.css'

type Props = {
  readonly draft: SchemaDraft
  readonly readOnly: boolean
  readonly selected: PartId
  /** Of what something keeps the draft from being published. */
  readonly wrong: ReadonlySet<PartId>
  readonly onSelect: (part: PartId) => void
  /** It was pressed. */
  readonly onPress: ((part: PartId) => void) | undefined
  /** Goes on to its fields. */
  readonly onOpen: (part: PartId) => void
  readonly onRemove: (part: DraftPart) => void
  readonly ref: Ref<TreeHandle>
}

const NOTHING: Toggled = new Map()

/** All layers, features and labels of a draft, to choose one and to put them in order. */
export function PartTree({draft, readOnly, selected, wrong, onSelect, onPress, onOpen, onRemove, ref}: Props) {
  const workspace = useWorkspace('session')
  const [query, setQuery] = useState('')
  const [toggled, setToggled] = useState(NOTHING)
  const [shown, setShown] = useState<PartId>()
  if (shown !== selected) {
    // Wherever somebody goes from, what she comes to is in sight.
    setShown(selected)
    const over = rowsOver(draft, selected)
    if (over.length > 0) setToggled(before => new Map([...before, ...over.map(id => [id, true] as const)]))
  }
  const rows = useMemo(() => partRows(draft, toggled, query), [draft, toggled, query])
  const put = (part: DraftPart, edits: readonly PartEdit[]): void => {
    if (edits.length === 0) return workspace.announcer.say(say('“{name}” cannot go further that way.', {name: shownLabel(part)}))
    writeDraft(workspace, draft, edits)
    const now = workspace.project.drafts.get(draft.id)
    if (now !== undefined) workspace.announcer.say(placeWords(now, part.id))
  }
  const change = readOnly
    ? {}
    : {
        onMove: ({part}: PartRow, move: Parameters<typeof moveOf>[2]) => part !== undefined && put(part, moveOf(draft, part, move)),
        onDelete: ({part}: PartRow) => part !== undefined && !isRemoved(part) && onRemove(part),
        dropsAt: (dragged: PartRow, over: PartRow) => (dragged.part === undefined || over.part === undefined ? [] : dropPlaces(draft, dragged.part, over.part)),
        onDrop: (dragged: PartRow, over: PartRow, place: Parameters<typeof dropOf>[3]) => {
          if (dragged.part !== undefined && over.part !== undefined) put(dragged.part, dropOf(draft, dragged.part, over.part, place))
        },
      }
  return (
    <div className="part-tree">
      <TextField label={say('Find in the codebook')} hideLabel type="search" placeholder={say('Find in the codebook')} value={query} onInput={setQuery} />
      <div className="part-tree-rows">
        <Tree
          ref={ref}
          label={say('Layers, features and labels')}
          rows={rows}
          selected={selected}
          onSelect={({key}) => onSelect(key)}
          onPress={onPress && (({key}) => onPress(key))}
          onOpen={({key}) => onOpen(key)}
          onExpand={({key}, expanded) => {
            setToggled(before => new Map(before).set(key, expanded))
            if (!expanded && rowsOver(draft, selected).includes(key)) onSelect(key)
          }}
          textOf={rowText}
          estimate={28}
          renderRow={row => <RowWords row={row} draft={draft} isWrong={wrong.has(row.key)} />}
          {...change}
        />
      </div>
    </div>
  )
}

function RowWords({row: {part}, draft, isWrong}: {readonly row: PartRow; readonly draft: SchemaDraft; readonly isWrong: boolean}) {
  const problem = isWrong && (
    <span className="part-row-problem">
      <CircleAlert aria-hidden="true" />
      <span className="sr-only">{say('needs something')}</span>
    </span>
  )
  if (part === undefined)
    return (
      <span className="part-row" data-part={WHOLE}>
        <bdi className="part-row-label">{String(wholeFields(draft).name ?? '')}</bdi>
        {problem}
      </span>
    )
  const {fields} = part
  const gone = isRemoved(part)
  const label = shownLabel(part)
  return (
    <span className="part-row" data-part={part.part} data-gone={gone || undefined}>
      {part.part === 'layer' && <LineSwatch {...(fields.look as LayerLook)} />}
      <bdi className="part-row-label">{label === '' ? say('without a label') : label}</bdi>
      {gone && <span className="part-row-state">{say('taken out')}</span>}
      {fields.retired === true && <span className="part-row-state">{say('retired')}</span>}
      {problem}
      {typeof fields.key === 'string' && fields.key !== '' && !gone && <KeyHint keys={fields.key.toUpperCase()} />}
    </span>
  )
}

function placeWords(draft: SchemaDraft, id: PartId): string {
  const parts = draftParts(draft)
  const part = parts.find(each => each.id === id)
  if (part === undefined) return ''
  const beside = siblingsOf(parts, part)
  const parent = parts.find(each => each.in === part.in && part.fields.parent !== undefined && each.fields.name === part.fields.parent)
  const place = {name: shownLabel(part), place: beside.findIndex(each => each.id === id) + 1, all: beside.length}
  return parent === undefined
    ? say('“{name}” is number {place, number} of {all, number}.', place)
    : say('“{name}” is number {place, number} of {all, number} under “{parent}”.', {...place, parent: shownLabel(parent)})
}
