import {Button} from '../ui/button.tsx'
import {Dialog} from '../ui/dialog.tsx'
import {Progress} from '../ui/progress.tsx'
import {useStore, useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'

/** Stands over the window while something goes over many articles. Closing it stops that; what was done stays, as one step. */
export function WorkDialog() {
  const workspace = useWorkspace()
  const work = useStore(workspace.work)
  if (work === undefined) return null
  const {title, done, of, cancel} = work
  return (
    <Dialog
      open
      onClose={cancel}
      title={title}
      size="small"
      actions={
        <Button onClick={cancel} data-autofocus="">
          {say('Cancel')}
        </Button>
      }
    >
      <Progress label={say('Articles')} value={done} max={of} detail={say('{done, number} of {of, number}', {done, of})} />
      {!workspace.connection.state().connected && (
        <p>{say('The connection is away. This goes on when it is back; what is done by now is kept if you cancel.')}</p>
      )}
    </Dialog>
  )
}
