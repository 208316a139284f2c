import {X} from 'lucide-react'
import {useState} from 'react'
import type {DraftPart, PartId, SchemaDraft} from '../../../core/schema/draft.ts'
import {draftParts} from '../../../core/schema/draft.ts'
import type {PartEdit} from '../../../core/schema/draft-edits.ts'
import {added} from '../../../core/schema/draft-edits.ts'
import {applied, joined} from '../../../core/schema/draft-joins.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Button} from '../../ui/button.tsx'
import {Combobox} from '../../ui/combobox.tsx'
import {Dialog} from '../../ui/dialog.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {say} from '../../ui/say.ts'
import {writeDraft} from './draft-acts.ts'
import {labelsOf} from './named-parts.ts'
import './remove-part-dialog.css'

type Props = {
  readonly draft: SchemaDraft
  readonly feature: PartId
  /** The label that it is asked of, if any. */
  readonly first: DraftPart | undefined
  readonly onClose: (done: boolean) => void
}

/** Makes one of several labels of a draft: one of them, or a new one. */
export function JoinLabelsDialog({draft, feature, first, onClose}: Props) {
  const workspace = useWorkspace('drafts', 'session')
  const labels = labelsOf(draftParts(draft), feature)
  const [chosen, setChosen] = useState<readonly PartId[]>(first === undefined ? [] : [first.id])
  const [to, setTo] = useState<{readonly id: PartId} | {readonly called: string}>()
  const joining = chosen.flatMap(id => labels.find(each => each.id === id) ?? [])
  const kept = to !== undefined && 'id' in to ? labels.find(({id}) => id === to.id) : undefined
  const option = (part: DraftPart) => ({id: part.id, label: shownLabel(part)})
  const others = joining.filter(({id}) => id !== kept?.id)
  const isWhole = kept === undefined ? to !== undefined && others.length > 1 : others.length > 0
  const join = (): void => {
    if (!isWhole) return
    const made: readonly PartEdit[] = to !== undefined && 'called' in to ? [added(draft, workspace.newId(), 'label', feature, {label: to.called})] : []
    const so = applied(draft, made)
    const target = kept ?? draftParts(so).find(({id}) => id === made[0]?.part)
    if (target === undefined) return
    writeDraft(workspace, draft, [...made, ...joined(so, others, target)])
    onClose(true)
  }
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={say('Join labels')}
      description={say('What says one of them is read as the one that stays. Nothing changes for anybody before the draft is published.')}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{say('Cancel')}</Button>
          <Button variant="primary" disabled={!isWhole} onClick={join}>
            {say('Join')}
          </Button>
        </>
      }
    >
      <Combobox
        label={say('Add a label to join')}
        autoFocus
        value={undefined}
        options={labels.filter(({id}) => !chosen.includes(id)).map(option)}
        onChoose={({id}) => setChosen([...chosen, id])}
      />
      <ul className="joining" aria-label={say('Labels to join')}>
        {joining.map(part => (
          <li key={part.id}>
            <bdi>{shownLabel(part)}</bdi>
            <IconButton
              size="small"
              label={say('Leave “{name}” out', {name: shownLabel(part)})}
              icon={<X />}
              onClick={() => setChosen(chosen.filter(id => id !== part.id))}
            />
          </li>
        ))}
      </ul>
      <Combobox
        label={say('They become')}
        hint={say('One of the labels, or a new one.')}
        value={kept === undefined ? (to !== undefined && 'called' in to ? {id: '', label: to.called} : undefined) : option(kept)}
        options={labels.map(option)}
        onChoose={({id}) => setTo({id})}
        creations={[{label: text => say('New label “{text}”', {text}), create: called => setTo({called})}]}
      />
    </Dialog>
  )
}
