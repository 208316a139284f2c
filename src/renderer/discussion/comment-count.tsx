import {MessageSquare} from 'lucide-react'
import type {AnnotationId} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import {openComments} from '../../project/discussion.ts'
import {isSame, useMade} from '../state/use-workspace.ts'
import {say} from '../ui/say.ts'
import './comment-count.css'

/** In a line of the annotation list: how many comments are still open. */
export function CommentCount({article, annotation}: {readonly article: ArticleId; readonly annotation: AnnotationId}) {
  const count = useMade(
    ['discussions', 'project', 'view'],
    ({discussions}) => {
      const open = discussions.current()
      return open?.article === article ? openComments(open.discussion.thread(annotation)).length : 0
    },
    isSame,
  )
  if (count === 0) return null
  const words = say('{comments, plural, one {# open comment} other {# open comments}}', {comments: count})
  return (
    <span className="comment-count" title={words}>
      <MessageSquare aria-hidden="true" size="0.75rem" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
