import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {relationsAt} from '../../core/annotation/relation.ts'
import {authorsOf} from '../../core/annotation/co-authors.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {removeAnnotation} from '../annotate/edit-annotations.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'

/** Asks before somebody else's work goes from the lists. */
export function RemovalDialog({annotation: id, onClose}: {readonly annotation: AnnotationId; readonly onClose: () => void}) {
  const workspace = useWorkspace()
  const article = workspace.current()
  const annotation = article?.set.get(id)
  if (article === undefined || annotation === undefined) return null
  const me = workspace.session.get().person.id
  const nameOf = (person: string): string => workspace.project.people.get(person)?.name ?? say('a colleague')
  const relations = relationsAt(article.set.all(), [id])
  const others = [
    ...new Set(
      [annotation, ...relations]
        .flatMap(each => [...authorsOf(each)])
        .filter(person => person !== me)
        .map(nameOf),
    ),
  ].join(' and ')
  return (
    <ConfirmDialog
      open
      danger
      title={annotation.by === me ? say('Remove what {others} worked on?', {others}) : say('Remove what {nameOf} marked?', {nameOf: nameOf(annotation.by)})}
      confirm={say('Remove annotation')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        removeAnnotation(workspace, article, id)
      }}
    >
      <AnnotationWords annotation={annotation} lookup={article.set.get} /> goes from the lists for everybody
      {relations.length > 0 && say(', and {length, plural, =0 {no relations} one {# relation} other {# relations}} with it', {length: relations.length})}.{' '}
      {others} will be told, and each of you can bring it back.
    </ConfirmDialog>
  )
}
