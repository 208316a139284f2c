import {counted} from '../../core/counted.ts'
import type {Direction, Replay, Step} from '../../project/step.ts'
import type {WorkDone} from '../state/over-articles.ts'
import {overArticles} from '../state/over-articles.ts'
import type {Workspace} from '../state/workspace.ts'
import {selectIn} from './select-in.ts'
import {overtakenWords, stepWords} from './step-words.ts'
import {say} from '../ui/say.ts'

/** Takes a step back that goes over many articles, or does it again: each is opened for it, and its comments are read. */
export async function replayLong(workspace: Workspace, direction: Direction, step: Step): Promise<void> {
  const run = workspace.undo.replayLong(direction, step)
  const replays: Replay[] = []
  const title = `${direction === 'undo' ? 'Undoing' : 'Doing again'}: ${stepWords(workspace, step)}`
  const done = await overArticles(workspace, title, run.documents, {
    prepare: workspace.discussions.load,
    change: ({id, document}) => {
      if (document.readOnly()) run.skip(id)
      else replays.push(run.in(id, workspace.act()))
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
  const verb = direction === 'undo' ? say('Undone') : say('Done again')
  const news = changes.length === 0 ? [] : [`${verb}: ${stepWords(workspace, {changes})} in ${counted(articles.size, 'article')}.`]
  const text = [...news, ...leftWords(done, `${direction === 'undo' ? 'Undo' : 'Redo'} again to go on.`), ...stays].join(' ')
  if (text !== '') workspace.toasts.show({text, subject: 'undo'})
  const {article} = workspace.view.get()
  if (article !== undefined && articles.has(article)) selectIn(workspace, article, changes)
}

/** How far it came, where that is not to the end. */
export function leftWords({stopped, left, unsaved, unopened, reason}: WorkDone, goOn: string): readonly string[] {
  const words: string[] = []
  if (left > 0) {
    const why = stopped === 'round' ? say('A round began or ended') : say('Cancelled')
    words.push(`${why}: ${counted(left, 'article')} ${left === 1 ? 'is' : 'are'} left as ${left === 1 ? 'it was' : 'they were'}.`)
    if (stopped === 'cancelled') words.push(goOn)
  }
  if (unsaved > 0) words.push(`What was done in ${counted(unsaved, 'article')} is not saved at the project yet.`)
  if (unopened > 0) words.push(`${counted(unopened, 'article')} could not be opened${reason === undefined ? '.' : `: ${reason}`}`)
  return words
}
