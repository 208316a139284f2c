import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {accessSync, constants} from 'node:fs'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {createInterface} from 'node:readline'
import WebSocket from 'ws'

type Json = {readonly [name: string]: unknown}

/** A page in Firefox, driven by WebDriver BiDi (w3.org/TR/webdriver-bidi): the protocol that the Firefox of a Linux system speaks by itself. */
export interface FirefoxPage {
  goto(url: string): Promise<void>
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>
  /** Presses and releases keys one after the other; `held` are down meanwhile. Special keys are those of {@link KEY}. */
  press(keys: readonly string[], ...held: readonly string[]): Promise<void>
  drag(from: Point, to: Point): Promise<void>
  /** What the page's console has of errors and warnings. */
  complaints(): readonly string[]
  /** Ends the browser and removes its profile. */
  close(): Promise<void>
}

export type Point = {readonly x: number; readonly y: number}

/** Names of keys that are no letters, as WebDriver gives them. */
export const KEY = {
  backspace: '\uE003',
  enter: '\uE007',
  shift: '\uE008',
  control: '\uE009',
  right: '\uE014',
} as const

/** No start page, no updates; and nothing but this machine is reached, which no proxy stands before. */
const PREFERENCES = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'datareporting.policy.dataSubmissionEnabled': false,
  'intl.accept_languages': 'en-US',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'toolkit.startup.max_resumed_crashes': -1,
}

/** The first Firefox on the PATH; `CLAIMLIGHT_FIREFOX` names another one. */
export const firefoxProgram: string | undefined =
  process.env.CLAIMLIGHT_FIREFOX ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => ['firefox-esr', 'firefox'].map(name => join(folder, name)))
    .find(isProgram)

if (firefoxProgram === undefined) console.log('Not run: the main job in Firefox (it is not installed; on Debian: apt-get install firefox-esr).')

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export async function openFirefox(program: string, size: {readonly width: number; readonly height: number}): Promise<FirefoxPage> {
  const profile = await mkdtemp(join(tmpdir(), 'claimlight-firefox-'))
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  await writeFile(join(profile, 'user.js'), lines.join(''))
  const browser = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1'},
  })
  const end = async (): Promise<void> => {
    if (browser.exitCode === null && browser.signalCode === null) {
      const gone = once(browser, 'exit')
      browser.kill('SIGKILL')
      await gone
    }
    await rm(profile, {recursive: true, force: true, maxRetries: 5})
  }
  try {
    const connection = await connect(`${await addressOf(browser)}/session`)
    return {...(await pageOver(connection, size)), close: () => connection.end().then(end)}
  } catch (error) {
    await end()
    throw error
  }
}

async function addressOf({stderr}: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('Firefox says nothing.')
  const lines = createInterface({input: stderr})
  for await (const line of lines) {
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1]
    if (found === undefined) continue
    // What it writes later is not waited for, and must not stop it.
    stderr.resume()
    return found
  }
  throw new Error('Firefox ended without an address.')
}

/** Commands have a number that comes back with their result; events have none. */
interface Connection {
  send(method: string, params: Json): Promise<Json>
  onEvent(listener: (method: string, params: Json) => void): void
  /** Asks the browser to close and waits until the connection has ended. */
  end(): Promise<void>
}

async function connect(url: string): Promise<Connection> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const asked = new Map<unknown, {readonly resolve: (result: Json) => void; readonly reject: (error: Error) => void}>()
  const listeners = new Set<(method: string, params: Json) => void>()
  let last = 0
  socket.on('message', data => {
    const message = JSON.parse(String(data)) as Json
    if (message.type === 'event') for (const listener of listeners) listener(String(message.method), message.params as Json)
    const waiting = asked.get(message.id)
    asked.delete(message.id)
    if (message.type === 'success') waiting?.resolve(message.result as Json)
    else waiting?.reject(new Error(String(message.message)))
  })
  socket.on('close', () => {
    for (const {reject} of asked.values()) reject(new Error('Firefox has ended.'))
  })
  const send = (method: string, params: Json): Promise<Json> =>
    new Promise((resolve, reject) => {
      asked.set(++last, {resolve, reject})
      socket.send(JSON.stringify({id: last, method, params}))
    })
  return {
    send,
    onEvent: listener => void listeners.add(listener),
    end: async () => {
      await send('browser.close', {}).catch(() => undefined)
      socket.terminate()
      await closed
    },
  }
}

async function pageOver({send, onEvent}: Connection, size: Json): Promise<Omit<FirefoxPage, 'close'>> {
  await send('session.new', {capabilities: {alwaysMatch: {}}})
  const {contexts} = (await send('browsingContext.getTree', {})) as {readonly contexts: readonly {readonly context: string}[]}
  const context = contexts[0]?.context
  await send('browsingContext.setViewport', {context, viewport: size})
  const complained: string[] = []
  onEvent((method, {level, text}) => {
    if (method === 'log.entryAdded' && (level === 'error' || level === 'warn')) complained.push(String(text))
  })
  await send('session.subscribe', {events: ['log.entryAdded']})
  const perform = (type: 'key' | 'pointer', id: string, actions: readonly Json[]): Promise<Json> =>
    send('input.performActions', {context, actions: [{type, id, actions}]})
  return {
    goto: async url => void (await send('browsingContext.navigate', {context, url, wait: 'complete'})),
    evaluate: async expression => {
      const answer = await send('script.evaluate', {expression: `(async () => JSON.stringify(await (${expression})))()`, target: {context}, awaitPromise: true})
      const {result, exceptionDetails} = answer as {readonly result?: {readonly value?: string}; readonly exceptionDetails?: {readonly text: string}}
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    },
    press: async (keys, ...held) => {
      const down = (value: string): Json => ({type: 'keyDown', value})
      const up = (value: string): Json => ({type: 'keyUp', value})
      await perform('key', 'keyboard', [...held.map(down), ...keys.flatMap(key => [down(key), up(key)]), ...held.map(up)])
    },
    drag: async (from, to) => {
      const move = ({x, y}: Point): Json => ({type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 60})
      const button = (type: 'pointerDown' | 'pointerUp'): Json => ({type, button: 0})
      await perform('pointer', 'mouse', [
        move(from),
        button('pointerDown'),
        move({x: (from.x + to.x) / 2, y: (from.y + to.y) / 2}),
        move(to),
        button('pointerUp'),
      ])
    },
    complaints: () => complained,
  }
}
