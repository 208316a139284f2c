import {randomUUID} from 'node:crypto'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {app, ipcMain, protocol, session, shell} from 'electron'
import {message} from '../core/language/message.ts'
import {fillSample, projectsFolder, samplePath} from '../hub/sample-project.ts'
import {PRESETS} from '../hub/schema-presets.ts'
import {settingsHome} from '../storage/settings-home.ts'
import {describeApp, introduceToWindows} from './about.ts'
import {appLanguage} from './app-language.ts'
import {appMenu} from './app-menu.ts'
import {APP_SCHEME, serveApp} from './app-protocol.ts'
import {closeWhenSaved} from './close-when-saved.ts'
import {desktopRequests} from './desktop-requests.ts'
import {nativeDialogs} from './dialogs.ts'
import {invited} from './invited.ts'
import {joinPlace} from './join-place.ts'
import {ownArguments} from './open-files.ts'
import {opening} from './opening.ts'
import {outsideWishes} from './outside-wishes.ts'
import {projectWindows} from './project-windows.ts'
import {waitBeforeQuit} from './quit.ts'
import {remember} from './remembered.ts'
import {serveRequests} from './requests.ts'
import {isOpenableLink, secureContents, secureSession} from './security.ts'
import {acceptSyncPorts} from './sync-ports.ts'
import {noticeUpdate} from './update-notice.ts'
import {userName} from './user-name.ts'

const ROOT = join(import.meta.dirname, '../..')

protocol.registerSchemesAsPrivileged([APP_SCHEME])
app.enableSandbox()
const started = {args: ownArguments(process.argv, app.isPackaged), folder: process.cwd()}
const wishes = outsideWishes(app, started)

if (app.requestSingleInstanceLock(started)) void app.whenReady().then(start)
else app.exit()

async function start(): Promise<void> {
  secureSession(session.defaultSession)
  protocol.handle(APP_SCHEME.scheme, serveApp(join(ROOT, 'out/renderer')))
  if (app.isPackaged && process.platform === 'win32') introduceToWindows(app)

  const documents = process.env.CLAIMLIGHT_DOCUMENTS ?? app.getPath('documents')
  const home = settingsHome({env: process.env, platform: process.platform, home: homedir()})
  const remembered = await remember(home, {newId: randomUUID, userName: userName()})
  const language = await appLanguage(app.getPreferredSystemLanguages(), () => {
    describeApp(app, language.now())
    menu.refresh()
  })
  describeApp(app, language.now())
  const dialogs = nativeDialogs({projectsFolder: projectsFolder(documents), platform: process.platform, language})
  const closing = closeWhenSaved(app, dialogs)
  const openLink = (url: string): void => {
    if (isOpenableLink(url)) void shell.openExternal(url)
  }
  app.on('web-contents-created', (_event, contents) => secureContents(contents, openLink))

  const projects = projectWindows({
    preload: join(ROOT, 'out/preload/index.cjs'),
    version: app.getVersion(),
    projectsFolder: projectsFolder(documents),
    rendererFolder: join(ROOT, 'out/renderer'),
    taskThread: new URL('task-thread.js', import.meta.url),
    schemasFolder: join(ROOT, ...PRESETS),
    remembered,
    dialogs,
    closing,
    newId: randomUUID,
    onChange: () => menu.refresh(),
  })
  const invitations = invited()
  const opener = opening({
    projects,
    dialogs,
    remembered,
    openSample: () => projects.openOrCreate(samplePath(documents), host => fillSample(host, join(ROOT, 'resources/sample'))),
    invited: invitations,
  })
  const menu = appMenu({
    remembered,
    language,
    projects: () => projects,
    act: {
      newProject: () => void opener.chooseNewProject(),
      openProject: () => void opener.chooseProject(),
      openRecent: path => void opener.openProject(path),
    },
  })

  serveRequests(ipcMain, {
    hostOf: contents => projects.of(contents)?.host,
    desktopOf: contents => {
      const project = projects.of(contents)
      return (
        project &&
        desktopRequests(project.window, {
          dialogs,
          remembered,
          projects,
          host: project.host,
          invited: invitations,
          joinPlace: () => joinPlace(projectsFolder(documents), remembered),
          reportCommands: menu.reportCommands,
          reportSaved: closing.saved,
          language,
        })
      )
    },
  })
  acceptSyncPorts(ipcMain, {projectOf: projects.of})
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  waitBeforeQuit(app, () => Promise.all([projects.settled(), remembered.settled()]))

  menu.refresh()
  wishes.serve(opener, {
    hasWindow: () => projects.current() !== undefined,
    giveUp: reason => dialogs.tell(undefined, message('Claimlight has no project to show'), reason).finally(() => app.quit()),
  })
  for (const warning of remembered.warnings) void dialogs.tell(projects.current()?.window, message('About the settings of Claimlight'), warning)
  await noticeUpdate({
    current: app.getVersion(),
    source: undefined,
    tell: ({version, url}) => dialogs.tell(projects.current()?.window, message('Claimlight {version} is available', {version}), url),
  })
}
