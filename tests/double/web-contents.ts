import {randomBytes} from 'node:crypto'
import {existsSync, readFileSync} from 'node:fs'
import type * as Electron from 'electron'
import type {Chromium, Listener} from './chromium.ts'
import {StrictEmitter, preventable} from './emitter.ts'
import {ipcMain} from './ipc-main.ts'
import {MessagePortMain} from './message-port.ts'
import {pageScript} from './page-scripts.ts'
import {fromVirtual, handlerFor, isOwnScheme, toVirtual} from './protocol.ts'
import {allowsRequest, permissions, session} from './session.ts'
import {settings} from './settings.ts'
import {strict} from './strict.ts'
import type {FromPreload, ToPreload} from './page/messages.ts'
import {fromWire, toWire} from './wire.ts'

const EVENTS = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'render-process-gone', 'did-finish-load', 'destroyed']
const PREFERENCES = [
  'preload',
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'webSecurity',
  'spellcheck',
  'devTools',
  'webviewTag',
  'navigateOnDragDrop',
  'safeDialogs',
]
const WORLD = 'preload'
/**
 * A policy that takes nothing from a page but new windows: Chromium still tells of each that is wanted, and then opens none,
 * as in Electron when main says no. Opening and closing one instead now and then keeps the page from answering.
 */
const NO_POPUPS = `sandbox ${[
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-orientation-lock',
  'allow-pointer-lock',
  'allow-presentation',
  'allow-same-origin',
  'allow-scripts',
  'allow-storage-access-by-user-activation',
  'allow-top-navigation',
  'allow-top-navigation-to-custom-protocols',
].join(' ')}`

type Params<Method extends string> = Extract<BrowserEvent, {readonly method: Method}>['params']
type BrowserEvent =
  | {readonly method: 'Runtime.executionContextCreated'; readonly params: {context: {name: string; uniqueId: string; auxData?: {frameId?: string}}}}
  | {readonly method: 'Runtime.bindingCalled'; readonly params: {name: string; payload: string}}
  | {readonly method: 'Page.frameNavigated'; readonly params: {frame: {url: string; parentId?: string}}}
  | {readonly method: 'Page.navigatedWithinDocument'; readonly params: {url: string}}
  | {readonly method: 'Page.domContentEventFired' | 'Page.loadEventFired' | 'Inspector.targetCrashed'; readonly params: object}
  | {readonly method: 'Page.windowOpen'; readonly params: {url: string; windowName: string; windowFeatures: string[]}}
  | {
      readonly method: 'Fetch.requestPaused'
      readonly params: {requestId: string; resourceType: string; frameId: string; request: {url: string; method: string; headers: Record<string, string>}}
    }

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

let chromium: Chromium | undefined
let lastId = 0
/** Page targets that windows of ours show, to tell them from pages that a page opened. */
const ours = new Set<string>()
let creating = Promise.resolve()

/** From now on windows can be opened, by main only: a page is let open none. */
export function useChromium(connected: Chromium, report: (window: {id: number; target: string}) => void): void {
  chromium = connected
  reportWindow = report
  connected.onBrowserEvent((method, params: {targetInfo: {targetId: string; type: string}; targetId: string}) => {
    if (method === 'Target.targetCreated' && params.targetInfo.type === 'page') void creating.then(() => refuseForeign(params.targetInfo.targetId))
    if (method === 'Target.targetDestroyed') for (const each of all) each.targetDestroyed(params.targetId)
  })
}
let reportWindow: (window: {id: number; target: string}) => void = () => undefined
const all = new Set<WebContents>()

/** A page that got a window past all that keeps it from that, and so past main. */
function refuseForeign(targetId: string): void {
  if (ours.has(targetId)) return
  console.error('double: a window opened by a page is not simulated, but Chromium opened one')
  process.exit(4)
}

export class WebContents extends StrictEmitter {
  readonly id = ++lastId
  readonly session = session.defaultSession
  readonly mainFrame: Electron.WebFrameMain
  private readonly view = strict('WebContents', this)
  private gone = false
  private url = ''
  private target = ''
  private world: string | undefined
  private openHandler: OpenHandler | undefined
  private expectingOwn = false
  private loaded = false
  private readonly names = {secret: `s${randomBytes(12).toString('hex')}`, binding: `b${randomBytes(12).toString('hex')}`}
  private readonly ports = new Map<string, MessagePortMain>()
  private readonly attached: Promise<{send: Chromium['send']; stop(): void}>

