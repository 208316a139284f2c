import type {ArticleId} from '../../core/article/article.ts'
import type {Owner, RoundId} from '../../core/round/owner.ts'
import {workOf} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {kindThenOf} from '../../core/schema/kind-then.ts'
import {annotationSet} from '../../project/annotation-set.ts'
import type {LateWork} from '../../project/late-work.ts'
import {lateWorkIn} from '../../project/late-work.ts'
import type {Project} from '../../project/project.ts'
import type {UndoHistory} from '../../project/undo.ts'
import type {HubConnection, OpenDocument} from '../../sync/hub-connection.ts'
import type {Host} from '../host/host.ts'
import {onSchema} from './on-schema.ts'
import type {OpenArticle, Paint} from './open-article.ts'
import {openArticle} from './open-article.ts'
import type {Store} from './store.ts'
import type {Reading} from './reading.ts'
import {arrived, notShown, turnedTo} from './reading.ts'
import {say, tell} from '../ui/say.ts'

/** The articles read lately, each with the annotation set that this person works in, and the one on screen. */
export interface OpenArticles {
  get(id: ArticleId): OpenArticle | undefined
  all(): Iterable<OpenArticle>
  /** The one on screen, once it is here. */
  current(): OpenArticle | undefined
  show(id: ArticleId): Promise<void>
  /** The article with its set, opened or from the cache, without showing it. */
  load(id: ArticleId): Promise<Result<OpenArticle>>
  /** Its set was discarded: the one on screen is shown afresh. */
  lost(id: ArticleId): void
  /** Of some articles this person works in other sets from now on: hers of a round, or the team's again. */
  ownerChanged(): void
  repaint(): void
}

/** What of a set can be undone. */
export const FOLLOWED = ['annotations', 'readMarks']

/** Milliseconds that the hub has to say what of the work that it took came late. */
const UNTIL_MARKED = 5000

/** Sets kept open beyond the one on screen; those with an undo step in reach stay on top of that, unless it is a long one. */
const KEPT_OPEN = 50

