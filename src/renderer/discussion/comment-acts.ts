import type {Annotation, AnnotationId, AnnotatorId} from '../../core/annotation/annotation.ts'
import {wordsOf} from '../../core/annotation/annotation-words.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Comment} from '../../project/discussion.ts'
import {short} from '../state/short-quote.ts'
import type {Workspace} from '../state/workspace.ts'
import type {OpenDiscussion} from '../state/discussions.ts'
import {mentioned} from './mention-text.ts'
import {say} from '../ui/say.ts'

/** Nobody is told of her own comment. */
const calledBy = (workspace: Workspace, text: string, chosen: ReadonlySet<AnnotatorId>): readonly AnnotatorId[] =>
  mentioned(text, workspace.project.people.all(), chosen).filter(id => id !== workspace.act().by)

function whereOf(workspace: Workspace, article: ArticleId, id: AnnotationId): string {
  const set = workspace.opened(article)?.set
  const annotation = set?.get(id)
  return set === undefined || annotation === undefined ? say('Comment') : say('Comment on {words}', {words: wordsOf(annotation, set.get, short)})
}

/** What is typed on an annotation and not sent yet, or of a comment that it is to change. It is none where it says what stands there. */
export function draftComment(workspace: Workspace, article: ArticleId, {id}: Annotation, text: string, comment?: Comment): void {
  const {drafts} = workspace.discussions
  if (text === (comment?.body.text ?? '')) drafts.drop(comment?.id ?? id)
  else drafts.write({article, annotation: id, where: whereOf(workspace, article, id), text, ...(comment !== undefined && {comment: comment.id})})
}

export function addComment(
  workspace: Workspace,
  {article, discussion, document}: OpenDiscussion,
  annotation: AnnotationId,
  text: string,
  chosen: ReadonlySet<AnnotatorId>,
): void {
  const act = workspace.act()
  const id = workspace.newId()
  const mentions = calledBy(workspace, text, chosen)
  discussion.add({id, annotation, body: {text, mentions}}, act)
  workspace.unsaved.wrote(document, {where: whereOf(workspace, article, annotation), text})
  workspace.mentions.index()?.put({...act, article, annotation, comment: id}, mentions, [])
}

export function editComment(
  workspace: Workspace,
  {article, discussion, document}: OpenDiscussion,
  comment: Comment,
  text: string,
  chosen: ReadonlySet<AnnotatorId>,
): void {
  if (text === comment.body.text) return
  const act = workspace.act()
  const mentions = calledBy(workspace, text, new Set([...chosen, ...comment.body.mentions]))
  discussion.edit(comment.id, {text, mentions}, act)
  workspace.unsaved.wrote(document, {where: whereOf(workspace, article, comment.annotation), text})
  workspace.mentions.index()?.put({...act, article, annotation: comment.annotation, comment: comment.id}, mentions, comment.body.mentions)
}

/** Marks one's own comment as removed and offers to take that back. */
export function removeComment(workspace: Workspace, {article, discussion}: OpenDiscussion, comment: Comment): void {
  const {id, annotation, body} = comment
  discussion.remove(id, workspace.act())
  workspace.mentions.index()?.drop([id])
  workspace.toasts.show({
    text: say('Comment removed.'),
    here: true,
    action: {
      label: say('Undo'),
      run: () => {
        discussion.restore(id)
        workspace.mentions.index()?.put({by: comment.by, at: comment.at, article, annotation, comment: id}, body.mentions, [])
      },
    },
  })
}

export function resolveThread(workspace: Workspace, {discussion}: OpenDiscussion, annotation: AnnotationId): void {
  discussion.resolve(annotation, workspace.act())
  workspace.mentions.index()?.drop(discussion.thread(annotation).map(({id}) => id))
}
