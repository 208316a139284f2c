import {mkdir, realpath} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import type {BrowserWindow, WebContents} from 'electron'
import {app, screen} from 'electron'
import {message} from '../core/language/message.ts'
import type {Person} from '../core/round/owner.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {Hub} from '../hub/hub.ts'
import {createHub} from '../hub/hub.ts'
import {withOwnName} from '../hub/requests/own-name.ts'
import type {ProjectsHost} from '../hub/requests/own-projects.ts'
import {withOwnProjects} from '../hub/requests/own-projects.ts'
import {openOrCreate} from '../hub/sample-project.ts'
import type {DatasetApi, DatasetFileApi} from '../ipc/dataset-api.ts'
import type {HostApi} from '../ipc/host-api.ts'
import {diskSentence} from '../storage/disk-problem.ts'
import type {ProjectFolder} from '../storage/project-folder.ts'
import {createProjectFolder, openProjectFolder} from '../storage/project-folder.ts'
import type {CloseWhenSaved} from './close-when-saved.ts'
import type {Dialogs} from './dialogs.ts'
import type {Remembered} from './remembered.ts'
import {openWindow} from './window.ts'
import {placeWindow} from './window-state.ts'

/** A project that is open: its folder, its hub in this process, and its window. */
export type OpenProject = {
  readonly path: string
  readonly hub: Hub
  readonly person: Person
  readonly host: HostApi & DatasetApi & DatasetFileApi
  readonly window: BrowserWindow
  /** One for each port to the page that is open; resolves when the last message of it has come. */
  readonly ports: Set<Promise<void>>
}

/** How long a closed window's ports are waited for, in milliseconds: they end at once, unless its page hangs. */
const PATIENCE = 2000

/** The projects that are open, a window each. */
export interface ProjectWindows {
  /** Opens a project folder, or comes to the front when it is open already. */
  open(path: string): Promise<Result<null>>
  /** Makes a new project and opens it. */
  create(path: string): Promise<Result<null>>
  /** Opens a project that is made first where there is none. `fill` puts its articles in before the window shows it. */
  openOrCreate(path: string, fill: (host: HostApi) => Promise<Result<null>>): Promise<Result<null>>
  of(contents: WebContents): OpenProject | undefined
  /** The project of the window in front, else of any. */
  current(): OpenProject | undefined
  /** Resolves once every project that was closed has all in its log and its folder is let go. */
  settled(): Promise<unknown>
}

export function projectWindows(given: {
  readonly preload: string
  readonly version: string
  /** Where projects lie unless she says otherwise. */
  readonly projectsFolder: string
  /** The program of a thread for what takes long. */
  readonly taskThread: URL
  /** The schemas that come with the app. */
  readonly schemasFolder: string
  /** What people with a browser get when a project is shared. */
  readonly rendererFolder: string
  readonly remembered: Remembered
  readonly dialogs: Dialogs
  readonly closing: CloseWhenSaved
  newId(): string
  onChange(): void
}): ProjectWindows {
  const {remembered} = given
  const open = new Map<string, OpenProject>()
  const closing = new Map<string, Promise<void>>()
  let front: BrowserWindow | undefined

  const show = (folder: ProjectFolder, hub: Hub): void => {
    const person = remembered.person()
    const host = withOwnProjects(withOwnName(hub.requests(person, 'desktop'), remembered), listed, folder.path)
    const name = projectName(folder.path)
    const place = remembered.place(folder.path)
    const bounds = placeWindow(
      place,
      screen.getAllDisplays().map(({workArea}) => workArea),
    )
    const window = openWindow({preload: given.preload, title: `${name} – Claimlight`, bounds, maximized: place?.maximized ?? false})
    given.closing.guard(window, name)
    const ports = new Set<Promise<void>>()
    open.set(folder.path, {path: folder.path, hub, person, host, window, ports})
    front = window
    window.on('focus', () => {
      front = window
      given.onChange()
    })
    window.on('close', () => remembered.placed(folder.path, {bounds: window.getNormalBounds(), maximized: window.isMaximized()}))
    window.on('closed', () => {
      open.delete(folder.path)
      if (front === window) front = [...open.values()].at(-1)?.window
      const lastMessages = Promise.race([Promise.all(ports), new Promise(resolve => setTimeout(resolve, PATIENCE))])
      const closed = lastMessages.then(() => hub.close()).catch(error => console.error(`The project ${folder.path} was not closed tidily:`, error))
      closing.set(folder.path, closed)
      void closed.then(() => closing.delete(folder.path))
      given.onChange()
    })
    remembered.opened({name, path: folder.path})
    app.addRecentDocument(folder.path)
    given.onChange()
    for (const warning of folder.warnings) void given.dialogs.tell(window, message('About the project “{name}”', {name}), warning)
  }

  /** One at a time: the same project asked for twice at once is opened once. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task)
    turn = mine.catch(() => undefined)
    return mine
  }
  const bringToFrontIfOpen = async (path: string): Promise<boolean> => {
    await closing.get(path)
    const shown = open.get(path)
    if (shown) bringToFront(shown.window)
    return shown !== undefined
  }
  const showFolder = async (folder: Result<ProjectFolder>, fill?: (host: HostApi) => Promise<Result<null>>): Promise<Result<null>> => {
    if (!folder.ok) return folder
    const hub = await createHub({
      folder: folder.value,
      version: given.version,
      taskThread: given.taskThread,
      schemasFolder: given.schemasFolder,
      device: remembered.device,
      share: {rendererFolder: given.rendererFolder},
    })
    void hub.sharing.resume()
    const filled = await fill?.(hub.requests(remembered.person(), 'desktop'))
    show(folder.value, hub)
    if (filled?.ok === false) void given.dialogs.tell(front, message('The articles could not be added'), filled.error)
    return ok(null)
  }

  const windows: ProjectWindows = {
    open: path =>
      inTurn(async () => {
        const folder = await realpath(path).catch(() => path)
        return (await bringToFrontIfOpen(folder)) ? ok(null) : showFolder(await openProjectFolder(folder, {mode: 'write'}))
      }),
    create: path =>
      inTurn(async () => {
        const folder = path.endsWith('.claimlight') ? path : `${path}.claimlight`
        const parent = await folderFor(folder)
        return parent.ok ? showFolder(await createProjectFolder(folder, {projectId: given.newId()})) : parent
      }),
    openOrCreate: (path, fill) =>
      inTurn(async () => {
        const parent = await folderFor(path)
        if (!parent.ok) return parent
        const folder = await realpath(path).catch(() => path)
        return (await bringToFrontIfOpen(folder)) ? ok(null) : showFolder(await openOrCreate(folder, {create: true, newId: given.newId}), fill)
      }),
    of: contents => [...open.values()].find(({window}) => window.webContents === contents),
    current: () => [...open.values()].find(({window}) => window === front) ?? [...open.values()].at(-1),
    settled: async () => {
      await turn
      await Promise.all([...closing.values()])
    },
  }
  const listed: ProjectsHost = {folder: given.projectsFolder, isOpen: path => open.has(path), open: windows.open, make: windows.create}
  return windows
}

const projectName = (path: string): string => basename(path).replace(/\.claimlight$/, '')

async function folderFor(path: string): Promise<Result<null>> {
  try {
    await mkdir(dirname(path), {recursive: true})
    return ok(null)
  } catch (error) {
    return refused(diskSentence(message('The folder {folder} could not be made', {folder: dirname(path)}), error))
  }
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
