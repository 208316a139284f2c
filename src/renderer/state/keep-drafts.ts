import type {ArticleId} from '../../core/article/article.ts'
import {isBlindOn} from '../../core/round/blindness.ts'
import type {Project} from '../../project/project.ts'
import type {HubConnection} from '../../sync/hub-connection.ts'
import type {CommentDraft} from './comment-drafts.ts'
import type {Discussions} from './discussions.ts'
import type {OpenArticle} from './open-article.ts'
import type {UnsavedTexts} from './unsaved-texts.ts'

/**
 * Keeps for their writer the comments that she cannot send any more, whatever is on screen: what they are on is gone, or she may not write there. Once she
 * may again, as what they are on was brought back, they are drafts again.
 */
export function keepDrafts(given: Given): void {
  const {discussions, unsaved} = given
  const {drafts} = discussions
  const kept = new Set<CommentDraft>()
  given.onMove(() => {
    for (const draft of kept) {
      if (isGone(given, draft) || drafts.of(draft.comment ?? draft.annotation) !== undefined) continue
      kept.delete(draft)
      if (unsaved.takeBack(draft)) drafts.write(draft)
    }
    if (drafts.isEmpty()) return
    for (const draft of drafts.take(each => isGone(given, each))) {
      unsaved.keep(draft)
      kept.add(draft)
    }
  })
}

type Given = {
  readonly connection: HubConnection
  readonly project: Project
  readonly discussions: Discussions
  readonly unsaved: UnsavedTexts
  readonly opened: (article: ArticleId) => OpenArticle | undefined
  /** Calls after each change that the window may have to show. */
  readonly onMove: (listener: () => void) => void
}

function isGone({connection, discussions, opened, project}: Given, {article, annotation, comment}: CommentDraft): boolean {
  if (connection.state().shutOut !== undefined || isBlindOn(project.rounds.all(), article) || project.articles.get(article) === undefined) return true
  const set = opened(article)?.set
  // Of an article that is closed it is known once that is opened again.
  const standing = set?.get(annotation)
  if (set !== undefined && (standing === undefined || standing.removed !== undefined)) return true
  const open = discussions.of(article)
  if (open === undefined) return false
  if (open.document.readOnly()) return true
  const changed = comment === undefined ? undefined : open.discussion.get(comment)
  return comment !== undefined && (changed === undefined || changed.removed !== undefined)
}