export function createOpenArticles<R extends Reading>(given: {
  host: Host
  connection: HubConnection
  project: Project
  owner: (article: ArticleId) => Owner
  /** The article on screen; a second one beside it would have a reading of its own. */
  view: Store<R>
  undo: UndoHistory
  paint: Paint
  /** Whether this person has finished an article, in a round. */
  isFinished: (article: ArticleId) => boolean
  /** Told when a set changed. */
  changed: () => void
  /** Told once of each article that was opened. */
  opened: (article: OpenArticle) => void
  /** Told when changes to a set may have come too late: to the team’s, before a round began, or to her own, before its round was opened. */
  late: (article: ArticleId, whose: Owner) => void
  /** Told when the hub has taken something of hers after the round that it belongs to was opened. */
  taken: (article: ArticleId, round: RoundId, late: LateWork) => void
}): OpenArticles {
  const {host, connection, project, owner, view, undo} = given
  const articles = new Map<ArticleId, OpenArticle>()
  const setOf = (article: ArticleId): OpenDocument => connection.open({kind: 'set', article, owner: owner(article)})

  const load = async (id: ArticleId, isAgain = false): Promise<Result<OpenArticle>> => {
    const entry = project.articles.get(id)
    if (entry === undefined) return refused(say('This article is not in the project any more.'))
    const whose = owner(id)
    const document = setOf(id)
    const known = articles.get(id)
    if (known?.document === document) {
      articles.delete(id)
      articles.set(id, known)
      return ok(known)
    }
    const [text, loaded] = await Promise.all([host.requests.articleText(id), document.loaded])
    if (!text.ok) return text
    if (setOf(id) !== document) {
      void document.close()
      return load(id)
    }
    if (!loaded.ok) {
      // What was refused once stays refused: trying again needs a new one.
      void document.close()
      // A hub that failed at one change of it leaves that out the second time.
      if (!isAgain) return load(id, true)
      return refused(say('Its annotations cannot be opened: {error}', {error: loaded.error}))
    }
    const raced = articles.get(id)
    if (raced?.document === document) return ok(raced)
    const set = annotationSet(document.doc, undefined, project.joins.rootOf, project.schema, kindThenOf(project.versions))
    const opened = openArticle({
      id,
      owner: whose,
      title: entry.title,
      text: text.value,
      set,
      document,
      isFinished: () => given.isFinished(id),
      paint: given.paint,
    })
    undo.follow(id, document.doc, FOLLOWED)
    set.observe(given.changed)
    articles.set(id, opened)
    given.opened(opened)
    closeLeastRecent()
    return ok(opened)
  }

  const forget = (id: ArticleId): void => {
    articles.delete(id)
    undo.forget(id)
  }
  const closeLeastRecent = (): void => {
    for (const [id, {document}] of articles) {
      if (articles.size <= KEPT_OPEN) return
      if (id === view.get().article || undo.keepsOpen(id) || document.unsynced()) continue
      articles.delete(id)
      undo.rest(id)
      void document.close()
    }
  }

  const show = async (id: ArticleId): Promise<void> => {
    view.update(before => turnedTo(before, id, owner(id)))
    const opened = await load(id)
    if (view.get().article !== id) return
    view.update(before => (opened.ok ? arrived(before, opened.value.owner) : notShown(before, tell(opened.error))))
  }
  const showAfresh = (): void => {
    const {article} = view.get()
    if (article !== undefined) void show(article)
  }

  let joins = project.joins.marks()
  project.observe(() => {
    const now = project.joins.marks()
    const isSame = joins.size === now.size && [...now].every(([person, into]) => joins.get(person) === into)
    joins = now
    if (!isSame) for (const {set} of articles.values()) set.readAnew()
  })

  onSchema(project, () => {
    for (const {set} of articles.values()) set.readAnew()
  })

  let wasConnected = connection.state().connected
  connection.observe(() => {
    const {connected} = connection.state()
    const isBack = connected && !wasConnected
    wasConnected = connected
    if (isBack && view.get().opening.state === 'failed') showAfresh()
  })

  /** Her own changes reach the hub first; those to the team's sets wait in the buffer while the round keeps them closed. */
  const closeWhenSaved = (id: ArticleId, document: OpenDocument, before: Owner, now: Owner): void => {
    const tellLate = (): boolean => {
      const [work, late] = [workOf(before), lateWorkIn(document.doc)]
      if (work === undefined || late.annotations.size + late.readMarks.size === 0) return false
      given.taken(id, work.round, late)
      return true
    }
    if (!document.unsynced() || now !== 'team') {
      tellLate()
      return void document.close()
    }
    const done = (): void => {
      stop()
      document.doc.off('update', look)
      clearTimeout(timer)
      void document.close()
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      if (document.unsynced()) return
      // That it is late comes from the hub a moment after that it is taken.
      timer ??= setTimeout(done, UNTIL_MARKED)
      if (tellLate()) done()
    }
    const stop = connection.observe(look)
    document.doc.on('update', look)
  }

  return {
    get: id => articles.get(id),
    all: () => articles.values(),
    current: () => {
      const {article, opening} = view.get()
      return article !== undefined && opening.state === 'ready' ? articles.get(article) : undefined
    },
    show,
    load,
    lost: id => {
      forget(id)
      if (view.get().article === id) showAfresh()
    },
    ownerChanged: () => {
      for (const [id, {document, owner: before}] of [...articles]) {
        const now = owner(id)
        if (now === before) continue
        forget(id)
        if (now !== 'team' && document.changed()) given.late(id, before)
        closeWhenSaved(id, document, before, now)
      }
      const {article} = view.get()
      if (article !== undefined && !articles.has(article)) showAfresh()
    },
    repaint: () => {
      for (const each of articles.values()) each.repaint()
    },
  }
}
