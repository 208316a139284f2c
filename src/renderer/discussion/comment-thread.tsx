import {iso} from '../../core/iso-time.ts'
import {Check, Pencil, RotateCcw, Trash2} from 'lucide-react'
import {useEffect, useRef, useState} from 'react'
import type {Annotation} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Comment} from '../../project/discussion.ts'
import {openComments} from '../../project/discussion.ts'
import {Avatar} from '../presence/avatar.tsx'
import {nameOf} from '../presence/people.ts'
import {Badge} from '../ui/badge.tsx'
import {Button} from '../ui/button.tsx'
import {IconButton} from '../ui/icon-button.tsx'
import {useWorkspace} from '../state/use-workspace.ts'
import {addComment, draftComment, editComment, removeComment, resolveThread} from './comment-acts.ts'
import {CommentBox} from './comment-box.tsx'
import type {OpenDiscussion} from '../state/discussions.ts'
import {keysOf} from '../state/own-keys.ts'
import {commentParts} from './mention-text.ts'
import {momentOf} from '../ui/moment.ts'
import {say} from '../ui/say.ts'
import './comment-thread.css'

/** What people say about an annotation. Absent in a closed round, and where there is nothing to read nor to write. */
export function CommentThread({article, annotation}: {readonly article: ArticleId; readonly annotation: Annotation}) {
  const workspace = useWorkspace()
  const region = useRef<HTMLElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const open = workspace.discussions.current()
  const unseen = workspace.mentions.unseen().some(mention => mention.annotation === annotation.id)
  const here = open?.article === article

  useEffect(() => {
    workspace.panes.focusComments = () => (box.current ?? region.current)?.focus()
    return () => {
      workspace.panes.focusComments = undefined
    }
  }, [workspace])

  useEffect(() => {
    if (!unseen || !here) return
    const see = (): void => {
      if (document.visibilityState === 'visible') workspace.mentions.see(annotation.id)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [workspace, annotation.id, unseen, here])

  const readOnly = open?.document.readOnly() ?? false
  if (open === undefined || !here) return null
  const thread = open.discussion.thread(annotation.id)
  if (readOnly && thread.length === 0) return null
  const living = thread.filter(comment => comment.removed === undefined)
  const unresolved = openComments(thread).length
  const {drafts} = workspace.discussions
  return (
    <section ref={region} className="comments" aria-label={say('Comments')} tabIndex={-1}>
      <header className="comments-head">
        <h3>{say('Comments')}</h3>
        {unresolved > 0 && <Badge hue="violet">{say('{comments, plural, other {# open}}', {comments: unresolved})}</Badge>}
        {unresolved === 0 && living.length > 0 && (
          <Badge hue="green">{say('Resolved by {name}', {name: nameOf(workspace, living.at(-1)?.resolved?.by ?? '')})}</Badge>
        )}
        {!readOnly && unresolved > 0 && (
          <Button size="small" variant="quiet" icon={<Check aria-hidden="true" />} onClick={() => resolveThread(workspace, open, annotation.id)}>
            {say('Resolve')}
          </Button>
        )}
        {!readOnly && unresolved === 0 && living.length > 0 && (
          <Button size="small" variant="quiet" icon={<RotateCcw aria-hidden="true" />} onClick={() => open.discussion.reopen(annotation.id)}>
            {say('Reopen')}
          </Button>
        )}
      </header>
      <div role="log" aria-label={say('Comments in the order they were made')}>
        {thread.map(comment => (
          <Said key={comment.id} annotation={annotation} comment={comment} open={open} readOnly={readOnly} />
        ))}
      </div>
      {!readOnly && (
        <CommentBox
          ref={box}
          label={living.length === 0 ? say('Comment') : say('Reply')}
          hideLabel
          submitLabel={living.length === 0 ? say('Comment') : say('Reply')}
          initial={drafts.of(annotation.id) ?? ''}
          people={others(workspace)}
          onInput={text => draftComment(workspace, article, annotation, text)}
          onSubmit={(text, chosen) => addComment(workspace, open, annotation.id, text, chosen)}
        />
      )}
      {!readOnly && <p className="sr-only">{say('Press {keys} in the text to come here.', {keys: keysOf(workspace, 'discussion.comment') ?? ''})}</p>}
    </section>
  )
}

const others = (workspace: ReturnType<typeof useWorkspace>) => {
  const me = workspace.session.get().person.id
  return workspace.project.people.all().filter(({id}) => id !== me)
}

type SaidProps = {readonly annotation: Annotation; readonly comment: Comment; readonly open: OpenDiscussion; readonly readOnly: boolean}

function Said({annotation, comment, open, readOnly}: SaidProps) {
  const workspace = useWorkspace()
  const {drafts} = workspace.discussions
  const [editing, setEditing] = useState(() => drafts.of(comment.id) !== undefined)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (editing) box.current?.focus()
  }, [editing])
  const done = (): void => {
    drafts.drop(comment.id)
    setEditing(false)
  }
  const name = nameOf(workspace, comment.by)
  if (comment.removed !== undefined) return <p className="comment-removed">{say('{name} removed a comment.', {name})}</p>
  const mine = !readOnly && workspace.project.joins.rootOf(comment.by) === workspace.session.get().person.id
  const called = workspace.project.people.all().filter(({id}) => comment.body.mentions.includes(id))
  return (
    <article className="comment" aria-label={say('Comment by {name}', {name})} data-resolved={comment.resolved !== undefined || undefined}>
      <header className="comment-head">
        <Avatar id={comment.by} name={name} small />
        <span className="comment-by" dir="auto">
          {name}
        </span>
        <time dateTime={iso(comment.at)}>{momentOf(comment.at)}</time>
        {comment.editedAt !== undefined && <span>{say('edited')}</span>}
        {mine && !editing && (
          <span className="comment-acts">
            <IconButton size="small" label={say('Edit comment')} icon={<Pencil />} onClick={() => setEditing(true)} />
            <IconButton size="small" label={say('Remove comment')} icon={<Trash2 />} onClick={() => removeComment(workspace, open, comment)} />
          </span>
        )}
      </header>
      {editing ? (
        <CommentBox
          ref={box}
          label={say('Edit comment')}
          hideLabel
          submitLabel={say('Save')}
          initial={drafts.of(comment.id) ?? comment.body.text}
          people={others(workspace)}
          onInput={text => draftComment(workspace, open.article, annotation, text, comment)}
          onSubmit={(text, chosen) => {
            editComment(workspace, open, comment, text, chosen)
            done()
          }}
          onCancel={done}
        />
      ) : (
        <p className="comment-text" dir="auto">
          {commentParts(comment.body.text, called).map((part, at) =>
            part.person === undefined ? (
              part.text
            ) : (
              // Parts have no identity of their own; they are cut anew with each change of the text.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <bdi key={at} className="comment-mention">
                {part.text}
              </bdi>
            ),
          )}
        </p>
      )}
    </article>
  )
}
