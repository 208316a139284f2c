import {expect} from '@playwright/test'
import {answerDialogs, linksTaken, onlyWindow, takeLinks, test} from './app-test.ts'
import {annotations, markClaim, ready, saved} from './article-page.ts'
import {inEnglish} from '../support/results.ts'

/** The page as a hostile script in it would see it. */
type Requests = Record<string, (...args: unknown[]) => Promise<{readonly ok: boolean}>>
type Bridge = {readonly claimlight: {readonly host: Requests; readonly desktop: Requests}}

test('a page has the bridge and nothing of Node or Electron', async ({launch}) => {
  const page = await onlyWindow(await launch())
  await ready(page)
  const seen = await page.evaluate(() => {
    const world = window as unknown as Record<string, unknown> & Bridge
    return {
      names: ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter(name => name in world),
      bridge: Object.keys(world.claimlight).sort(),
      frozen: Object.isFrozen(world.claimlight) && Object.isFrozen(world.claimlight.host),
    }
  })
  expect(seen).toEqual({names: [], bridge: ['desktop', 'host', 'onEvent'], frozen: true})
})

test('the content policy stops inline scripts, eval, remote pictures, frames and connections', async ({launch}) => {
  const page = await onlyWindow(await launch())
  await ready(page)
  await page.evaluate(() => {
    const violations = new Set<string>()
    Object.assign(window, {violations})
    document.addEventListener('securitypolicyviolation', ({effectiveDirective}) => violations.add(effectiveDirective))
    const add = (tag: string, fields: object): void => void document.body.append(Object.assign(document.createElement(tag), fields))
    add('script', {textContent: 'window.ran = true'})
    add('img', {src: 'https://example.org/track.png'})
    add('iframe', {src: 'https://example.org/'})
    add('style', {textContent: 'body {display: none}'})
    fetch('https://example.org/').catch(() => undefined)
    // In a task of the page's own, for a debugger may evaluate what a page may not.
    setTimeout(() => Object.assign(window, {ran: new Function('return true')()}))
  })
  const violations = () => page.evaluate(() => [...(window as unknown as {violations: Set<string>}).violations].sort())
  await expect.poll(violations).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-elem', 'style-src-elem'])
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  await ready(page)
})

test('only files of the page are served, whatever path is asked for', async ({launch}) => {
  const page = await onlyWindow(await launch())
  await ready(page)
  const status = (path: string): Promise<number> => page.evaluate(async asked => (await fetch(asked)).status, path)
  expect(await status('/index.html')).toBe(200)
  for (const path of ['/..%2fmain/index.js', '/assets/..%2f..%2f..%2fpackage.json', '/%5c..%5cmain', '/%00', '/%']) expect(await status(path), path).toBe(400)
  for (const path of ['/../package.json', '/%2e%2e/main/index.js', '/nothing.js', '/assets', '/assets/']) expect(await status(path), path).toBe(404)
  expect(await page.evaluate(async () => (await fetch('/index.html', {method: 'POST'})).status)).toBe(405)
})

test('a page stays where it is: no navigation, no redirect, no window, no webview', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await takeLinks(app)
  const asked = await app.evaluate(({BrowserWindow}) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const prevented = (event: string, url: string): boolean => {
      let was = false
      contents?.emit(
        event,
        {
          url,
          preventDefault: () => {
            was = true
          },
        },
        {},
        {},
      )
      return was
    }
    return [
      prevented('will-redirect', 'https://example.org/'),
      prevented('will-frame-navigate', 'file:///etc/passwd'),
      prevented('will-attach-webview', ''),
      prevented('will-redirect', 'app://claimlight/index.html'),
    ]
  }, null)
  expect(asked).toEqual([true, true, true, false])

  for (const url of ['https://example.org/', 'file:///etc/hosts', 'data:text/html,hello']) {
    // Done after the answer: a navigation that begins first may keep the answer from coming.
    await page.evaluate(to => void setTimeout(() => location.assign(to)), url)
  }
  await ready(page)
  const answers = await page.evaluate(() =>
    ['http://example.org/', 'file:///etc/hosts', 'claimlight://join/x', 'https://example.org/read', ''].map(url => window.open(url)),
  )
  expect(answers).toEqual([null, null, null, null, null])
  await expect.poll(() => linksTaken(app)).toEqual(['https://example.org/read'])
  expect(await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows().map(window => window.webContents.getURL()), null)).toEqual([
    'app://claimlight/index.html',
  ])
})

test('a link clicked for a window of its own is opened outside', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await takeLinks(app)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.textContent = 'Elsewhere'
    link.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9'
    document.body.append(link)
  })
  const link = page.getByText('Elsewhere', {exact: true})
  const clicks: {target?: string; button?: 'middle'; modifiers?: ('ControlOrMeta' | 'Shift')[]}[] = [
    {target: '_blank'},
    {target: 'elsewhere'},
    {button: 'middle'},
    {modifiers: ['ControlOrMeta']},
    {modifiers: ['Shift']},
    {modifiers: ['ControlOrMeta', 'Shift']},
  ]
  for (const [at, {target = '', ...options}] of clicks.entries()) {
    await link.evaluate((a: HTMLAnchorElement, given) => void Object.assign(a, given), {href: `https://example.org/${at}`, target})
    await link.click(options)
  }
  await expect.poll(() => linksTaken(app)).toEqual(clicks.map((_, at) => `https://example.org/${at}`))
  await ready(page)
  expect(await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows().length, null)).toBe(1)
})

