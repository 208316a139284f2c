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
  const tell = (message: string, detail: string): void => void dialogs.tell(window(), message, detail)

  const openProject = async (path: string): Promise<void> => {
    const answer = await projects.open(path)
    if (!answer.ok) tell('The project could not be opened', `${answer.error}`)
  }

  /** Nothing is done on a click: the window in front asks. */
  const ask = (link: string): void => {
    const parsed = parseInvitation(link)
    if (!parsed.ok) return tell('The project could not be joined', `${parsed.error}`)
    const shown = window()
    given.invited.add(link, shown?.webContents)
    if (shown !== undefined) bringToFront(shown)
  }

  const importArticles = async (paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return
    const project = projects.current()
    if (project === undefined) return tell('The articles could not be imported', 'Open a project first, then import them into it.')
    bringToFront(project.window)
    const files = await readArticleFiles(paths)
    if (!files.ok) return tell('The articles could not be imported', `${files.error}`)
    const readable = files.value.filter(each => 'bytes' in each)
    const outcomes = await project.host.importFiles(readable, null)
    if (!outcomes.ok) return tell('The articles could not be imported', `${outcomes.error}`)
    const unread = files.value.flatMap(each => ('bytes' in each ? [] : [`${each.name}: ${each.refused}`]))
    const imported = outcomes.value.flatMap(outcome => {
      if (outcome.state === 'refused') return [`${outcome.file}: ${outcome.reason}`]
      if (outcome.state === 'offered') return [`${outcome.file}: It is not UTF-8. Import it with “Import articles…” to choose how it is read.`]
      return []
    })
    const problems = [...unread, ...imported]
    const others = problems.length - 10
    if (problems.length > 0) tell('Some files were not imported', [...problems.slice(0, 10), ...(others > 0 ? [`and ${others} more`] : [])].join('\n'))
  }

  return {
    open: async things => {
      for (const thing of things) {
        if (thing.kind === 'project') await openProject(thing.path)
        if (thing.kind === 'invitation') ask(thing.link)
        if (thing.kind === 'odd') tell('Claimlight could not open this', thing.reason)
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
      if (answer?.ok === false) tell('The project could not be made', `${answer.error}`)
    },
    openAny: async () => {
      const [last] = remembered.recent()
      if (last !== undefined) {
        const answer = await projects.open(last.path)
        if (answer.ok) return answer
        tell('The project used last could not be opened', `${answer.error}`)
      }
      return given.openSample()
    },
  }
}
