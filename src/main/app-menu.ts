import type {BrowserWindow, WebContents} from 'electron'
import {app, Menu} from 'electron'
import {COMMAND_IDS} from '../ipc/commands.ts'
import type {DesktopApi} from '../ipc/desktop-api.ts'
import {CHANNELS} from '../ipc/desktop-bridge.ts'
import type {HostEvent} from '../ipc/host-event.ts'
import type {AppLanguage} from './app-language.ts'
import type {MenuActions} from './menu.ts'
import {isEnabled, menuTemplate} from './menu.ts'
import type {ProjectWindows} from './project-windows.ts'
import type {Remembered} from './remembered.ts'

/** The menu on screen, kept true to the window in front and the projects that are known. */
export interface AppMenu {
  /** Which commands apply in a window now, what some are called there, and those of its schema. */
  reportCommands(window: BrowserWindow, ...reported: Parameters<DesktopApi['reportCommands']>): void
  /** Draws it anew: windows or recent projects have changed. */
  refresh(): void
}

export function appMenu(given: {
  readonly remembered: Remembered
  readonly language: Pick<AppLanguage, 'now'>
  projects(): ProjectWindows
  readonly act: Omit<MenuActions, 'command'>
}): AppMenu {
  const reported = new WeakMap<BrowserWindow, Pick<Parameters<typeof menuTemplate>[0], 'enabled' | 'titles' | 'made' | 'keys'>>()
  const current = (): BrowserWindow | undefined => given.projects().current()?.window
  const draw = (): void => {
    const window = current()
    const template = menuTemplate({
      language: given.language.now(),
      platform: process.platform,
      developing: !app.isPackaged,
      enabled: new Set(),
      titles: {},
      made: [],
      keys: {},
      ...(window && reported.get(window)),
      recent: given.remembered.recent(),
      act: {...given.act, command: command => void send(current()?.webContents, {type: 'command', command})},
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  return {
    reportCommands: (window, enabled, titles, made, keys) => {
      const applying = new Set(enabled)
      const before = reported.get(window)
      reported.set(window, {enabled: applying, titles, made, keys})
      if (window !== current()) return
      // A standing item cannot be renamed, nor another one put in. That is seldom, and hardly ever while a menu is open.
      if (JSON.stringify([before?.titles ?? {}, before?.made ?? [], before?.keys ?? {}]) !== JSON.stringify([titles, made, keys])) return draw()
      // Rebuilding would close a menu that is open; the items of a standing one are switched in place.
      const menu = Menu.getApplicationMenu()
      for (const id of [...COMMAND_IDS, ...made.map(each => each.id)]) {
        const item = menu?.getMenuItemById(id)
        if (item) item.enabled = isEnabled(id, applying, process.platform)
      }
    },
    refresh: draw,
  }
}

/** A menu choice is a gesture of the user; without being told so, a page may show no file chooser. */
async function send(contents: WebContents | undefined, event: HostEvent): Promise<void> {
  await contents?.executeJavaScript('undefined', true)
  contents?.send(CHANNELS.event, event)
}