  constructor(
    private readonly preferences: Electron.WebPreferences,
    size: {readonly width: number; readonly height: number},
    private readonly tell: {readyToShow(): void; destroyed(): void},
  ) {
    super('WebContents', EVENTS)
    const {contextIsolation = true, sandbox = true, nodeIntegration = false, webSecurity = true, webviewTag = false} = preferences
    if (!contextIsolation || !sandbox || nodeIntegration || !webSecurity || webviewTag) throw new Error('double: only isolated, sandboxed pages are simulated')
    for (const key of Object.keys(preferences)) if (!PREFERENCES.includes(key)) throw new Error(`double: webPreferences.${key} is not simulated`)
    const current = (): string => this.url
    this.mainFrame = strict('WebFrameMain', {
      parent: null,
      get url() {
        return current()
      },
      get origin() {
        return current().startsWith('data:') ? 'null' : current().split('/').slice(0, 3).join('/')
      },
    }) as unknown as Electron.WebFrameMain
    all.add(this)
    this.attached = this.attach(size)
    creating = Promise.all([creating, this.attached]).then(() => undefined)
    this.attached.catch(error => {
      console.error(error)
      process.exit(4)
    })
    // biome-ignore lint/correctness/noConstructorReturn: every reader gets the strict view
    return this.view
  }

