import type * as Electron from 'electron'
import {focusedWindow} from './browser-window.ts'
import type {Simulated} from './simulated.ts'
import {strict} from './strict.ts'

/** Roles that main uses. What they do natively (undo in a field, zoom) is the system's; the double runs the ones a spec needs. */
const ROLES = [
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'togglefullscreen',
  'toggleDevTools',
  'minimize',
  'zoom',
  'zoomIn',
  'zoomOut',
  'resetZoom',
  'front',
  'close',
  'windowMenu',
  'window',
  'help',
  'recentDocuments',
  'clearRecentDocuments',
  'appMenu',
] as const

type Template = Electron.MenuItemConstructorOptions
const KEYS = ['id', 'label', 'role', 'type', 'accelerator', 'registerAccelerator', 'enabled', 'visible', 'checked', 'submenu', 'click']

class MenuItem {
  id: string
  label: string
  role: string | undefined
  type: string
  accelerator: string | undefined
  registerAccelerator: boolean
  enabled: boolean
  visible: boolean
  submenu: Menu | undefined
  private readonly run: Template['click']

  constructor(options: Template) {
    for (const key of Object.keys(options)) if (!KEYS.includes(key)) throw new Error(`double: MenuItem option ${key} is not simulated`)
    if (options.role !== undefined && !(ROLES as readonly string[]).includes(options.role))
      throw new Error(`double: menu role ${options.role} is not simulated`)
    if (options.label === undefined && options.role === undefined && options.type !== 'separator')
      throw new Error('double: a menu item needs a label or a role')
    this.id = options.id ?? ''
    this.label = options.label ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.registerAccelerator = options.registerAccelerator ?? true
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined
    this.run = options.click
    // biome-ignore lint/correctness/noConstructorReturn: every reader gets the strict view
    return strict('MenuItem', this)
  }

  /** What choosing it does. A disabled item cannot be chosen. */
  click(): void {
    if (!this.enabled) return
    if (this.role !== undefined) throw new Error(`double: choosing the role ${this.role} is not simulated`)
    this.run?.(this as unknown as Electron.MenuItem, focusedWindow() as unknown as Electron.BaseWindow, {} as Electron.KeyboardEvent)
  }
}

class Menu {
  private static application: Menu | null = null
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: readonly (Template | Electron.MenuItem)[]): Menu {
    const menu = new Menu()
    menu.items.push(...template.map(each => new MenuItem(each as Template)))
    return strict('Menu', menu)
  }

  static setApplicationMenu(menu: object | null): void {
    Menu.application = menu as Menu | null
  }

  static getApplicationMenu(): Menu | null {
    return Menu.application
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

/** The class as main imports it. */
export const MenuClass = strict('Menu', Menu satisfies Simulated<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'>)
