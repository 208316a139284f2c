import type {DraftPart, SchemaDraft} from '../../../core/schema/draft.ts'
import {removed} from '../../../core/schema/draft-edits.ts'
import {shownLabel} from '../../../core/schema/draft-keys.ts'
import {useWorkspace} from '../../state/use-workspace.ts'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {say} from '../../ui/say.ts'
import {writeDraft} from './draft-acts.ts'

type Props = {
  readonly draft: SchemaDraft
  readonly part: DraftPart
  /** `done`: something became of it. */
  readonly onClose: (done: boolean) => void
}

/** Asks what is to become of a layer, feature or label that is to be taken out of a draft. */
export function RemovePartDialog({draft, part, onClose}: Props) {
  const workspace = useWorkspace('drafts')
  return (
    <ConfirmDialog
      open
      title={say('Take out “{name}”?', {name: shownLabel(part)})}
      confirm={say('Take out')}
      onConfirm={() => {
        writeDraft(workspace, draft, removed(draft, part))
        onClose(true)
      }}
      onCancel={() => onClose(false)}
    >
      {say('Undo brings it back, and nothing changes for anybody before the draft is published.')}
    </ConfirmDialog>
  )
}
