import type {Direction, Replay, Step} from '../../project/step.ts'
import type {WorkDone} from '../state/over-articles.ts'
import {overArticles} from '../state/over-articles.ts'
import type {Workspace} from '../state/workspace.ts'
import {selectIn} from './select-in.ts'
import {overtakenWords} from './overtaken-words.ts'
import {stepWords} from './step-words.ts'
import {say} from '../ui/say.ts'

/** Takes a step back that goes over many articles, or does it again: each is opened for it, and its comments are read. */
export async function replayLong(workspace: Workspace, direction: Direction, step: Step): Promise<void> {
  const run = workspace.undo.replayLong(direction, step)
  const replays: Replay[] = []
  const words = stepWords(workspace, step)
  const title = direction === 'undo' ? say('Undoing: {what}', {what: words}) : say('Doing again: {what}', {what: words})
  const done = await overArticles(workspace, title, run.documents, {
    prepare: workspace.discussions.load,
    change: article => {
      if (article.readOnly()) run.skip(article.id)
      else replays.push(run.in(article.id, workspace.act()))
    },
    unopened: run.skip,
  })
  run.end()
  const changes = replays.flatMap(replay => replay.done)
  const stays = overtakenWords(
    workspace,
    replays.flatMap(({overtaken}) => overtaken),
  )
  const articles = new Set(changes.map(({document}) => document))
  const news = changes.length === 0 ? [] : [doneWords(direction, stepWords(workspace, {changes}), articles.size)]
  const goOn = direction === 'undo' ? say('Undo again to go on.') : say('Redo again to go on.')
  const text = [...news, ...leftWords(done, goOn), ...stays].join(' ')
  if (text !== '') workspace.toasts.show({text, subject: 'undo'})
  const {article} = workspace.view.get()
  if (article !== undefined && articles.has(article)) selectIn(workspace, article, changes)
}

const doneWords = (direction: Direction, what: string, articles: number): string =>
  direction === 'undo'
    ? say('Undone: {what} in {articles, plural, =0 {no articles} one {# article} other {# articles}}.', {what, articles})
    : say('Done again: {what} in {articles, plural, =0 {no articles} one {# article} other {# articles}}.', {what, articles})

/** How far it came, where that is not to the end. */
export function leftWords({stopped, left, unsaved, unopened, reason}: WorkDone, goOn: string): readonly string[] {
  const words: string[] = []
  if (left > 0) {
    words.push(
      stopped === 'round'
        ? say('A round began or ended: {articles, plural, one {# article is left as it was} other {# articles are left as they were}}.', {articles: left})
        : say('Cancelled: {articles, plural, one {# article is left as it was} other {# articles are left as they were}}.', {articles: left}),
    )
    if (stopped === 'cancelled') words.push(goOn)
  }
  if (unsaved > 0)
    words.push(say('What was done in {articles, plural, one {# article} other {# articles}} is not saved at the project yet.', {articles: unsaved}))
  if (unopened > 0)
    words.push(
      reason === undefined
        ? say('{articles, plural, one {# article} other {# articles}} could not be opened.', {articles: unopened})
        : say('{articles, plural, one {# article} other {# articles}} could not be opened: {reason}', {articles: unopened, reason}),
    )
  return words
}
