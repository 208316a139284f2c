import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, rmSync} from 'node:fs'
import type {Server} from 'node:net'
import {createServer} from 'node:net'
import {homedir, tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type * as Electron from 'electron'
import {openWindows} from './browser-window.ts'
import {StrictEmitter, preventable} from './emitter.ts'
import {settings} from './settings.ts'
import type {Simulated} from './simulated.ts'
import {strict} from './strict.ts'

const {userData, documents, appPath} = settings()
const about = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as {readonly productName: string; readonly version: string}
const FOLDERS: {readonly [name: string]: string} = {userData, documents, home: homedir(), temp: tmpdir(), appData: dirname(userData)}
const EVENTS = [
  'ready',
  'second-instance',
  'open-file',
  'open-url',
  'activate',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'web-contents-created',
]

/**
 * Where instances of one user's app meet, as Electron's process singleton does. A name and not a place in the folder of the user's data:
 * what of a socket's path goes over 107 bytes is cut off without a word. Linux keeps such a name beside the files, so it ends with its process.
 */
const place = `claimlight-double-${createHash('sha256').update(userData).digest('hex').slice(0, 16)}`
const meeting = process.platform === 'linux' ? `\0${place}` : join(tmpdir(), place)

/** Hands what a second instance was started with to the first, and waits for it: the lock is asked for synchronously. */
const KNOCK = `const [meeting, text] = process.argv.slice(1)
const socket = require('net').connect(JSON.parse(meeting), () => socket.end(text))
socket.on('close', failed => process.exit(failed ? 1 : 0))
socket.on('error', () => process.exit(1))`

class App extends StrictEmitter {
  readonly isPackaged = false
  readonly name = about.productName
  private ready = false
  private quitting = false
  private lock: Server | undefined
  aboutPanel: Electron.AboutPanelOptionsOptions = {}

  getVersion(): string {
    return about.version
  }

  getAppPath(): string {
    return appPath
  }

  getPath(name: string): string {
    const folder = FOLDERS[name]
    if (folder === undefined) throw new Error(`double: app.getPath('${name}') is not simulated`)
    mkdirSync(folder, {recursive: true})
    return folder
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  isReady(): boolean {
    return this.ready
  }

  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise(resolve => this.once('ready', () => resolve()))
  }

  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.aboutPanel = options
  }

  showAboutPanel(): void {}

  addRecentDocument(_path: string): void {}

  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    if (this.lock) return true
    const knock = JSON.stringify({argv: process.argv, cwd: process.cwd(), data})
    if (spawnSync(process.execPath, ['-e', KNOCK, JSON.stringify(meeting), knock], {env: {}}).status === 0) return false
    if (process.platform !== 'linux') rmSync(meeting, {force: true})
    this.lock = createServer(socket => {
      let text = ''
      socket.on('data', part => {
        text += String(part)
      })
      socket.on('end', () => {
        const {argv, cwd, data: sent} = JSON.parse(text) as {argv: string[]; cwd: string; data: unknown}
        this.emit('second-instance', {}, argv, cwd, sent)
      })
    }).listen(meeting)
    return true
  }

  /** Closes the windows one by one; any of them, or main in `before-quit` or `will-quit`, may prevent it. */
  quit(): void {
    void this.tryQuit()
  }

  exit(code = 0): void {
    this.lock?.close()
    this.emit('quit', {}, code)
    process.exit(code)
  }

  private async tryQuit(): Promise<void> {
    if (this.quitting) return
    this.quitting = true
    const before = preventable({})
    this.emit('before-quit', before.event)
    const closed = !before.prevented() && (await closeAll())
    const will = preventable({})
    if (closed) this.emit('will-quit', will.event)
    if (closed && !will.prevented()) this.exit(0)
    // As in Electron, asking again before this turn is over does nothing.
    setImmediate(() => {
      this.quitting = false
    })
  }

  /** For the double itself. */
  becomeReady(): void {
    this.ready = true
    this.emit('ready', {}, {})
  }

  /** For the double itself. */
  contentsCreated(contents: object): void {
    this.emit('web-contents-created', {}, contents)
  }

  /** For the double itself: the last window was closed, and not by quitting. */
  lastWindowClosed(): void {
    if (this.quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }
}

async function closeAll(): Promise<boolean> {
  for (const window of openWindows()) if (!(await window.closing())) return false
  return true
}

export const app = strict(
  'app',
  new App('app', EVENTS) satisfies Simulated<
    Electron.App,
    | 'getVersion'
    | 'getAppPath'
    | 'getPath'
    | 'isReady'
    | 'whenReady'
    | 'enableSandbox'
    | 'setAboutPanelOptions'
    | 'showAboutPanel'
    | 'addRecentDocument'
    | 'requestSingleInstanceLock'
    | 'quit'
    | 'exit'
    | 'isPackaged'
    | 'name'
  >,
)
