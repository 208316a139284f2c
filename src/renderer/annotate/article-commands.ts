import type {ArticleId} from '../../core/article/article.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {takeOut} from '../state/article-acts.ts'
import {arranged} from '../state/article-arrangement.ts'
import type {Workspace} from '../state/workspace.ts'
import {editable, showDialog} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about} from './command.ts'
import {toScreen} from './on-text.ts'
import {claimsIn, setReadMark} from './read-mark.ts'
import {isTextShown} from '../state/shown-screen.ts'
import {finishedHere, finishOrAsk, nextOfMine, openToDo, takeBack, unfinished} from './finish.ts'
import {offerUndo} from './replay.ts'
import {short} from '../state/short-quote.ts'
import {say} from '../ui/say.ts'

const step = (by: 1 | -1): Command =>
  about(
    workspace => {
      const all = arranged(workspace.articles(), workspace.summaries.get(), workspace.preferences.get().arrangement)
      return all[all.findIndex(each => each.id === workspace.view.get().article) + by]
    },
    (workspace, entry) => void workspace.open(entry.id),
  )

const mark = (state: 'no-claim' | 'done'): Command =>
  about(editable, (workspace, {set}) => {
    const given = set.readMarks().get(workspace.act().by)?.state === state
    if (state === 'no-claim' && !given && claimsIn(workspace).length > 0) showDialog(workspace, {kind: 'noClaim'})
    else setReadMark(workspace, given ? undefined : state)
  })

/** The article on screen, or the one that is being opened, where this person may change what the project says of it. */
const managed = (workspace: Workspace): ArticleId | undefined => (workspace.mayManage() ? workspace.view.get().article : undefined)

export const articleCommands: Readonly<Record<Extract<CommandId, `article.${string}`>, Command>> = {
  'article.next': step(1),
  'article.previous': step(-1),
  'article.all': toScreen('articles'),
  'article.takeOut': about(managed, (workspace, article) => {
    const title = workspace.project.articles.get(article)?.title
    if (title === undefined) return
    takeOut(workspace, [article])
    offerUndo(workspace, say('“{title}” is taken out of the project. Its annotations stay with it.', {title: short(title)}))
  }),
  'article.metadata': about(managed, (workspace, article) => showDialog(workspace, {kind: 'metadata', article})),
  'article.noClaim': mark('no-claim'),
  'article.done': mark('done'),
  'article.finish': about(unfinished, finishOrAsk),
  'article.takeBack': about(finishedHere, (workspace, {round, article}) => void takeBack(workspace, round, article, true)),
  'article.nextOfMine': about(
    workspace => {
      const next = nextOfMine(workspace)
      return isTextShown(workspace) && next === workspace.view.get().article ? undefined : next
    },
    (workspace, next) => void openToDo(workspace, next),
  ),
}
