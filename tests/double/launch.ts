import {fork} from 'node:child_process'
import {once} from 'node:events'
import {mkdir, readFile, rm} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import type {BrowserContext, Page} from '@playwright/test'
import {chromium} from '@playwright/test'
import type {LaunchOptions, TestApp} from '../desktop/test-app.ts'
import {environment} from '../desktop/test-app.ts'
import {CHROMIUM_ARGS, findChromium} from '../support/chromium.ts'
import {buildDouble} from './build.ts'
import type {FromMain, ToMain} from './control.ts'
import type {DoubleSettings} from './settings.ts'
import {SETTINGS_VARIABLE} from './settings.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Root without its powers is the owner of its files and nothing more. */
const NO_OVERRIDES = ['--inh-caps=-all', '--bounding-set=-all']
/** How long anything of the app is waited for, in milliseconds: less than a test has, so that what was waited for is said. */
const PATIENCE = 100_000
let built: Promise<{readonly register: string}> | undefined

/** The unchanged bundles of the app in a folder: main in Node with `electron` doubled, pages and preload in Chromium. */
export async function launchOnDouble({home, args = [], dark = false, ordinaryUser = false}: LaunchOptions, appPath = ROOT): Promise<TestApp> {
  built ??= buildDouble(join(ROOT, 'out/double', process.env.TEST_PARALLEL_INDEX ?? '0'))
  const {register} = await built
  const profile = join(home, 'profile')
  await mkdir(profile, {recursive: true})
  const {context, address} = await openChromium(profile)
  const settings: DoubleSettings = {
    chromium: address,
    userData: profile,
    documents: join(home, 'Documents'),
    appPath,
    electronVersion: await electronVersion(),
    dark,
  }
  const node = ['--import', register, '--enable-source-maps']
  const start = (given: readonly string[]) =>
    fork(join(appPath, 'out/main/index.js'), [...given], {
      cwd: home,
      ...(ordinaryUser && process.getuid?.() === 0 ? {execPath: 'setpriv', execArgv: [...NO_OVERRIDES, process.execPath, ...node]} : {execArgv: node}),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: {...process.env, ...environment(home), NODE_OPTIONS: '', [SETTINGS_VARIABLE]: JSON.stringify(settings)},
    })

  const child = start(args)
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => output.push(String(part)))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const answers = new Map<number, (message: Extract<FromMain, {type: 'answer'}>) => void>()
  const targets: string[] = []
  let wake = (): void => undefined
  child.on('message', (message: FromMain) => {
    if (message.type === 'answer') answers.get(message.id)?.(message)
    else {
      targets.push(message.target)
      wake()
    }
  })
  let lastId = 0

  const evaluate: TestApp['evaluate'] = (run, argument) =>
    new Promise((done, fail) => {
      const id = ++lastId
      answers.set(id, ({value, error}) => {
        answers.delete(id)
        if (error === undefined) done(value as never)
        else fail(new Error(error))
      })
      void ended.then(code => fail(new Error(`The app ended (${code}).\n${output.join('')}`)))
      child.send({type: 'evaluate', id, source: run.toString(), argument} satisfies ToMain)
    })
  const inTime = <T>(what: string, wanted: Promise<T>): Promise<T> =>
    withPatience(wanted, async () => `${what} did not come.\n${await stateOf(evaluate, context)}\n${output.join('')}`)

  return {
    windows: async count => {
      for (;;) {
        // Listening first: a window that comes while the pages are looked through is not missed.
        const changed = new Promise<void>(done => {
          wake = done
          context.once('page', () => done())
        })
        const pages = await inTime('The list of pages', pagesOf(context, targets))
        if (pages.length >= count) return pages
        const code = await inTime(
          `Window ${count}, after ${pages.length} of ${targets.length} that main opened,`,
          Promise.race([changed.then(() => 'changed' as const), ended]),
        )
        if (code !== 'changed') throw new Error(`The app ended (${code}) with ${pages.length} of ${count} windows.\n${output.join('')}`)
      }
    },
    evaluate: (run, argument) => inTime('An answer of main', evaluate(run, argument)),
    startAgain: async given => {
      const again = start(given)
      again.stdout?.resume()
      again.stderr?.on('data', (part: Buffer) => output.push(String(part)))
      const [code] = (await once(again, 'exit')) as [number | null]
      return code
    },
    quit: async () => {
      child.kill('SIGTERM')
      const code = await inTime('The end of the app', ended)
      await context.close()
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      await context.close()
    },
    log: () => output.join(''),
  }
}

async function withPatience<T>(wanted: Promise<T>, problem: () => Promise<string>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), PATIENCE)
  })
  const first = await Promise.race([wanted.then(value => ({value})), late]).finally(() => clearTimeout(timer))
  if (first === 'late') throw new Error(await problem())
  return first.value
}

/** What main and the pages show, for the error of a test that waited in vain. */
async function stateOf(evaluate: TestApp['evaluate'], context: BrowserContext): Promise<string> {
  const main = evaluate(
    ({BrowserWindow}) => ({
      windows: BrowserWindow.getAllWindows().map(window => window.getTitle()),
      said: (globalThis as {said?: string[]}).said ?? [],
    }),
    null,
  )
  const pages = context.pages().map(async page => `${page.url()}: ${await page.locator('body').textContent({timeout: 2000}).catch(String)}`)
  const shown = await Promise.race([
    Promise.all([main, ...pages]),
    new Promise<string>(resolve => setTimeout(() => resolve('Main does not answer.'), 10_000)),
  ]).catch(String)
  return JSON.stringify(shown, undefined, 1)
}

/** Chromium with a profile that outlives it, and the address of its debugging port beside Playwright's own pipe. */
async function openChromium(profile: string): Promise<{readonly context: BrowserContext; readonly address: string}> {
  const portFile = join(profile, 'DevToolsActivePort')
  await rm(portFile, {force: true})
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    viewport: null,
    args: [...CHROMIUM_ARGS, '--remote-debugging-port=0'],
  })
  const [port, path] = (await readFile(portFile, 'utf8')).trim().split('\n')
  return {context, address: `ws://127.0.0.1:${port}${path}`}
}

async function pagesOf(context: BrowserContext, targets: readonly string[]): Promise<readonly Page[]> {
  const found = new Map<string, Page>()
  for (const page of context.pages()) {
    const session = await context.newCDPSession(page).catch(() => undefined)
    const info = await session?.send('Target.getTargetInfo').catch(() => undefined)
    await session?.detach().catch(() => undefined)
    if (info) found.set(info.targetInfo.targetId, page)
  }
  return targets.flatMap(target => found.get(target) ?? [])
}

async function electronVersion(): Promise<string> {
  const {version} = JSON.parse(await readFile(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {version: string}
  return version
}
