import {join} from 'node:path'
import type {BrowserWindow, MessageBoxOptions, OpenDialogOptions} from 'electron'
import {dialog} from 'electron'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import type {AppLanguage} from './app-language.ts'

/** Native dialogs. Each belongs to a window when there is one; `undefined` is the user's "cancel". */
export interface Dialogs {
  pickProject(parent: BrowserWindow | undefined): Promise<string | undefined>
  /** Where a new project shall be made. */
  pickNewProject(parent: BrowserWindow | undefined): Promise<string | undefined>
  pickArticles(parent: BrowserWindow | undefined): Promise<readonly string[] | undefined>
  pickDataset(parent: BrowserWindow | undefined): Promise<string | undefined>
  pickSave(parent: BrowserWindow | undefined, name: string): Promise<string | undefined>
  /** Says what happened and what to do, a line each; resolves when it is read. */
  tell(parent: BrowserWindow | undefined, what: Sentence, ...details: readonly Sentence[]): Promise<void>
  /** Whether a window shall close though not all of its work is saved. `unasked` takes the question back. */
  askToClose(parent: BrowserWindow, projectName: string, unasked: AbortSignal): Promise<boolean>
}

/** `projectsFolder` is where a user who has chosen nothing else keeps her projects. */
export function nativeDialogs({
  projectsFolder,
  platform,
  language,
}: {
  readonly projectsFolder: string
  readonly platform: NodeJS.Platform
  readonly language: Pick<AppLanguage, 'now'>
}): Dialogs {
  const said = (sentence: Sentence): string => language.now().tell(sentence)
  // On macOS a project folder is a package, which is picked as a file; the other systems show either files or folders.
  const isMac = platform === 'darwin'
  const open = async (parent: BrowserWindow | undefined, options: OpenDialogOptions): Promise<readonly string[] | undefined> => {
    const {canceled, filePaths} = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
    return canceled || filePaths.length === 0 ? undefined : filePaths
  }
  const save = async (
    parent: BrowserWindow | undefined,
    options: {readonly title: string; readonly defaultPath: string; readonly buttonLabel: string},
  ): Promise<string | undefined> => {
    const {canceled, filePath} = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
    return canceled || filePath === '' ? undefined : filePath
  }
  return {
    pickProject: async parent =>
      (
        await open(parent, {
          title: said(message('Open project')),
          defaultPath: projectsFolder,
          buttonLabel: said(message('Open')),
          properties: isMac ? ['openFile', 'openDirectory'] : ['openDirectory'],
        })
      )?.[0],
    pickNewProject: parent =>
      save(parent, {
        title: said(message('New project')),
        defaultPath: join(projectsFolder, `${said(message('New project'))}.claimlight`),
        buttonLabel: said(message('Create')),
      }),
    pickArticles: parent =>
      open(parent, {
        title: said(message('Import articles')),
        buttonLabel: said(message('Import')),
        filters: [
          {name: said(message('Articles')), extensions: ['txt', 'md']},
          {name: said(message('All files')), extensions: ['*']},
        ],
        properties: isMac ? ['openFile', 'openDirectory', 'multiSelections'] : ['openFile', 'multiSelections'],
      }),
    pickDataset: async parent =>
      (
        await open(parent, {
          title: said(message('Import dataset')),
          buttonLabel: said(message('Import')),
          filters: [
            {name: said(message('Datasets')), extensions: ['json']},
            {name: said(message('All files')), extensions: ['*']},
          ],
          properties: ['openFile'],
        })
      )?.[0],
    pickSave: (parent, name) => save(parent, {title: said(message('Save')), defaultPath: join(projectsFolder, name), buttonLabel: said(message('Save'))}),
    tell: async (parent, what, ...details) => {
      const detail = details.map(said).join('\n')
      const options: MessageBoxOptions = {type: 'warning', title: 'Claimlight', message: said(what), detail, buttons: [said(message('OK'))], noLink: true}
      await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
    },
    askToClose: async (parent, projectName, unasked) => {
      const {response} = await dialog.showMessageBox(parent, {
        type: 'warning',
        title: 'Claimlight',
        message: said(message('Your last changes to “{projectName}” are not saved yet.', {projectName})),
        detail: said(message('Keep the window open until it says “Saved”. If you close it now, they may be lost.')),
        buttons: [said(message('Keep open')), said(message('Close anyway'))],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: unasked,
      })
      return response === 1
    },
  }
}
