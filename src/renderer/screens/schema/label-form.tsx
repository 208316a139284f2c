import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {parentNames} from '../../../core/schema/draft-tree.ts'
import {placedUnder} from '../../../core/schema/draft-edits.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {Checkbox} from '../../ui/checkbox.tsx'
import {Combobox} from '../../ui/combobox.tsx'
import {say} from '../../ui/say.ts'
import {writeDraft} from './draft-acts.ts'
import {labelsOf, withKinds} from './named-parts.ts'
import type {PartFields} from './part-fields.ts'

/** What a label has of its own: which other one it is a kind of, and whether it is still offered. */
export function LabelForm({of}: {readonly of: PartFields}) {
  const workspace = useWorkspace('session')
  const {draft, part, fields, parts, set, problem, readOnly} = of
  if (part === undefined) return null
  const labels = labelsOf(parts, part.in)
  const over = parentNames(labels)
  const parent = labels.find(each => each.fields.name === over(part))
  // Not under itself, nor under what stands under it.
  const below = withKinds(labels, part)
  const options = labels.filter(({id}) => !below.has(id))
  const put = (name: unknown): void => writeDraft(workspace, draft, placedUnder(draft, part, name, labels.filter(each => over(each) === name).length))
  return (
    <>
      <div data-field="parent">
        <Combobox
          label={say('Is a kind of')}
          hint={say('Empty: of no other label.')}
          problem={problem('parent')}
          value={parent && {id: parent.id, label: shownLabel(parent)}}
          options={options.map(each => ({id: each.id, label: shownLabel(each)}))}
          disabled={readOnly}
          onChoose={({id}) => put(labels.find(each => each.id === id)?.fields.name)}
          onClear={() => put(undefined)}
        />
      </div>
      <div data-field="retired">
        <Checkbox
          label={say('Retired')}
          hint={say('Still shown where it was chosen, offered to nobody.')}
          checked={fields.retired === true}
          disabled={readOnly}
          // Nobody can choose it any more: its key is free.
          onChange={checked => set(checked ? {retired: true, key: undefined} : {retired: undefined}, say('Retired'))}
        />
      </div>
    </>
  )
}
