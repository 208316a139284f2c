import {Fragment} from 'react'
import {counted} from '../../core/counted.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {claimsIn, setReadMark} from '../annotate/read-mark.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {short} from '../state/short-quote.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'

/** Claims that are named; the others are counted. */
const NAMED = 3

/** Says why an article with claims cannot be read with nothing to mark, and offers what can be said instead. */
export function NoClaimDialog({onClose}: {readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const claims = claimsIn(workspace)
  const {title, noun, one} = noClaimWords(workspace.project.schema())
  if (claims.length === 0) return null
  return (
    <ConfirmDialog
      open
      title={`${claims.length === 1 ? `${one} is` : `${counted(claims.length, noun)} are`} marked here`}
      confirm={say('Mark article as done')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        setReadMark(workspace, 'done')
      }}
    >
      “{title}” would contradict{' '}
      {claims.slice(0, NAMED).map((claim, at) => (
        <Fragment key={claim.id}>
          {at > 0 && (at === claims.length - 1 ? ' and ' : ', ')}
          <AnnotationWords annotation={claim} lookup={id => workspace.current()?.set.get(id)} cut={short} />
        </Fragment>
      ))}
      {claims.length > NAMED && say(' and {counted} more', {counted: counted(claims.length - NAMED, noun)})}. Is the article done? Or remove the{' '}
      {claims.length === 1 ? noun : `${noun}s`} first.
    </ConfirmDialog>
  )
}
