import type {Annotation, AnnotationId} from '../../core/annotation/annotation.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {bringBackHere, othersIn} from './bring-back.ts'
import {listed, rich, say} from '../ui/say.ts'

/** Asks before an earlier state takes the place of what somebody else has worked on. */
export function BringBackDialog({
  annotation: id,
  state,
  onClose,
}: {
  readonly annotation: AnnotationId
  readonly state: Annotation
  readonly onClose: () => void
}) {
  const workspace = useWorkspace()
  const article = workspace.current()
  const now = article?.set.get(id)
  if (article === undefined || now === undefined) return null
  const others = listed(othersIn(workspace, now, state))
  return (
    <ConfirmDialog
      open
      danger
      title={say('Bring a state back over what {others} worked on?', {others})}
      confirm={say('Bring this state back')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        bringBackHere(workspace, article, id, state)
      }}
    >
      {rich('{words} changes for everybody. The history says that you did it; what stands now stays in it, and each of you can bring it back.', {
        words: <AnnotationWords annotation={now} lookup={article.set.get} />,
      })}
    </ConfirmDialog>
  )
}
