import type * as Electron from 'electron'
import {app} from './app.ts'
import {BrowserWindowClass as BrowserWindow, tellApp} from './browser-window.ts'
import {connectChromium} from './chromium.ts'
import {listenForTests} from './control.ts'
import {nativeTheme, screen, shell} from './desktop.ts'
import {dialog} from './dialog.ts'
import {ipcMain} from './ipc-main.ts'
import {MenuClass as Menu} from './menu.ts'
import {closeRegistration, protocol} from './protocol.ts'
import {session} from './session.ts'
import {settings} from './settings.ts'
import {useChromium} from './web-contents.ts'

/**
 * What `import … from 'electron'` is in a test process. Importing a name that is not here fails when the bundle is linked,
 * using a member that is not simulated throws.
 */
const modules = {app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell} satisfies {
  readonly [K in keyof typeof Electron]?: unknown
}

Object.defineProperty(process.versions, 'electron', {value: settings().electronVersion})

const report = listenForTests(modules)
tellApp(app)
process.on('SIGTERM', () => app.quit())

async function start(): Promise<void> {
  const chromium = await connectChromium(settings().chromium, () => process.exit(3))
  useChromium(chromium, report)
  closeRegistration()
  app.becomeReady()
}
setImmediate(() => {
  start().catch(error => {
    console.error(error)
    process.exit(2)
  })
})

export {app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell}
