import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {Result} from '../core/result.ts'
import {parseInvitation} from '../sync/invitation-link.ts'
import {readArticleFiles} from './article-files.ts'
import type {Dialogs} from './dialogs.ts'
import type {Invited} from './invited.ts'
import type {ToOpen} from './open-files.ts'
import type {ProjectWindows} from './project-windows.ts'
import {bringToFront} from './project-windows.ts'
import type {Remembered} from './remembered.ts'

/** Opens what the user asks for from outside the page; whatever cannot be opened is said in a dialog. */
export interface Opening {
  open(things: readonly ToOpen[]): Promise<void>
  openProject(path: string): Promise<void>
  chooseProject(): Promise<void>
  chooseNewProject(): Promise<void>
  /** The project used last, else the sample. Refused only when there is no project to show at all. */
  openAny(): Promise<Result<null>>
}

export function opening(given: {
  readonly projects: ProjectWindows
  readonly dialogs: Dialogs
  readonly remembered: Remembered
  openSample(): Promise<Result<null>>
  readonly invited: Invited
}): Opening {
  const {projects, dialogs, remembered} = given
  const window = () => projects.current()?.window
  const tell = (what: Sentence, ...details: readonly Sentence[]): void => void dialogs.tell(window(), what, ...details)

  const openProject = async (path: string): Promise<void> => {
    const answer = await projects.open(path)
    if (!answer.ok) tell(message('The project could not be opened'), answer.error)
  }

  /** Nothing is done on a click: the window in front asks. */
  const ask = (link: string): void => {
    const parsed = parseInvitation(link)
    if (!parsed.ok) return tell(message('The project could not be joined'), parsed.error)
    const shown = window()
    given.invited.add(link, shown?.webContents)
    if (shown !== undefined) bringToFront(shown)
  }

  const importArticles = async (paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return
    const project = projects.current()
    if (project === undefined) return tell(message('The articles could not be imported'), message('Open a project first, then import them into it.'))
    bringToFront(project.window)
    const files = await readArticleFiles(paths)
    if (!files.ok) return tell(message('The articles could not be imported'), files.error)
    const readable = files.value.filter(each => 'bytes' in each)
    const outcomes = await project.host.importFiles(readable, null)
    if (!outcomes.ok) return tell(message('The articles could not be imported'), outcomes.error)
    const unread = files.value.flatMap(each => ('bytes' in each ? [] : [message('{file}: {reason}', {file: each.name, reason: each.refused})]))
    const imported = outcomes.value.flatMap(outcome => {
      if (outcome.state === 'refused') return [message('{file}: {reason}', {file: outcome.file, reason: outcome.reason})]
      if (outcome.state === 'offered')
        return [message('{file}: It is not UTF-8. Import it with “Import articles…” to choose how it is read.', {file: outcome.file})]
      return []
    })
    const problems = [...unread, ...imported]
    const others = problems.length - 10
    const rest = others > 0 ? [message('and {others, number} more', {others})] : []
    if (problems.length > 0) tell(message('Some files were not imported'), ...problems.slice(0, 10), ...rest)
  }

  return {
    open: async things => {
      for (const thing of things) {
        if (thing.kind === 'project') await openProject(thing.path)
        if (thing.kind === 'invitation') ask(thing.link)
        if (thing.kind === 'odd') tell(message('Claimlight could not open this'), thing.reason)
      }
      await importArticles(things.flatMap(thing => (thing.kind === 'article' ? [thing.path] : [])))
      const current = projects.current()
      if (things.length === 0 && current) bringToFront(current.window)
    },
    openProject,
    chooseProject: async () => {
      const path = await dialogs.pickProject(window())
      if (path !== undefined) await openProject(path)
    },
    chooseNewProject: async () => {
      const path = await dialogs.pickNewProject(window())
      const answer = path === undefined ? undefined : await projects.create(path)
      if (answer?.ok === false) tell(message('The project could not be made'), answer.error)
    },
    openAny: async () => {
      const [last] = remembered.recent()
      if (last !== undefined) {
        const answer = await projects.open(last.path)
        if (answer.ok) return answer
        tell(message('The project used last could not be opened'), answer.error)
      }
      return given.openSample()
    },
  }
}
