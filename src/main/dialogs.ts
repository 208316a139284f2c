import {join} from 'node:path'
import type {BrowserWindow, MessageBoxOptions, OpenDialogOptions} from 'electron'
import {dialog} from 'electron'

/** Native dialogs. Each belongs to a window when there is one; `undefined` is the user's "cancel". */
export interface Dialogs {
  pickProject(parent: BrowserWindow | undefined): Promise<string | undefined>
  /** Where a new project shall be made. */
  pickNewProject(parent: BrowserWindow | undefined): Promise<string | undefined>
  pickArticles(parent: BrowserWindow | undefined): Promise<readonly string[] | undefined>
  pickDataset(parent: BrowserWindow | undefined): Promise<string | undefined>
  pickSave(parent: BrowserWindow | undefined, name: string): Promise<string | undefined>
  /** Says what happened and what to do; resolves when it is read. */
  tell(parent: BrowserWindow | undefined, message: string, detail: string): Promise<void>
  /** Whether a window shall close though not all of its work is saved. `unasked` takes the question back. */
  askToClose(parent: BrowserWindow, projectName: string, unasked: AbortSignal): Promise<boolean>
}

/** `projectsFolder` is where a user who has chosen nothing else keeps her projects. */
export function nativeDialogs({projectsFolder, platform}: {readonly projectsFolder: string; readonly platform: NodeJS.Platform}): Dialogs {
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
          title: 'Open project',
          defaultPath: projectsFolder,
          buttonLabel: 'Open',
          properties: isMac ? ['openFile', 'openDirectory'] : ['openDirectory'],
        })
      )?.[0],
    pickNewProject: parent => save(parent, {title: 'New project', defaultPath: join(projectsFolder, 'New project.claimlight'), buttonLabel: 'Create'}),
    pickArticles: parent =>
      open(parent, {
        title: 'Import articles',
        buttonLabel: 'Import',
        filters: [
          {name: 'Articles', extensions: ['txt', 'md']},
          {name: 'All files', extensions: ['*']},
        ],
        properties: isMac ? ['openFile', 'openDirectory', 'multiSelections'] : ['openFile', 'multiSelections'],
      }),
    pickDataset: async parent =>
      (
        await open(parent, {
          title: 'Import dataset',
          buttonLabel: 'Import',
          filters: [
            {name: 'Datasets', extensions: ['json']},
            {name: 'All files', extensions: ['*']},
          ],
          properties: ['openFile'],
        })
      )?.[0],
    pickSave: (parent, name) => save(parent, {title: 'Save', defaultPath: join(projectsFolder, name), buttonLabel: 'Save'}),
    tell: async (parent, message, detail) => {
      const options: MessageBoxOptions = {type: 'warning', title: 'Claimlight', message, detail, buttons: ['OK'], noLink: true}
      await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
    },
    askToClose: async (parent, projectName, unasked) => {
      const {response} = await dialog.showMessageBox(parent, {
        type: 'warning',
        title: 'Claimlight',
        message: `Your last changes to “${projectName}” are not saved yet.`,
        detail: 'Keep the window open until it says “Saved”. If you close it now, they may be lost.',
        buttons: ['Keep open', 'Close anyway'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: unasked,
      })
      return response === 1
    },
  }
}
