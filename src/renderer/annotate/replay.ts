import type {ArticleId} from '../../core/article/article.ts'
import {isBlind} from '../../core/round/blindness.ts'
import type {Change, Direction, Step} from '../../project/step.ts'
import type {Workspace} from '../state/workspace.ts'
import {replayLong} from './replay-long.ts'
import {shownHistory} from '../state/shown-history.ts'
import {goToText} from '../state/shown-screen.ts'
import {changedParts} from './draft-words.ts'
import {selectIn} from './select-in.ts'
import {overtakenWords} from './overtaken-words.ts'
import {stepWords} from './step-words.ts'
import {say} from '../ui/say.ts'

/**
 * Takes the last step back, or the one given, or does it again; says what that was and what stays, and shows it only where this person is. What it said, unless
 * that comes later, after a long one.
 */
export function replay(workspace: Workspace, direction: Direction, step?: Step): string {
  if (workspace.work.get() !== undefined) return ''
  const history = shownHistory(workspace)
  const next = step ?? history.next(direction)
  if (next?.long && (direction === 'redo' || history.holds(next))) {
    void replayLong(workspace, direction, next)
    return ''
  }
  const replays = history.replay(direction, workspace.act(), step)
  const effective = replays.find(({done}) => done.length > 0)
  const stays = overtakenWords(
    workspace,
    replays.flatMap(({overtaken}) => overtaken),
  )
  if (effective === undefined) {
    const text = stays.join(' ')
    if (text !== '') workspace.toasts.show({text, subject: 'undo', here: true})
    return text
  }
  const place = articleOf(workspace, effective.done)
  const elsewhere = place !== undefined && place !== workspace.view.get().article
  const what = stepWords(workspace, {changes: effective.done})
  const done = elsewhere
    ? doneElsewhere(direction, what, workspace.project.articles.get(place)?.title ?? '')
    : direction === 'undo'
      ? say('Undone: {what}.', {what})
      : say('Done again: {what}.', {what})
  const text = [done, ...stays].join(' ')
  workspace.toasts.show({
    text,
    subject: 'undo',
    here: !elsewhere,
    ...(elsewhere && {action: {label: say('Show'), run: () => showIn(workspace, place, effective.done)}}),
  })
  if (place !== undefined && !elsewhere) selectIn(workspace, place, effective.done)
  const changed = changedParts(effective.done)
  if (changed !== undefined) workspace.view.update(before => ({...before, codebook: {draft: changed.draft, part: changed.parts[0]}}))
  return text
}

const doneElsewhere = (direction: Direction, what: string, title: string): string =>
  direction === 'undo' ? say('Undone in “{title}”: {what}.', {title, what}) : say('Done again in “{title}”: {what}.', {title, what})

function showIn(workspace: Workspace, article: ArticleId, changes: readonly Change[]): void {
  goToText(workspace)
  void workspace.open(article).then(() => selectIn(workspace, article, changes))
}

/** What "Undo" and "Redo" are called now. */
export function replayTitle(workspace: Workspace, direction: Direction): string {
  const step = shownHistory(workspace).next(direction)
  if (step === undefined && isCutByRound(workspace)) return nothingWords(workspace, direction)
  if (step === undefined) return direction === 'undo' ? say('Undo') : say('Redo')
  const what = stepWords(workspace, step)
  return direction === 'undo' ? say('Undo: {what}', {what}) : say('Redo: {what}', {what})
}

/** What was done before a round is out of reach in it. */
function nothingWords(workspace: Workspace, direction: Direction): string {
  if (isCutByRound(workspace)) return direction === 'undo' ? say('Nothing to undo in this round.') : say('Nothing to redo in this round.')
  return direction === 'undo' ? say('Nothing to undo.') : say('Nothing to redo.')
}

const isCutByRound = (workspace: Workspace): boolean => shownHistory(workspace) === workspace.undo && isBlind(workspace.project.rounds.all())

export function announceNothing(workspace: Workspace, direction: Direction): void {
  workspace.toasts.show({text: nothingWords(workspace, direction), subject: 'undo', here: true})
}

/** Says what was done and offers to take it back, as long as that can be and nothing was done after it: what is older is taken back by Undo. */
export function offerUndo(workspace: Workspace, text: string): void {
  const {undo, toasts} = workspace
  const step = undo.next('undo')
  if (step === undefined) return void toasts.show({text, subject: 'undo', here: true})
  const toast = toasts.show({text, subject: 'undo', here: true, action: {label: say('Undo'), run: () => replay(workspace, 'undo', step)}})
  const stop = undo.observe(() => {
    if (undo.holds(step)) return
    stop()
    toasts.dismiss(toast)
  })
}

const articleOf = (workspace: Workspace, changes: readonly Change[]): ArticleId | undefined =>
  changes.find(({document}) => workspace.project.articles.get(document) !== undefined)?.document
