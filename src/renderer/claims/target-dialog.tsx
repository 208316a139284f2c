import {useMemo} from 'react'
import {giveStance} from '../annotate/annotate-commands.ts'
import {names as namesOf} from '../annotate/names.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'
import {TargetField} from './target-field.tsx'

/** Chooses the target that stance keys are about. Opened by a stance key without a target, it goes on to give that stance. */
export function TargetDialog({thenStance, onClose}: {readonly thenStance: string | undefined; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const names = useMemo(() => namesOf(workspace.project, workspace.registry), [workspace])
  const {target} = workspace.view.get()
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title="Current target"
      description="F, A, N and U give the stance towards it: favor, against, neutral, unclear."
      actions={
        <>
          {target !== undefined && (
            <Button
              onClick={() => {
                workspace.setTarget(undefined)
                onClose()
              }}
            >
              No target
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <TargetField
        label="Target"
        autoFocus
        value={target}
        names={names}
        onChange={next => {
          workspace.setTarget(next)
          onClose()
          if (next !== undefined && thenStance !== undefined) giveStance(workspace, thenStance)
        }}
      />
    </Dialog>
  )
}
