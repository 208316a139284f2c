import type {Annotation} from '../../core/annotation/annotation.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import type {ReadMark} from '../../core/article/article-label.ts'
import type {CommandId} from '../../ipc/commands.ts'
import {takeOut} from '../state/article-acts.ts'
import {arranged} from '../state/article-arrangement.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Command} from './command.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import {offerUndo} from './replay.ts'
import {short} from '../state/short-quote.ts'

/** Says of the article on screen that this person has read it. */
export function setReadMark(workspace: Workspace, state: ReadMark['state'] | undefined): void {
  const act = workspace.act()
  workspace.current()?.set.setReadMark(act.by, state && {...act, state})
}

const NO_CLAIM = 'noClaim'

/** A claim and this person's "Read, no claim here" cannot both hold: the mark goes, with a word where the article is on screen. Call within the step that makes the claim. */
export function takeBackNoClaim(workspace: Workspace, {id, set}: OpenArticle): boolean {
  const {by} = workspace.act()
  if (set.readMarks().get(by)?.state !== 'no-claim') return false
  set.setReadMark(by, undefined)
  if (id !== workspace.view.get().article) return true
  const {one, title} = noClaimWords(workspace.project.schema())
  workspace.toasts.show({text: `${one} is marked here now, so your “${title}” is taken back.`, subject: NO_CLAIM, here: true})
  return true
}

/** The claims that stand in the article on screen. */
export function claimsIn(workspace: Workspace): readonly Annotation[] {
  const schema = workspace.project.schema()
  return (workspace.current()?.listed() ?? []).map(({annotation}) => annotation).filter(annotation => isClaimMention(schema, annotation))
}

export function articleCommands(workspace: Workspace): Record<Extract<CommandId, `article.${string}`>, Command> {
  const step = (by: 1 | -1): Command => {
    const next = () => {
      const all = arranged(workspace.articles(), workspace.summaries.get(), workspace.preferences.get().arrangement)
      return all[all.findIndex(each => each.id === workspace.view.get().article) + by]
    }
    return {
      enabled: () => next() !== undefined,
      run: () => {
        const entry = next()
        if (entry !== undefined) void workspace.open(entry.id)
      },
    }
  }
  const mark = (state: 'no-claim' | 'done'): Command => ({
    enabled: () => workspace.current()?.document.readOnly() === false,
    run: () => {
      const set = workspace.current()?.set
      if (set === undefined) return
      const given = set.readMarks().get(workspace.act().by)?.state === state
      if (state === 'no-claim' && !given && claimsIn(workspace).length > 0) workspace.view.update(before => ({...before, dialog: {kind: 'noClaim'}}))
      else setReadMark(workspace, given ? undefined : state)
    },
  })
  return {
    'article.next': step(1),
    'article.previous': step(-1),
    'article.all': {enabled: () => true, run: () => workspace.view.update(before => ({...before, dialog: {kind: 'articles'}}))},
    'article.takeOut': {
      enabled: () => workspace.mayManage() && workspace.view.get().article !== undefined,
      run: () => {
        const {article} = workspace.view.get()
        const title = article === undefined ? undefined : workspace.project.articles.get(article)?.title
        if (article === undefined || title === undefined) return
        takeOut(workspace, [article])
        offerUndo(workspace, `“${short(title)}” is taken out of the project. Its annotations stay with it.`)
      },
    },
    'article.metadata': {
      enabled: () => workspace.mayManage() && workspace.view.get().article !== undefined,
      run: () => workspace.view.update(before => ({...before, dialog: before.article === undefined ? undefined : {kind: 'metadata', article: before.article}})),
    },
    'article.noClaim': {...mark('no-claim'), title: () => noClaimWords(workspace.project.schema()).title},
    'article.done': mark('done'),
  }
}
