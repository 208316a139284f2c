import {MessageSquare} from 'lucide-react'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {openComments} from '../../project/discussion.ts'
import type {Workspace} from '../state/workspace.ts'
import './comment-count.css'

/** In a line of the annotation list: how many comments are still open. */
export function CommentCount({
  workspace,
  article,
  annotation,
}: {
  readonly workspace: Workspace
  readonly article: ArticleId
  readonly annotation: AnnotationId
}) {
  const open = workspace.discussions.current()
  const count = open?.article === article ? openComments(open.discussion.thread(annotation)).length : 0
  if (count === 0) return null
  const words = `${count} open ${count === 1 ? 'comment' : 'comments'}`
  return (
    <span className="comment-count" title={words}>
      <MessageSquare aria-hidden="true" size={12} />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
