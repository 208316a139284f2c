import type {CommandId} from '../../ipc/commands.ts'
import type {OlderAnnotation, OlderWanted} from '../../ipc/schema-api.ts'
import {askOlder} from '../state/ask-older.ts'
import type {LookingAgain} from '../state/looking-again.ts'
import {lookedAt, stillToLookAt} from '../state/still-to-look-at.ts'
import type {OpenArticle} from '../state/open-article.ts'
import {goToText} from '../state/shown-screen.ts'
import type {Workspace} from '../state/workspace.ts'
import {say, tell} from '../ui/say.ts'
import {editable} from './annotate-commands.ts'
import type {Command} from './command.ts'
import {about, when} from './command.ts'
import {select} from './select.ts'

/** Begins to go through what is to be looked at again, with the first, or one of them. */
export async function lookAgain(workspace: Workspace, wanted: OlderWanted, from?: OlderAnnotation): Promise<void> {
  const found = await askOlder(workspace.host, wanted)
  if (!found.ok) return void workspace.toasts.show({text: tell(found.error), tone: 'error'})
  const {annotations: items} = found.value
  if (items.length === 0) return void workspace.toasts.show({text: say('There is nothing to look at again.'), subject: 'again'})
  const at = Math.max(
    0,
    items.findIndex(({annotation}) => annotation === from?.annotation),
  )
  goToText(workspace)
  workspace.view.update(before => ({...before, again: {items, at, wanted, found: found.value.found}}))
  await show(workspace)
  workspace.panes.article?.focus()
}

export const stopLookingAgain = (workspace: Workspace): void => workspace.view.update(before => ({...before, again: undefined}))

/** Shows the annotation that it has come to, in its article. */
async function show(workspace: Workspace): Promise<void> {
  const item = lookedAt(workspace)
  if (item === undefined) return
  if (workspace.view.get().article !== item.article) await workspace.open(item.article)
  if (lookedAt(workspace) !== item || workspace.current()?.id !== item.article) return
  workspace.panes.showPane?.('main')
  if (workspace.current()?.set.get(item.annotation) === undefined) workspace.view.update(before => ({...before, selected: undefined}))
  else select(workspace, item.annotation)
}

/** To the next that is not looked at yet, or the one before, whether it is or not: who goes back wants to see it. Round at the end. */
async function step(workspace: Workspace, by: 1 | -1): Promise<void> {
  for (let tries = workspace.view.get().again?.items.length ?? 0; tries > 0; tries--) {
    const {again} = workspace.view.get()
    if (again === undefined) return
    const at = (again.at + by + again.items.length) % again.items.length
    const next: LookingAgain = {...again, at}
    workspace.view.update(before => ({...before, again: next}))
    await show(workspace)
    if (workspace.view.get().again !== next) return
    const item = lookedAt(workspace)
    if (by === -1 || (item !== undefined && isLeft(workspace, item))) return
  }
  await goOn(workspace)
}

/** Whether there is anything to do about it here. What cannot be opened is passed over, too. */
const isLeft = (workspace: Workspace, item: OlderAnnotation): boolean => {
  const still = stillToLookAt(workspace, item)
  return typeof still === 'object' && still.length > 0
}

/** All that were fetched are looked at: the next of them, or the end. */
async function goOn(workspace: Workspace): Promise<void> {
  const {again} = workspace.view.get()
  if (again === undefined) return
  if (again.found > again.items.length) return lookAgain(workspace, again.wanted)
  stopLookingAgain(workspace)
  workspace.toasts.show({text: say('All of it is looked at again.'), tone: 'success', subject: 'again'})
}

type At = {readonly article: OpenArticle; readonly item: OlderAnnotation}

/** The annotation that it has come to, on screen, where it can still be said of it that it is right. */
function toConfirm(workspace: Workspace): At | undefined {
  const [article, item] = [editable(workspace), lookedAt(workspace)]
  return article !== undefined && item !== undefined && article.id === item.article && isLeft(workspace, item) ? {article, item} : undefined
}

export const againCommands: Readonly<Record<Extract<CommandId, `again.${string}`>, Command>> = {
  'again.stillRight': about(toConfirm, (workspace, {article, item}) => {
    article.set.sayStillRight(item.annotation, workspace.project.schema().version, workspace.act())
    void step(workspace, 1)
  }),
  'again.next': when(
    workspace => lookedAt(workspace) !== undefined,
    workspace => void step(workspace, 1),
  ),
  'again.previous': when(
    workspace => lookedAt(workspace) !== undefined,
    workspace => void step(workspace, -1),
  ),
}
