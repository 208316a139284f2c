import type * as Electron from 'electron'
import {StrictEmitter, preventable} from './emitter.ts'
import type {Simulated} from './simulated.ts'
import {strict} from './strict.ts'
import {WebContents} from './web-contents.ts'

const EVENTS = ['ready-to-show', 'show', 'close', 'closed', 'focus', 'resize', 'move', 'maximize', 'unmaximize']
const OPTIONS = ['x', 'y', 'width', 'height', 'minWidth', 'minHeight', 'show', 'title', 'backgroundColor', 'icon', 'autoHideMenuBar', 'webPreferences']

const open = new Map<number, BrowserWindow>()
let focused: BrowserWindow | undefined
let whenLastClosed = (): void => undefined
let whenCreated = (_contents: WebContents): void => undefined

export const openWindows = (): BrowserWindow[] => [...open.values()]
export const focusedWindow = (): BrowserWindow | undefined => focused
/** What the app wants to know of its windows. */
export function tellApp(app: {lastWindowClosed(): void; contentsCreated(contents: WebContents): void}): void {
  whenLastClosed = () => app.lastWindowClosed()
  whenCreated = contents => app.contentsCreated(contents)
}

class BrowserWindow extends StrictEmitter {
  readonly id: number
  readonly webContents: WebContents
  private bounds: Electron.Rectangle
  private title: string
  private shown = false
  private gone = false
  private minimized = false
  private maximized = false

  static getAllWindows(): BrowserWindow[] {
    return openWindows()
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused ?? null
  }

  static fromWebContents(webContents: unknown): BrowserWindow | null {
    return openWindows().find(each => each.webContents === webContents) ?? null
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS)
    for (const key of Object.keys(options)) if (!OPTIONS.includes(key)) throw new Error(`double: BrowserWindow option ${key} is not simulated`)
    const self = strict('BrowserWindow', this)
    this.bounds = {x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600}
    this.title = options.title ?? ''
    this.webContents = new WebContents(options.webPreferences ?? {}, this.bounds, {
      readyToShow: () => self.emit('ready-to-show'),
      destroyed: () => self.nowClosed(),
    })
    this.id = this.webContents.id
    open.set(this.id, self)
    focused = self
    if (options.show !== false) this.shown = true
    whenCreated(this.webContents)
    // biome-ignore lint/correctness/noConstructorReturn: every reader gets the strict view
    return self
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.shown = true
    this.emit('show')
  }

  focus(): void {
    focused = this
    this.emit('focus')
  }

  isVisible(): boolean {
    return this.shown
  }

  isDestroyed(): boolean {
    return this.gone
  }

  isMinimized(): boolean {
    return this.minimized
  }

  minimize(): void {
    this.minimized = true
  }

  restore(): void {
    this.minimized = false
  }

  isMaximized(): boolean {
    return this.maximized
  }

  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }

  getNormalBounds(): Electron.Rectangle {
    return {...this.bounds}
  }

  getBounds(): Electron.Rectangle {
    return {...this.bounds}
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = {...this.bounds, ...bounds}
    this.emit('resize')
  }

  setBackgroundColor(_color: string): void {}

  getTitle(): string {
    return this.title
  }

  setTitle(title: string): void {
    this.title = title
  }

  close(): void {
    void this.closing()
  }

  destroy(): void {
    this.webContents.closeTarget()
  }

  /** For the double itself: closes unless prevented, and says whether it did. */
  async closing(): Promise<boolean> {
    if (this.gone) return true
    const {event, prevented} = preventable({})
    this.emit('close', event)
    if (prevented()) return false
    const closed = new Promise<boolean>(resolve => this.once('closed', () => resolve(true)))
    await this.webContents.closePage()
    return closed
  }

  private nowClosed(): void {
    if (this.gone) return
    this.gone = true
    open.delete(this.id)
    if (focused?.id === this.id) focused = openWindows().at(-1)
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (open.size === 0) whenLastClosed()
  }
}

type Statics = 'getAllWindows' | 'getFocusedWindow'
type Methods =
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'isVisible'
  | 'isDestroyed'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'getBounds'
  | 'setBounds'
  | 'setBackgroundColor'
  | 'getTitle'
  | 'setTitle'
  | 'close'
  | 'destroy'

export const BrowserWindowClass = strict(
  'BrowserWindow',
  BrowserWindow satisfies Simulated<typeof Electron.BrowserWindow, Statics> &
    (new (
      options?: Electron.BrowserWindowConstructorOptions,
    ) => Simulated<Electron.BrowserWindow, Methods>),
)
