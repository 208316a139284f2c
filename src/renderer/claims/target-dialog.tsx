import {useMemo} from 'react'
import {allStanceChoices} from '../../core/schema/stance-choices.ts'
import {names as namesOf} from '../state/names.ts'
import {atOnce} from '../annotate/command.ts'
import {stanceCommandOf} from '../annotate/schema-commands.ts'
import {stanceCommand} from '../annotate/stance-command.ts'
import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {TargetField} from './target-field.tsx'
import {listed, rich, say} from '../ui/say.ts'

/** Chooses the target that stance keys are about. Opened by a stance key without a target, it goes on to give that stance. */
export function TargetDialog({thenStance, onClose}: {readonly thenStance: string | undefined; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const names = useMemo(() => namesOf(workspace.project, workspace.registry), [workspace])
  const {target} = workspace.view.get()
  const stances = allStanceChoices(workspace.project.schema()).map(choice =>
    [stanceCommandOf(workspace, choice).keys, choice.label].filter(part => part !== undefined).join(' '),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={say('Current target')}
      description={rich('Stances are taken towards it: {stances}.', {stances: listed(stances)})}
      actions={
        <>
          {target !== undefined && (
            <Button
              onClick={() => {
                workspace.setTarget(undefined)
                onClose()
              }}
            >
              {say('No target')}
            </Button>
          )}
          <Button onClick={onClose}>{say('Cancel')}</Button>
        </>
      }
    >
      <TargetField
        label={say('Target')}
        autoFocus
        value={target}
        names={names}
        onChange={next => {
          workspace.setTarget(next)
          onClose()
          if (next !== undefined && thenStance !== undefined) stanceCommand(thenStance)(workspace, atOnce)
        }}
      />
    </Dialog>
  )
}
