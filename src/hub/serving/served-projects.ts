import {realpath} from 'node:fs/promises'
import {basename} from 'node:path'
import type {Sentence} from '../../core/language/message.ts'
import {message} from '../../core/language/message.ts'
import type {Person} from '../../core/round/owner.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {rememberServed, servedBefore} from '../../storage/browser-edition.ts'
import type {ProjectFolder} from '../../storage/project-folder.ts'
import {createProjectFolder, openProjectFolder, readManifest} from '../../storage/project-folder.ts'
import {addRecentProject} from '../../storage/recent-projects.ts'
import type {HubDevice} from '../folder/shared-folder.ts'
import type {Hub} from '../hub.ts'
import {createHub} from '../hub.ts'
import {linkElsewhere} from './link-elsewhere.ts'
import type {OwnName} from '../requests/own-name.ts'
import type {ProjectsHost} from '../requests/own-projects.ts'
import {sentenceOf} from '../sentence-of.ts'
import type {ServedHub} from './serve.ts'
import {serveHub} from './serve.ts'
import {newSecret} from './sign-in.ts'
import {usualPort} from './usual-port.ts'

/** A project with its hub, and the address where the browsers of this machine have it. */
export type ServedProject = {readonly hub: Hub; readonly served: ServedHub}

/** The projects that one process serves to the person at this machine: each has a hub and an address of its own, and stays open until the process ends. */
export interface ServedProjects {
  /** Serves a folder that is open, and closes it with the others, also when this is refused. `fill` comes before any window. */
  serve(folder: ProjectFolder, how?: {readonly port?: number; readonly redis?: string; fill?(hub: Hub): Promise<void>}): Promise<Result<ServedProject>>
  close(): Promise<void>
}

/** Projects of one process: each takes memory, and nobody works in so many. */
const MOST = 20

export function servedProjects(given: {
  readonly version: string
  readonly rendererFolder: string
  /** The program of a thread for what takes long. */
  readonly taskThread?: URL
  /** The schemas that come with the app. */
  readonly schemasFolder?: string
  readonly device: HubDevice
  /** Who she is now. */
  person(): Person
  readonly ownName: OwnName
  /** The folder for settings. */
  readonly home: string
  /** The folder for projects. */
  readonly folder: string
  newId(): string
  complain(sentence: Sentence): void
}): ServedProjects {
  const open = new Map<string, ServedProject>()
  /** One at a time: the same project asked for twice at once is opened once. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task)
    turn = mine.catch(() => undefined)
    return mine
  }
  const serve: ServedProjects['serve'] = async (folder, {port, redis, fill} = {}) => {
    for (const warning of folder.warnings) given.complain(warning)
    const hub = await createHub({
      folder,
      version: given.version,
      share: {rendererFolder: given.rendererFolder},
      device: given.device,
      taskThread: given.taskThread,
      schemasFolder: given.schemasFolder,
      ...(redis === undefined ? {} : {redis}),
    })
    await fill?.(hub)
    const served = await serveAsBefore(given, {hub, path: folder.path, projects}, port)
    if (!served.ok) {
      await hub.close()
      return served
    }
    open.set(folder.path, {hub, served: served.value})
    // Of use to lists alone.
    await addRecentProject(given.home, {name: basename(folder.path).replace(/\.claimlight$/, ''), path: folder.path}).catch(() => undefined)
    return ok({hub, served: served.value})
  }
  const begin = async (opening: () => Promise<Result<ProjectFolder>>): Promise<Result<string>> => {
    if (open.size >= MOST)
      return refused(message('{most, number} projects are open at once. End Claimlight where it was started, and start it again.', {most: MOST}))
    const folder = await opening()
    if (!folder.ok) return folder
    const project = await serve(folder.value)
    if (!project.ok) return project
    void project.value.hub.sharing.resume()
    return ok(project.value.served.newSignInUrl())
  }
  const projects: ProjectsHost = {
    folder: given.folder,
    isOpen: path => open.has(path),
    open: path =>
      inTurn(async () => {
        const here = open.get(await realpath(path).catch(() => path))
        if (here !== undefined) return ok(here.served.newSignInUrl())
        const begun = await begin(() => openProjectFolder(path, {mode: 'write'}))
        if (begun.ok) return begun
        const manifest = await readManifest(path)
        const elsewhere = manifest.ok ? await linkElsewhere(given.home, manifest.value.id) : undefined
        return elsewhere === undefined ? begun : ok(elsewhere)
      }),
    make: path => inTurn(() => begin(() => createProjectFolder(path, {projectId: given.newId()}))),
  }
  return {
    serve,
    close: async () => {
      await turn
      for (const {served} of open.values()) await served.close()
      for (const {hub} of open.values()) await hub.close()
    },
  }
}

/** At the address of the last time if it is free, and with the same cookie, so that a window that was open comes back by itself. */
async function serveAsBefore(
  given: Parameters<typeof servedProjects>[0],
  {hub, path, projects}: {readonly hub: Hub; readonly path: string; readonly projects: ProjectsHost},
  port: number | undefined,
): Promise<Result<ServedHub>> {
  const {projectId} = hub
  const {home, complain, ownName, rendererFolder} = given
  const {found, warning} = await servedBefore(home, projectId)
  if (warning !== undefined) complain(warning)
  const session = found?.session ?? newSecret()
  const ports = port === undefined ? [...new Set([found?.port, usualPort(projectId), 0])].filter(each => each !== undefined) : [port]
  let served: Result<ServedHub> = refused(message('There is no port to serve at.'))
  for (const each of ports) {
    if (served.ok) break
    served = await serveHub({hub, person: given.person(), rendererFolder, now: Date.now, port: each, session, own: {name: ownName, projects, path}})
  }
  if (!served.ok) return served
  try {
    await rememberServed(home, projectId, {port: Number(new URL(served.value.origin).port), session})
  } catch (error) {
    complain(message('{why} Until then, windows that are open have to sign in again after a restart.', {why: sentenceOf(error)}))
  }
  return served
}
