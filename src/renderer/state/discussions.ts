import type {ArticleId} from '../../core/article/article.ts'
import type {Discussion} from '../../project/discussion.ts'
import {discussion} from '../../project/discussion.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'

import type {CommentDrafts} from './comment-drafts.ts'
import {commentDrafts} from './comment-drafts.ts'

export type OpenDiscussion = {readonly article: ArticleId; readonly discussion: Discussion; readonly document: OpenDocument}

/** The discussions of the articles read lately. One is fetched when its article is shown, and none in a closed round. */
export interface Discussions {
  /** That of the article on screen; `undefined` until it is here, and where this person may not read it. */
  current(): OpenDiscussion | undefined
  /** That of an article, if it is here. */
  of(article: ArticleId): OpenDiscussion | undefined
  /** Fetches that of an article that is not on screen. Where this person may not read it, there is none. */
  load(article: ArticleId): Promise<void>
  /** That of this article was discarded: the one on screen is fetched afresh. */
  lost(article: ArticleId): void
  /** What was typed and not sent: choosing another annotation must not lose it. */
  readonly drafts: CommentDrafts
}

/** Open besides the one on screen: going back and forth between two articles should not fetch them again. */
const KEPT_OPEN = 10

export function createDiscussions(given: {
  connection: HubConnection
  article: () => ArticleId | undefined
  blindOn: (article: ArticleId) => boolean
  /** Whether a step there can still be taken back: what was said about it must be known then. */
  keeps: (article: ArticleId) => boolean
  /** Calls after each change of where this person is or of the rounds. */
  onMove: (listener: () => void) => void
  /** Told when a discussion came, went or changed. */
  changed: () => void
}): Discussions {
  const {connection, changed} = given
  const open = new Map<ArticleId, OpenDocument>()
  const ready = new Map<ArticleId, OpenDiscussion>()

  const forget = (article: ArticleId): void => {
    const document = open.get(article)
    open.delete(article)
    ready.delete(article)
    void document?.close()
  }
  const show = async (article: ArticleId): Promise<void> => {
    const document = connection.open({kind: 'discussion', article})
    open.set(article, document)
    const loaded = await document.loaded
    if (open.get(article) !== document) return
    if (!loaded.ok) return forget(article)
    const opened = discussion(document.doc)
    opened.observe(changed)
    ready.set(article, {article, discussion: opened, document})
    changed()
    for (const [other, {unsynced}] of open) {
      if (open.size <= KEPT_OPEN) break
      if (other !== given.article() && !given.keeps(other) && !unsynced()) forget(other)
    }
  }
  /** The article on screen, where its discussion is not closed. */
  const here = (): {readonly open?: ArticleId} => {
    const article = given.article()
    return article === undefined || given.blindOn(article) ? {} : {open: article}
  }
  let shown: ArticleId | undefined
  given.onMove(() => {
    const {open: article} = here()
    if (article === shown) return
    shown = article
    for (const each of [...open.keys()]) if (given.blindOn(each)) forget(each)
    if (article !== undefined && !open.has(article)) void show(article)
  })

  return {
    current: () => {
      const {open: article} = here()
      return article === undefined ? undefined : ready.get(article)
    },
    of: article => (given.blindOn(article) ? undefined : ready.get(article)),
    load: async article => {
      if (given.blindOn(article)) return
      const document = open.get(article)
      if (document === undefined) return show(article)
      // The one asked for last is the last to be closed.
      open.delete(article)
      open.set(article, document)
      await document.loaded
    },
    lost: article => {
      forget(article)
      if (article === shown) void show(article)
    },
    drafts: commentDrafts(),
  }
}
