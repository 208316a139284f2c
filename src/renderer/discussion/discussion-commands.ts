import type {Annotation} from '../../core/annotation/annotation.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {openComments} from '../../project/discussion.ts'
import {selectedAnnotation} from '../annotate/annotate-commands.ts'
import type {Command} from '../annotate/command.ts'
import {about, when} from '../annotate/command.ts'
import {select} from '../annotate/select.ts'
import type {OpenDiscussion} from '../state/discussions.ts'
import type {Workspace} from '../state/workspace.ts'
import {resolveThread} from './comment-acts.ts'
import {say} from '../ui/say.ts'

/** The selected annotation and the comments on its article, where this person may write there. */
function commentable(workspace: Workspace): {readonly annotation: Annotation; readonly open: OpenDiscussion} | undefined {
  const annotation = selectedAnnotation(workspace)
  const open = workspace.discussions.current()
  return annotation === undefined || open === undefined || open.document.readOnly() ? undefined : {annotation, open}
}

/** The same, where somebody has said something. */
function commented(workspace: Workspace): ReturnType<typeof commentable> {
  const here = commentable(workspace)
  return here?.open.discussion.thread(here.annotation.id).some(({removed}) => removed === undefined) ? here : undefined
}

export const discussionCommands: Readonly<Record<Extract<CommandId, `discussion.${string}`>, Command>> = {
  'discussion.comment': about(commentable, showThread),
  'discussion.resolve': about(commented, (workspace, {annotation, open}) => {
    if (openComments(open.discussion.thread(annotation.id)).length > 0) resolveThread(workspace, open, annotation.id)
    else open.discussion.reopen(annotation.id)
  }),
  'discussion.nextMention': when(
    ({mentions}) => mentions.unseen().length > 0,
    workspace => void showNextMention(workspace),
  ),
}

/** The inspector may have been hidden, or behind another pane in a narrow window: the thread is there after the next frame. */
function showThread(workspace: Workspace): void {
  workspace.preferences.update(before => ({...before, inspectorOpen: true}))
  requestAnimationFrame(() => {
    workspace.panes.showPane?.('end')
    workspace.panes.focusComments?.()
  })
}

async function showNextMention(workspace: Workspace): Promise<void> {
  const [next] = workspace.mentions.unseen()
  if (next === undefined) return
  const gone = (text: string, here: boolean): void => {
    workspace.mentions.see(next.annotation)
    workspace.toasts.show({text, here})
  }
  if (workspace.project.articles.get(next.article) === undefined) return gone(say('The article that this comment was about has been removed.'), false)
  await workspace.open(next.article)
  const article = workspace.current()
  // Not loaded: the pane says why, and the mention waits.
  if (article?.id !== next.article) return
  const annotation = article.set.get(next.annotation)
  if (annotation === undefined || annotation.removed !== undefined) return gone(say('The annotation that this comment was about has been removed.'), true)
  // The text is on the page by then. The mention counts as seen once its thread is.
  requestAnimationFrame(() => {
    select(workspace, annotation.id)
    showThread(workspace)
  })
}
