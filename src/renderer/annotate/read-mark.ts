import type {Annotation} from '../../core/annotation/annotation.ts'
import type {ReadMark} from '../../core/article/article-label.ts'
import {isClaimMention} from '../../core/schema/claim-layers.ts'
import {noClaimWords} from '../state/no-claim-words.ts'
import type {OpenArticle} from '../state/open-article.ts'
import type {Workspace} from '../state/workspace.ts'
import {isFocusIn} from '../ui/focus-in.ts'
import {say} from '../ui/say.ts'
import {readMarkSpoken} from './spoken.ts'

/** Says of the article on screen that this person has read it. */
export function setReadMark(workspace: Workspace, state: ReadMark['state'] | undefined): void {
  const act = workspace.act()
  const set = workspace.current()?.set
  if (set === undefined) return
  const before = set.readMarks().get(act.by)?.state
  set.setReadMark(act.by, state && {...act, state})
  workspace.announcer.say(readMarkSpoken(workspace, before, state), () => !isFocusIn('[aria-pressed]'))
}

const NO_CLAIM = 'noClaim'

/** A claim and this person's "Read, no claim here" cannot both hold: the mark goes, with a word where the article is on screen. Call within the step that makes the claim. */
export function takeBackNoClaim(workspace: Workspace, {id, set}: OpenArticle): boolean {
  const {by} = workspace.act()
  if (set.readMarks().get(by)?.state !== 'no-claim') return false
  set.setReadMark(by, undefined)
  if (id !== workspace.view.get().article) return true
  const {one, title} = noClaimWords(workspace.project.schema())
  workspace.toasts.show({
    text: say('{annotation} is marked here now, so your “{title}” is taken back.', {annotation: one, title}),
    subject: NO_CLAIM,
    here: true,
  })
  return true
}

/** The claims that stand in the article on screen. */
export function claimsIn(workspace: Workspace): readonly Annotation[] {
  const schema = workspace.project.schema()
  return (workspace.current()?.listed() ?? []).map(({annotation}) => annotation).filter(annotation => isClaimMention(schema, annotation))
}
