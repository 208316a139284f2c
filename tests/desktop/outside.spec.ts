import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from '@playwright/test'
import {answerDialogs, onlyWindow, saidInDialogs, test} from './app-test.ts'
import {annotations, articles, markClaim, ready} from './article-page.ts'
import {closeWindow, newProject, windowCount} from './project-windows.ts'

test('a second start hands its files to the first and ends', async ({home, launch}) => {
  await writeFile(join(home, 'Łódź 🌊.txt'), 'Seas rise.\r\n\r\n海平面上升。ارتفاع البحار.')
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await answerDialogs(app, null)
  expect(await app.startAgain([join(home, 'Łódź 🌊.txt')])).toBe(0)
  await expect(articles(page)).toHaveCount(6)
  expect(await windowCount(app)).toBe(1)
  expect(await saidInDialogs(app)).toEqual([])
})

test('a second start with a project folder opens it in a window more', async ({home, launch}) => {
  const app = await launch()
  await ready(await onlyWindow(app))
  await newProject(app, join(home, 'Second'))
  await closeWindow(app, 'Second')
  expect(await app.startAgain([join(home, 'Second.claimlight', 'manifest.json')])).toBe(0)
  const titles = () => app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows().some(window => window.getTitle().includes('Second')), null)
  await expect.poll(titles).toBe(true)
})

test('a second start with odd arguments is answered with sentences, and nothing is lost', async ({home, launch}) => {
  await writeFile(join(home, 'picture.png'), 'not really')
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await markClaim(page, 4)
  await answerDialogs(app, null)
  const odd = [
    join(home, 'nowhere'),
    join(home, 'picture.png'),
    '--remote-debugging-port=1',
    'https://example.org/x',
    `x${'y'.repeat(5000)}`,
    'file://nonsense%',
    '',
  ]
  expect(await app.startAgain(odd)).toBe(0)
  await expect.poll(async () => (await saidInDialogs(app)).length).toBe(5)
  expect((await saidInDialogs(app)).join('\n')).toContain('There is no file or folder')
  expect(await app.startAgain([])).toBe(0)
  await expect(annotations(page)).toHaveCount(1)
})

test('an invitation of another version and a broken one each say what to do', async ({launch}) => {
  const app = await launch()
  await ready(await onlyWindow(app))
  await answerDialogs(app, null)
  await app.startAgain(['claimlight://join/abc?token=def', 'claimlight:'.padEnd(5000, 'x')])
  await expect
    .poll(() => saidInDialogs(app))
    .toEqual([expect.stringContaining('The project could not be joined'), expect.stringContaining('damaged or cut short')])
})
