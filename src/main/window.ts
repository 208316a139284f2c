import type {Rectangle} from 'electron'
import {BrowserWindow, nativeTheme} from 'electron'
import {APP_URL} from './app-protocol.ts'

const MOST_DEATHS = 3
const SMALLEST = {minWidth: 720, minHeight: 480}
/** The page's own backgrounds, so that a window does not flash in the other theme before it is painted. */
const BACKGROUND = {dark: '#16181d', light: '#ffffff'}

const background = (): string => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light)

/** A window for one project, shown once it has something to show. */
export function openWindow(given: {
  readonly preload: string
  readonly title: string
  readonly bounds: Partial<Rectangle> & {readonly width: number; readonly height: number}
  readonly maximized: boolean
}): BrowserWindow {
  const window = new BrowserWindow({
    ...SMALLEST,
    ...given.bounds,
    title: given.title,
    show: false,
    backgroundColor: background(),
    webPreferences: {
      preload: given.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // A file dropped beside the drop area must not replace the page.
      navigateOnDragDrop: false,
    },
  })
  if (given.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  const follow = (): void => window.setBackgroundColor(background())
  nativeTheme.on('updated', follow)
  window.once('closed', () => nativeTheme.off('updated', follow))
  // A page that died is shown again: what it had not saved yet is in its crash buffer. One that dies at once, again and again, is left.
  let deaths = 0
  window.webContents.on('render-process-gone', (_event, {reason}) => {
    if (reason !== 'clean-exit' && ++deaths <= MOST_DEATHS) window.webContents.reload()
  })
  window.loadURL(APP_URL).catch(error => {
    // Loading ends like this, too, when the window is closed meanwhile.
    if (!window.isDestroyed()) console.error('The page of a window could not be loaded:', error)
  })
  return window
}
