import * as Y from 'yjs'
import type {Annotation} from '../../core/annotation/annotation.ts'
import type {ArticleId} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import type {RoundId} from '../../core/round/owner.ts'
import {isClosed} from '../../core/round/round.ts'
import {nextToDo} from '../../core/round/worklist.ts'
import {missingFeatures} from '../../core/schema/conditions.ts'
import type {Feature} from '../../core/schema/schema.ts'
import {layerNamed} from '../../core/schema/schema.ts'
import type {Task} from '../state/my-work.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {short} from '../state/short-quote.ts'
import {goToScreen, goToText, isTextShown, WORK_SCREEN} from '../state/shown-screen.ts'
import type {Workspace} from '../state/workspace.ts'
import {say, tell} from '../ui/say.ts'
import {editable} from './annotate-commands.ts'
import {claimsIn, setReadMark} from './read-mark.ts'

/** An annotation that has still something to say, which its layer requires. */
export type Incomplete = {readonly annotation: Annotation; readonly features: readonly Feature[]}

type Unfinished = {readonly article: OpenArticle; readonly task: Task}

/** Milliseconds that are waited until the hub has what was done last, and the window what the hub did. The hub refuses what it does not have. */
const WAITED = 10_000

const FINISH = 'finish'

/** The article on screen, where it is hers to finish. */
export function unfinished(workspace: Workspace): Unfinished | undefined {
  const article = editable(workspace)
  const task = article && workspace.mine.on(article.id)
  return article === undefined || task === undefined ? undefined : {article, task}
}

/** The round in which she has finished the article on screen and may still take that back. */
export function finishedHere(workspace: Workspace): {readonly round: RoundId; readonly article: ArticleId} | undefined {
  const {article} = workspace.view.get()
  const task = article === undefined ? undefined : workspace.mine.on(article)
  return article !== undefined && task?.finished.has(article) ? {round: task.round.id, article} : undefined
}

/** What is still to be said in an article before it can be finished, in the order of the text. */
export function incompleteIn({project}: Workspace, article: OpenArticle): readonly Incomplete[] {
  const schema = project.schema()
  return article.listed().flatMap(({annotation}) => {
    const layer = layerNamed(schema, annotation.layer)
    const features = layer === undefined ? [] : missingFeatures(layer, annotation.features)
    return features.length === 0 ? [] : [{annotation, features}]
  })
}

/** Whether nothing is marked in the article on screen, and she has not said that there is nothing. */
const isUnmarked = (workspace: Workspace, {set}: OpenArticle): boolean =>
  claimsIn(workspace).length === 0 && set.readMarks().get(workspace.session.get().person.id)?.state !== 'no-claim'

/** Asks what is to be asked before the article on screen is finished; where nothing is, it is finished, and the next one opens. */
export function finishOrAsk(workspace: Workspace, {article, task}: Unfinished): void {
  if (incompleteIn(workspace, article).length > 0 || isUnmarked(workspace, article))
    workspace.view.update(before => ({...before, dialog: {kind: 'finish', article: article.id}}))
  else void finish(workspace, {article, task})
}

/** The same, after she has said that there is nothing to mark. */
export function finishUnmarked(workspace: Workspace, found: Unfinished): void {
  setReadMark(workspace, 'no-claim')
  void finish(workspace, found)
}

/** Windows in which something is being finished: a key that is held down finishes nothing twice. */
const busy = new WeakSet<Workspace>()

async function finish(workspace: Workspace, {article, task}: Unfinished): Promise<void> {
  if (busy.has(workspace)) return
  busy.add(workspace)
  try {
    // What is being typed in a field is written as the field is left.
    if (workspace.unwritten.get() > 0) workspace.panes.article?.focus()
    const {id, document} = article
    await until(workspace, () => !document.unsynced())
    const answer = await workspace.host.requests.finishArticle(task.round.id, id, Y.encodeStateVector(document.doc))
    if (!answer.ok) return refuse(workspace, answer.error)
    await until(workspace, () => workspace.mine.on(id)?.finished.has(id) === true)
    await goOn(workspace, task, id)
  } finally {
    busy.delete(workspace)
  }
}

/** Opens what is to be done next, or the list where all is done, and says so. */
async function goOn(workspace: Workspace, {round, articles, finished}: Task, done: ArticleId): Promise<void> {
  const now = new Set([...finished, done])
  const next = nextToDo(articles, now, done)
  const count = {title: titleOf(workspace, done), finished: articles.filter(each => now.has(each)).length, all: articles.length}
  const action = {label: say('Take back'), run: () => void takeBack(workspace, round.id, done, true)}
  if (next === undefined) {
    workspace.toasts.show({
      text: say('“{title}” is finished: {finished, number} of {all, number}. Nothing is left to do in “{round}”.', {...count, round: round.name}),
      subject: FINISH,
      action,
    })
    goToScreen(workspace, WORK_SCREEN)
    return
  }
  workspace.toasts.show({
    text: say('“{title}” is finished: {finished, number} of {all, number}. Next: “{next}”.', {...count, next: titleOf(workspace, next)}),
    subject: FINISH,
    action,
  })
  if (workspace.view.get().article === done) await openToDo(workspace, next)
}

/** Opens an article of hers, with the focus in its text. */
export async function openToDo(workspace: Workspace, article: ArticleId): Promise<void> {
  goToText(workspace)
  await workspace.open(article)
  if (workspace.view.get().article === article && isTextShown(workspace)) workspace.panes.article?.focus()
}

/** She goes on with an article that she had finished. `shows`: opens it. */
export async function takeBack(workspace: Workspace, round: RoundId, article: ArticleId, shows: boolean): Promise<void> {
  const answer = await workspace.host.requests.takeBackArticle(round, article)
  if (!answer.ok) return refuse(workspace, answer.error)
  workspace.toasts.show({text: say('“{title}” is taken back: go on with it, and finish it again.', {title: titleOf(workspace, article)}), subject: FINISH})
  if (shows) await openToDo(workspace, article)
}

/** The first article that she has to do in a round that runs. */
export function nextOfMine({mine}: Workspace): ArticleId | undefined {
  for (const {round, articles, finished} of mine.all()) {
    const next = isClosed(round) ? nextToDo(articles, finished) : undefined
    if (next !== undefined) return next
  }
  return undefined
}

const titleOf = ({project}: Workspace, article: ArticleId): string => short(project.articles.get(article)?.title ?? article)

function refuse({toasts}: Workspace, why: Extract<Result<null>, {ok: false}>['error']): void {
  toasts.show({text: tell(why), tone: 'error', subject: FINISH})
}

function until({subscribe}: Workspace, isSo: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, WAITED)
    const stop = subscribe(() => isSo() && done(), ['connection', 'worklists'])
    if (isSo()) done()
  })
}
