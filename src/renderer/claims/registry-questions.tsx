import {inQuotation} from '../../core/text/in-quotation.ts'
import {useState} from 'react'
import {Button} from '../ui/button.tsx'
import {Combobox} from '../ui/combobox.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {Dialog} from '../ui/dialog.tsx'
import type {RegistryRow} from './registry-rows.ts'
import {say} from '../ui/say.ts'

/** Which of several stays. It starts with the one that most points at. */
export function MergeDialog({
  rows,
  onMerge,
  onCancel,
}: {
  readonly rows: readonly RegistryRow[]
  readonly onMerge: (into: RegistryRow) => void
  readonly onCancel: () => void
}) {
  const [into, setInto] = useState(() => rows.reduce((most, row) => ((row.mentions ?? 0) > (most.mentions ?? 0) ? row : most)))
  return (
    <Dialog
      open
      size="small"
      onClose={onCancel}
      title={say('Merge {rows, number} into one', {rows: rows.length})}
      description={say('The others become other names of it, and what points at them points at it. They can be told apart again in its details.')}
      actions={
        <>
          <Button onClick={onCancel}>{say('Cancel')}</Button>
          <Button variant="primary" onClick={() => onMerge(into)}>
            {say('Merge into “{name}”', {name: into.name.slice(0, 40)})}
          </Button>
        </>
      }
    >
      <Combobox
        label={say('The one that stays')}
        value={{id: into.id, label: into.name}}
        options={rows.map(({id, name, mentions}) => ({
          id,
          label: name,
          ...(mentions !== undefined && {detail: say('{mentions, plural, =0 {no mentions} one {# mention} other {# mentions}}', {mentions})}),
        }))}
        onChoose={({id}) => setInto(before => rows.find(row => row.id === id) ?? before)}
      />
    </Dialog>
  )
}

export function RemoveDialog({
  rows,
  onRemove,
  onCancel,
}: {
  readonly rows: readonly RegistryRow[]
  readonly onRemove: () => void
  readonly onCancel: () => void
}) {
  const mentions = rows.reduce<number | undefined>((sum, row) => (sum === undefined || row.mentions === undefined ? undefined : sum + row.mentions), 0)
  const what =
    rows.length === 1 ? say('“{name}”', {name: inQuotation(rows[0]?.name ?? '')}) : say('{rows, plural, one {# row} other {# rows}}', {rows: rows.length})
  return (
    <ConfirmDialog
      open
      danger
      title={say('Delete {rows}?', {rows: what})}
      confirm={say('Delete {rows}', {rows: what})}
      onConfirm={onRemove}
      onCancel={onCancel}
    >
      {mentions === undefined
        ? say('How many mentions point at it is not counted now. Those that do keep pointing at what was deleted, and say “removed”. Undo brings it back.')
        : mentions === 0
          ? say('Nothing points at it. Undo brings it back, and so does the list of removed ones.')
          : say(
              '{mentions, plural, =0 {No mentions in the articles keep pointing at what was deleted, and say} one {# mention in the articles keeps pointing at what was deleted, and says} other {# mentions in the articles keep pointing at what was deleted, and say}} “removed”. To keep what points at it in use, merge instead. Undo brings it back.',
              {mentions},
            )}
    </ConfirmDialog>
  )
}