test('links are opened outside by https only', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await takeLinks(app)
  const answers = await page.evaluate(async () => {
    const {openLink} = (window as unknown as Bridge).claimlight.desktop
    const urls = ['https://example.org/', 'http://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'https', '']
    return Promise.all(urls.map(async url => (await openLink?.(url))?.ok))
  })
  expect(answers).toEqual([true, false, false, false, false, false, false])
  expect(await linksTaken(app)).toEqual(['https://example.org/'])
})

test('a page is granted no permission but to copy, and words are not sent to a spell checker', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  const states = await page.evaluate(async () =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write'].map(
        async name => (await navigator.permissions.query({name: name as PermissionName})).state,
      ),
    ),
  )
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'granted'])
  expect(await app.evaluate(({session}) => session.defaultSession.isSpellCheckerEnabled(), null)).toBe(false)
})

test('“Copy” of an invitation link copies it', async ({launch}) => {
  const page = await onlyWindow(await launch())
  await ready(page)
  await page.getByRole('button', {name: 'Share', exact: true}).click()
  const dialog = page.getByRole('dialog', {name: 'Share'})
  await dialog.getByLabel('Where').selectOption({label: '127.0.0.1 (this computer only)'})
  await dialog.getByRole('button', {name: 'Share on this network'}).click()
  await dialog.getByRole('textbox', {name: 'Name', exact: true}).fill('Bob')
  await dialog.getByRole('button', {name: 'Make invitation'}).click()
  const link = await dialog.getByRole('textbox', {name: 'Link for a browser'}).inputValue()
  await dialog.getByRole('button', {name: 'Copy: Link for a browser'}).click()
  await expect(dialog.getByRole('button', {name: 'Copied: Link for a browser'})).toBeVisible()
  const field = dialog.getByRole('textbox', {name: 'Invitation link'})
  await field.focus()
  await page.keyboard.press('Control+V')
  await expect(field).toHaveValue(link)
})

test('junk over the bridge is refused by name, and the app goes on', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 4)
  await answerDialogs(app, null)
  const answers = await page.evaluate(async () => {
    const {host, desktop} = (window as unknown as Bridge).claimlight
    const junk: [Requests, string, unknown[]][] = [
      [host, 'articleText', ['../../manifest.json']],
      [host, 'articleText', []],
      [host, 'articleText', ['0'.repeat(64)]],
      [host, 'importFiles', ['not a list', null]],
      [host, 'importFiles', [[{name: 'a.txt', bytes: 'text'}], null]],
      [host, 'renamePerson', [{toString: 'x'}]],
      [host, 'renamePerson', [' ']],
      [host, 'searchArticles', ['x'.repeat(100_000)]],
      [host, 'session', [1, 2, 3]],
      [desktop, 'saveDataset', ['bytes']],
      [desktop, 'importDataset', []],
      [desktop, 'saveFile', [{name: '', text: 'x'}]],
      [desktop, 'openProject', [42]],
      [desktop, 'openProject', ['/nowhere/at/all']],
      [desktop, 'reportCommands', [['x'.repeat(1000)], {}, [], {}]],
      [desktop, 'reportCommands', [[], {'edit.undo': 'x'.repeat(1000)}, [], {}]],
      [desktop, 'reportCommands', [[], {}, [{id: 'edit.undo', title: 'Mark'}], {}]],
    ]
    return Promise.all(junk.map(async ([api, method, args]) => (await api[method]?.(...args))?.ok))
  })
  expect(answers).toEqual(answers.map(() => false))
  // Bytes on a sync port that are no sync message, and a port that is no port.
  await page.evaluate(() => {
    const {port1, port2} = new MessageChannel()
    window.postMessage('claimlight:sync-port', location.origin, [port2])
    port1.postMessage(new Uint8Array([255, 255, 255, 255, 0]))
    port1.postMessage('text')
    port1.postMessage({close: 'now'})
    window.postMessage('claimlight:sync-port', location.origin)
  })
  await expect(annotations(page)).toHaveCount(1)
  await saved(page)
})

test('another page in the window is answered nothing, and gets no sync', async ({launch}) => {
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL('data:text/html,<title>Foreign</title>'), null)
  await expect(page).toHaveTitle('Foreign')
  const answers = await page.evaluate(async () => {
    const {host, desktop} = (window as unknown as Bridge).claimlight
    const {port1, port2} = new MessageChannel()
    const said = new Promise(resolve => {
      port1.onmessage = ({data}) => resolve(data)
    })
    window.postMessage('claimlight:sync-port', '*', [port2])
    return [await host.session?.(), await desktop.openProject?.('/'), await said]
  })
  const refusal = {ok: false, error: 'This page may not ask Claimlight for anything.'}
  expect(inEnglish(answers)).toEqual([refusal, refusal, {close: {code: 1008, reason: 'This page may not sync with Claimlight.'}}])
})
