import {isScreenCommandId} from '../../ipc/commands.ts'
import {atOnce} from '../annotate/command.ts'
import type {Commands} from '../annotate/commands.ts'
import {perform} from '../annotate/commands.ts'
import {pickedFile, pickFiles, refusedFile} from '../state/picked-file.ts'
import type {PickedFile} from '../state/picked-file.ts'
import {announceNamesakes} from '../presence/namesakes.ts'
import {isEditable} from '../ui/command-keys.ts'
import type {Workspace} from '../state/workspace.ts'
import {reportCommands} from './report-commands.ts'
import type {Screens} from './screen.ts'
import {screenCommands} from './screen.ts'
import {languageTag, tell} from '../ui/say.ts'

/** Ties what needs the page or the desktop around it: file dialogs, the title, the native menu. */
export function connectPanes(workspace: Workspace, commands: Commands, screens: Screens, document: Document): void {
  const {host, panes} = workspace

  panes.importArticles = () =>
    void pickArticles().then(files => {
      if (files.length > 0) workspace.view.update(before => ({...before, dialog: {kind: 'import', files}}))
    })
  panes.importFolder = () =>
    void pickFiles(document, {folder: true}).then(files => {
      if (files.length > 0) workspace.view.update(before => ({...before, dialog: {kind: 'import', files}}))
    })
  panes.importDataset = () => {
    if (host.desktop !== undefined) return workspace.view.update(before => ({...before, dialog: {kind: 'dataset'}}))
    void pickFiles(document, {accept: '.json,application/json', multiple: false}).then(([file]) => {
      if (file !== undefined) workspace.view.update(before => ({...before, dialog: {kind: 'dataset', file}}))
    })
  }

  const pickArticles = async (): Promise<readonly PickedFile[]> => {
    if (host.desktop === undefined) return pickFiles(document, {accept: '.txt,.md,text/plain,text/markdown', multiple: true})
    const picked = await host.desktop.pickArticleFiles()
    if (!picked.ok) workspace.toasts.show({text: tell(picked.error), tone: 'error'})
    if (!picked.ok || picked.value === null) return []
    return picked.value.map(each =>
      'bytes' in each ? pickedFile(new File([each.bytes as Uint8Array<ArrayBuffer>], each.name), each.name) : refusedFile(each.name, each.refused),
    )
  }

  announceNamesakes(workspace)

  workspace.subscribe(() => {
    const article = workspace.view.get().article
    const title = article === undefined ? undefined : workspace.project.articles.get(article)?.title
    document.title = [title, workspace.project.name(), 'Claimlight'].filter(part => part !== undefined && part !== '').join(' – ')
  })
  if (host.desktop !== undefined) {
    void host.desktop.reportLanguage(languageTag())
    reportCommands(workspace, commands, screens, host.desktop)
  }
  host.onEvent(event => {
    if (event.type !== 'command') return
    // On macOS the keys of undo and redo reach a text field through the menu only.
    if ((event.command === 'edit.undo' || event.command === 'edit.redo') && isEditable(document.activeElement))
      document.execCommand(event.command.slice('edit.'.length))
    else if (isScreenCommandId(event.command))
      screenCommands(screens, workspace)
        .find(({id}) => id === event.command)
        ?.command(workspace, atOnce)
    else perform(workspace, commands, event.command, atOnce)
  })
  // Leaving while something is not on disk yet asks first; the desktop app waits by itself.
  window.addEventListener('beforeunload', event => {
    if (host.desktop === undefined && isUnsaved(workspace)) event.preventDefault()
  })
}

const isUnsaved = ({connection, unwritten, discussions}: Workspace): boolean =>
  connection.state().unsynced || unwritten.get() > 0 || !discussions.drafts.isEmpty()
