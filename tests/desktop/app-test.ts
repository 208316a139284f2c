import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Page} from '@playwright/test'
import {test as base} from '@playwright/test'
import {namedPerson} from '../support/named-person.ts'
import {launchApp} from './launch.ts'
import type {LaunchOptions, TestApp} from './test-app.ts'
import {environment} from './test-app.ts'

/** A home folder of the test's own, and the app started in it as often as wanted; whatever still runs at the end is ended. */
export const test = base.extend<{startedBefore: boolean; home: string; launch: (options?: Omit<LaunchOptions, 'home'>) => Promise<TestApp>}>({
  startedBefore: [true, {option: true}],
  home: async ({startedBefore}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'claimlight-desktop-'))
    if (startedBefore) await namedPerson(environment(home).CLAIMLIGHT_HOME)
    await use(home)
    await rm(home, {recursive: true, force: true, maxRetries: 5})
  },
  launch: async ({home}, use, info) => {
    const started: TestApp[] = []
    await use(async (options = {}) => {
      const app = await launchApp({home, ...options})
      started.push(app)
      return app
    })
    for (const app of started) await app.kill()
    const log = started.map(app => app.log()).join('')
    if (log !== '') await info.attach('log of main', {body: log})
  },
})

export async function onlyWindow(app: TestApp): Promise<Page> {
  const [page] = await app.windows(1)
  if (page === undefined) throw new Error('There is no window.')
  return page
}

/**
 * Answers the native dialogs to come: what is picked, or `null` for "cancel", and which button; without one, a question that goes away by itself is left alone.
 * What is said is kept for `saidInDialogs`.
 */
export const answerDialogs = (app: TestApp, picked: string | null, button?: number): Promise<void> =>
  app.evaluate(
    ({dialog}, {path, response}) => {
      const kept = globalThis as unknown as {said?: string[]}
      kept.said ??= []
      const said = kept.said
      dialog.showOpenDialog = (async () => ({canceled: path === null, filePaths: path === null ? [] : [path]})) as typeof dialog.showOpenDialog
      dialog.showSaveDialog = (async () => ({canceled: path === null, filePath: path ?? ''})) as typeof dialog.showSaveDialog
      dialog.showMessageBox = (async (...args: {message?: string; detail?: string; signal?: AbortSignal}[]) => {
        const {message, detail, signal} = args.at(-1) ?? {}
        said.push(`${message}: ${detail}`)
        if (signal && response === undefined) await new Promise(resolve => signal.addEventListener('abort', resolve))
        return {response: response ?? 0, checkboxChecked: false}
      }) as unknown as typeof dialog.showMessageBox
    },
    button === undefined ? {path: picked} : {path: picked, response: button},
  )

export const saidInDialogs = (app: TestApp): Promise<readonly string[]> => app.evaluate(() => (globalThis as unknown as {said?: string[]}).said ?? [], null)

/** Takes the links that are to be shown in the system's browser, for `linksTaken`. */
export const takeLinks = (app: TestApp): Promise<void> =>
  app.evaluate(({shell}) => {
    const opened: string[] = []
    shell.openExternal = async (url: string) => void opened.push(url)
    Object.assign(globalThis, {opened})
  }, null)

export const linksTaken = (app: TestApp): Promise<readonly string[]> => app.evaluate(() => (globalThis as unknown as {opened: string[]}).opened, null)

/** Chooses an item of the native menu; whether it was there and enabled. */
export const chooseMenu = (app: TestApp, id: string): Promise<boolean> =>
  app.evaluate(({Menu}, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted)
    if (item?.enabled) item.click()
    return item?.enabled ?? false
  }, id)