  private async attach(size: {readonly width: number; readonly height: number}): Promise<{send: Chromium['send']; stop(): void}> {
    if (!chromium) throw new Error('Cannot create BrowserWindow before app is ready')
    const {targetId} = await chromium.send('Target.createTarget', {url: 'about:blank'})
    ours.add(targetId)
    this.target = targetId
    const {sessionId} = await chromium.send('Target.attachToTarget', {targetId, flatten: true})
    const page = chromium.page(sessionId, ((method: string, params: object) => this.hear({method, params} as BrowserEvent)) as Listener)
    await page.send('Page.enable')
    await page.send('Runtime.enable')
    await page.send('Runtime.addBinding', {name: this.names.binding, executionContextName: WORLD})
    await page.send('Page.addScriptToEvaluateOnNewDocument', {source: pageScript('main-world', [this.names.secret])})
    await page.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: WORLD,
      source: pageScript('preload-world', [this.names.secret, this.names.binding], this.preloadSource()),
    })
    await page.send('Fetch.enable', {patterns: [{urlPattern: '*'}]})
    await page.send('Emulation.setDeviceMetricsOverride', {width: size.width, height: size.height, deviceScaleFactor: 1, mobile: false})
    await page.send('Emulation.setEmulatedMedia', {features: [{name: 'prefers-color-scheme', value: settings().dark ? 'dark' : 'light'}]})
    reportWindow({id: this.id, target: targetId})
    return page
  }

  private preloadSource(): string {
    const path = this.preferences.preload
    if (path === undefined) return ''
    if (!existsSync(path)) throw new Error(`double: the preload ${path} does not exist`)
    const source = readFileSync(path, 'utf8')
    if (/^\s*(import|export)\s/m.test(source)) throw new Error('double: a sandboxed preload must be CommonJS')
    return source.replace(/^\/\/# sourceMappingURL=.*$/m, '')
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.attached
    const {origin} = new URL(toVirtual(url))
    for (const {name, granted} of origin === 'null' ? [] : permissions(url)) {
      await chromium?.send('Browser.setPermission', {permission: {name}, setting: granted ? 'granted' : 'denied', origin})
    }
    this.expectingOwn = true
    const {errorText} = await page.send('Page.navigate', {url: toVirtual(url)}).finally(() => {
      this.expectingOwn = false
    })
    if (errorText) throw new Error(`${errorText} loading '${url}'`)
  }

  getURL(): string {
    return this.url
  }

  isDestroyed(): boolean {
    return this.gone
  }

  async reload(): Promise<void> {
    const page = await this.attached
    await page.send('Page.reload')
  }

  forcefullyCrashRenderer(): void {
    // The answer never comes.
    void this.attached.then(page => page.send('Page.crash')).catch(() => undefined)
  }

  async executeJavaScript(expression: string, userGesture = false): Promise<unknown> {
    const page = await this.attached
    const {result, exceptionDetails} = await page.send('Runtime.evaluate', {expression, userGesture, awaitPromise: true, returnByValue: true})
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result.value
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    void this.toPreload({type: 'event', channel, args: toWire(args)})
  }

  /** For the double itself, as are all below. Asks the page whether it may close, then closes it. */
  async closePage(): Promise<void> {
    const page = await this.attached
    // Chromium forgets the question when the page changes meanwhile; and one that is not there yet has nothing to say.
    if (this.loaded) await page.send('Page.close').catch(() => undefined)
    else this.closeTarget()
  }

  closeTarget(): void {
    void chromium?.send('Target.closeTarget', {targetId: this.target})
  }

  targetDestroyed(target: string): void {
    if (target !== this.target) return
    all.delete(this)
    this.gone = true
    for (const port of this.ports.values()) port.disconnect()
    void this.attached.then(page => page.stop())
    this.tell.destroyed()
  }

  private async toPreload(message: ToPreload): Promise<void> {
    const page = await this.attached
    if (this.world === undefined) return
    const expression = `globalThis[${JSON.stringify(this.names.secret)}](${JSON.stringify(JSON.stringify(message))})`
    await page.send('Runtime.evaluate', {expression, uniqueContextId: this.world} as never).catch(() => undefined)
  }

  private hear({method, params}: BrowserEvent): void {
    switch (method) {
      case 'Runtime.executionContextCreated':
        if (params.context.name === WORLD && params.context.auxData?.frameId === this.target) this.newDocument(params.context.uniqueId)
        break
      case 'Runtime.bindingCalled':
        if (params.name === this.names.binding) void this.fromPreload(JSON.parse(params.payload) as FromPreload)
        break
      case 'Page.frameNavigated':
        if (params.frame.parentId !== undefined) break
        this.url = fromVirtual(params.frame.url)
        this.loaded = false
        break
      case 'Page.navigatedWithinDocument':
        this.url = fromVirtual(params.url)
        break
      case 'Page.domContentEventFired':
        this.tell.readyToShow()
        break
      case 'Page.loadEventFired':
        this.loaded = true
        this.emit('did-finish-load')
        break
      case 'Inspector.targetCrashed':
        this.emit('render-process-gone', {}, {reason: 'crashed', exitCode: 5})
        break
      case 'Page.windowOpen':
        this.opened({url: params.url, frameName: params.windowName, features: params.windowFeatures.join(','), disposition: 'foreground-tab'})
        break
      case 'Fetch.requestPaused':
        void this.answer(params).catch(() => undefined)
        break
      default:
    }
  }

  /** A new document has no ports of the one before it. */
  private newDocument(world: string): void {
    this.world = world
    for (const port of this.ports.values()) port.disconnect()
    this.ports.clear()
  }

  private opened({url, ...wanted}: Pick<Electron.HandlerDetails, 'url' | 'frameName' | 'features' | 'disposition'>): void {
    const details: Electron.HandlerDetails = {...wanted, url: fromVirtual(url), referrer: {url: '', policy: 'default'}}
    if (this.openHandler?.(details).action !== 'deny') throw new Error('double: a window opened by a page is not simulated')
  }

  private async answer({requestId, resourceType, frameId, request}: Params<'Fetch.requestPaused'>): Promise<void> {
    const page = await this.attached
    const url = fromVirtual(request.url)
    const fail = async (errorReason: 'Aborted' | 'BlockedByClient' | 'InternetDisconnected' | 'Failed'): Promise<void> => {
      await page.send('Fetch.failRequest', {requestId, errorReason})
    }
    if (resourceType === 'Document' && !this.mayNavigate(url, frameId === this.target)) return fail('Aborted')
    const details = {url, method: request.method, resourceType: resourceType === 'Document' ? 'mainFrame' : 'other'} as Electron.OnBeforeRequestListenerDetails
    if (!(await allowsRequest(details))) return fail('BlockedByClient')
    if (!isOwnScheme(url)) return fail('InternetDisconnected')
    const serve = handlerFor(url)
    if (!serve) return fail('Failed')
    try {
      const response = await serve(new Request(url, {method: request.method, headers: request.headers}))
      const responseHeaders = [...response.headers].map(([name, value]) => ({name, value}))
      if (resourceType === 'Document') responseHeaders.push({name: 'content-security-policy', value: NO_POPUPS})
      await page.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders,
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    } catch (error) {
      console.error('protocol.handle threw', error)
      await fail('Failed')
    }
  }

  /** As Electron: loading by main is not asked about; what a page starts is. */
  private mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.expectingOwn) return true
    const frame = preventable({url, isMainFrame, isSameDocument: false, frame: null})
    this.emit('will-frame-navigate', frame.event)
    if (frame.prevented() || !isMainFrame) return !frame.prevented()
    const main = preventable({url, isMainFrame, isSameDocument: false, frame: null})
    this.emit('will-navigate', main.event, url)
    return !main.prevented()
  }

  private event(ports: readonly MessagePortMain[] = []): Electron.IpcMainEvent {
    return strict('IpcMainEvent', {sender: this.view, senderFrame: this.mainFrame, ports}) as unknown as Electron.IpcMainEvent
  }

  private async fromPreload(message: FromPreload): Promise<void> {
    switch (message.type) {
      case 'invoke': {
        const answer = await ipcMain.answer(message.channel, this.event() as unknown as Electron.IpcMainInvokeEvent, fromWire(message.args) as unknown[])
        return this.toPreload({type: 'reply', id: message.id, ...('error' in answer ? {error: answer.error} : {value: toWire(answer.value)})})
      }
      case 'post': {
        const ports = message.ports.map(id => this.newPort(id))
        ipcMain.emit(message.channel, this.event(ports), fromWire(message.message))
        return
      }
      case 'port':
        return this.ports.get(message.id)?.receive(message.data)
      case 'port-closed':
        return this.ports.get(message.id)?.disconnect()
      case 'open':
        return this.opened({url: message.url, frameName: '', features: '', disposition: message.disposition})
    }
  }

  private newPort(id: string): MessagePortMain {
    const port = new MessagePortMain({
      message: data => void this.toPreload({type: 'port', id, data}),
      close: () => void this.toPreload({type: 'port-closed', id}),
    })
    this.ports.set(id, port)
    return port
  }
}
