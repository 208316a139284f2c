import type {AnnotationId} from '../../core/annotation/annotation.ts'
import {relationsAt} from '../../core/annotation/relation.ts'
import {authorsOf} from '../../core/annotation/co-authors.ts'
import {AnnotationWords} from '../annotate/annotation-words.tsx'
import {removeAnnotation} from '../annotate/edit-annotations.ts'
import {ConfirmDialog} from '../ui/confirm-dialog.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {listed, rich, say} from '../ui/say.ts'

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
  ]
  return (
    <ConfirmDialog
      open
      danger
      title={
        annotation.by === me
          ? say('Remove what {others} worked on?', {others: listed(others)})
          : say('Remove what {name} marked?', {name: nameOf(annotation.by)})
      }
      confirm={say('Remove annotation')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        removeAnnotation(workspace, article, id)
      }}
    >
      {rich(
        '{words} goes from the lists for everybody{relations, plural, =0 {} one {, and # relation with it} other {, and # relations with it}}. {others} will be told, and each of you can bring it back.',
        {words: <AnnotationWords annotation={annotation} lookup={article.set.get} />, relations: relations.length, others: listed(others)},
      )}
    </ConfirmDialog>
  )
}
