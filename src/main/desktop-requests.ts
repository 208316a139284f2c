import type {BrowserWindow} from 'electron'
import {shell} from 'electron'
import {message} from '../core/language/message.ts'
import {ok, refused} from '../core/result.ts'
import {joinProject} from '../hub/upstream/join-project.ts'
import type {JoinPlace} from '../hub/upstream/look-at-invitation.ts'
import {lookAtInvitation} from '../hub/upstream/look-at-invitation.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {fileNameFor} from '../hub/requests/file-name.ts'
import type {DatasetApi, DatasetFileApi} from '../ipc/dataset-api.ts'
import type {DesktopApi} from '../ipc/desktop-api.ts'
import type {HostApi} from '../ipc/host-api.ts'
import {namedFile} from '../storage/named-file.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import {readArticleFiles} from './article-files.ts'
import type {AppLanguage} from './app-language.ts'
import type {Dialogs} from './dialogs.ts'
import type {Invited} from './invited.ts'
import type {ProjectWindows} from './project-windows.ts'
import type {Remembered} from './remembered.ts'
import {isOpenableLink} from './security.ts'

/** What one window may ask of the desktop. `openFromOutside` opens what the user asks for by dialog or list. */
export function desktopRequests(
  window: BrowserWindow,
  given: {
    readonly dialogs: Dialogs
    readonly remembered: Remembered
    readonly projects: ProjectWindows
    readonly invited: Invited
    readonly host: Pick<HostApi & DatasetApi & DatasetFileApi, 'session' | 'exportDataset' | 'importDatasetFile'>
    /** Where an invitation's project is, or would be made. */
    joinPlace(): Promise<JoinPlace>
    reportCommands(window: BrowserWindow, ...reported: Parameters<DesktopApi['reportCommands']>): void
    reportSaved(window: BrowserWindow): void
    readonly language: Pick<AppLanguage, 'speakAs'>
  },
): DesktopApi {
  const {dialogs, remembered, projects} = given
  return {
    pickArticleFiles: async () => {
      const picked = await dialogs.pickArticles(window)
      return picked === undefined ? ok(null) : readArticleFiles(picked)
    },
    saveFile: async ({name, text}) => {
      const path = await dialogs.pickSave(window, fileName(name))
      if (path === undefined) return ok(null)
      const file = await namedFile(path)
      if (!file.ok) return file
      return writeFileWhole(file.value, text).then(
        () => ok(path),
        error => refused(sentenceOf(error)),
      )
    },
    saveDataset: async (unit, task) => {
      const session = await given.host.session()
      if (!session.ok) return session
      const path = await dialogs.pickSave(window, fileName(fileNameFor(session.value.projectName)))
      if (path === undefined) return ok(null)
      const file = await namedFile(path)
      if (!file.ok) return file
      const made = await given.host.exportDataset(unit, {task})
      if (!made.ok) return made
      const {notes, leftOut, pieces} = made.value
      return writeFileWhole(file.value, pieces()).then(
        () => ok({place: path, notes, ...(leftOut === undefined ? {} : {leftOut})}),
        error => refused(sentenceOf(error)),
      )
    },
    importDataset: async task => {
      const path = await dialogs.pickDataset(window)
      return path === undefined ? ok(null) : given.host.importDatasetFile(path, {task})
    },
    recentProjects: async () => ok(remembered.recent()),
    openProject: async path => {
      const chosen = path ?? (await dialogs.pickProject(window))
      return chosen === undefined ? ok(null) : projects.open(chosen)
    },
    newProject: async () => {
      const path = await dialogs.pickNewProject(window)
      return path === undefined ? ok(null) : projects.create(path)
    },
    openLink: async url => {
      if (!isOpenableLink(url)) return refused(message('Only https links can be opened.'))
      await shell.openExternal(url)
      return ok(null)
    },
    takeInvitations: async () => ok(given.invited.take()),
    lookAtInvitation: async link => lookAtInvitation(link, await given.joinPlace()),
    joinProject: async (link, {name, device, move}) => {
      const joined = await joinProject(link, await given.joinPlace(), {person: {...remembered.person(), name}, name: device}, {move})
      if (!joined.ok) return joined
      const {folder, waits} = joined.value
      const opened = await projects.open(folder)
      return opened.ok ? ok(waits === undefined ? {} : {waits}) : opened
    },
    reportCommands: async (...reported) => {
      given.reportCommands(window, ...reported)
      return ok(null)
    },
    reportLanguage: async tag => {
      await given.language.speakAs(tag)
      return ok(null)
    },
    reportSaved: async () => {
      given.reportSaved(window)
      return ok(null)
    },
  }
}

/** A name a page proposes, as a name and never a path. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '')
