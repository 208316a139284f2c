import {counted} from '../../core/counted.ts'
import {claimsIn, setReadMark} from '../annotate/article-commands.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../workspace/use-workspace.ts'

/** Says why an article with claims cannot be "read, no claim here", and offers what can be said instead. */
export function NoClaimDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const claims = claimsIn(workspace)
  const [first] = claims
  if (first === undefined) return null
  return (
    <ConfirmDialog
      open
      title={`${claims.length === 1 ? 'A claim is' : `${counted(claims.length, 'claim')} are`} marked here`}
      confirm="Mark article as done"
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        setReadMark(workspace, 'done')
      }}
    >
      “Read, no claim here” would contradict <q dir="auto">{first.selector.quote}</q>. Is the article done? Or remove the{' '}
      {claims.length === 1 ? 'claim' : 'claims'} first.
    </ConfirmDialog>
  )
}
