import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from '@playwright/test'
import {answerDialogs, chooseMenu, onlyWindow, saidInDialogs, test} from './app-test.ts'
import {annotations, articles, markClaim, ready, saved} from './article-page.ts'
import {closeWindow, newProject} from './project-windows.ts'

test('a new project has a window of its own, and what is done in one stays out of the other', async ({home, launch}) => {
  const app = await launch()
  const sample = await onlyWindow(app)
  await ready(sample)
  await markClaim(sample, 4)
  const made = await newProject(app, join(home, 'Élection עברית'))
  await expect(made.getByRole('heading', {name: 'Élection עברית', level: 1})).toBeVisible()
  await expect(annotations(sample)).toHaveCount(1)
  expect(await chooseMenu(app, 'edit.undo'), 'there is nothing to undo in the window in front').toBe(false)
  await app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows()[0]?.focus(), null)
  await expect.poll(() => chooseMenu(app, 'edit.undo')).toBe(true)
  await expect(annotations(sample)).toHaveCount(0)
  expect(await readdir(join(home, 'Élection עברית.claimlight'))).toContain('manifest.json')
  expect(await saidInDialogs(app)).toEqual([])
})

test('a project is opened by dialog, and comes to the front when it is open already', async ({home, launch}) => {
  const app = await launch()
  await ready(await onlyWindow(app))
  await newProject(app, join(home, 'Second'))
  await answerDialogs(app, join(home, 'Documents/Claimlight/Sample.claimlight'))
  await chooseMenu(app, 'project.open')
  const front = () =>
    app.evaluate(({BrowserWindow}) => [BrowserWindow.getAllWindows().length, BrowserWindow.getFocusedWindow()?.getTitle().includes('Sample') ?? false], null)
  await expect.poll(front).toEqual([2, true])
  expect(await saidInDialogs(app)).toEqual([])
})

test('the project used last is opened at the next start, and a window closed by itself leaves the others', async ({home, launch}) => {
  const app = await launch()
  await ready(await onlyWindow(app))
  const second = await newProject(app, join(home, 'Second'))
  // What a new project begins with is saved like anything else, and quitting before would ask.
  await saved(second)
  await closeWindow(app, 'Sample')
  await app.quit()
  const again = await onlyWindow(await launch())
  await expect(again.getByRole('heading', {name: 'Second', level: 1})).toBeVisible()
})

test('a window closed right after a claim keeps it for when the project is opened again', async ({home, launch}) => {
  const app = await launch()
  const sample = await onlyWindow(app)
  await ready(sample)
  await newProject(app, join(home, 'Second'))
  await markClaim(sample, 4)
  await closeWindow(app, 'Sample')
  expect(await chooseMenu(app, 'project.recent.1')).toBe(true)
  const [, again = sample] = await app.windows(2)
  await expect(annotations(again)).toHaveCount(1)
})

test('a folder that is no project is refused, and the open project goes on', async ({home, launch}) => {
  await mkdir(join(home, 'Holiday'))
  const app = await launch()
  const page = await onlyWindow(app)
  await ready(page)
  await answerDialogs(app, join(home, 'Holiday'))
  await chooseMenu(app, 'project.open')
  await expect.poll(() => saidInDialogs(app)).toEqual([expect.stringContaining('is no Claimlight project')])
  await markClaim(page, 4)
  await expect(annotations(page)).toHaveCount(1)
  await saved(page)
})

test('a project of a newer Claimlight is refused and left as it is', async ({home, launch}) => {
  const folder = join(home, 'Future.claimlight')
  const manifest = '{"format": "claimlight-project", "version": 99, "id": "from-the-future"}'
  await mkdir(folder)
  await writeFile(join(folder, 'manifest.json'), manifest)
  const app = await launch()
  await ready(await onlyWindow(app))
  await answerDialogs(app, folder)
  await chooseMenu(app, 'project.open')
  await expect.poll(() => saidInDialogs(app)).toEqual([expect.stringContaining('Update Claimlight to open it')])
  expect(await readdir(folder)).toEqual(['manifest.json'])
  expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe(manifest)
})

// Windows knows no folder that its owner may not write to by mode.
if (process.platform !== 'win32')
  test('a project that may not be written is refused with what to do', async ({home, launch}) => {
    const first = await launch()
    await ready(await onlyWindow(first))
    await newProject(first, join(home, 'Locked'))
    await first.quit()
    const folder = join(home, 'Locked.claimlight')
    await chmod(folder, 0o555)
    const app = await launch({ordinaryUser: true, args: [join(home, 'Documents/Claimlight/Sample.claimlight')]})
    await ready(await onlyWindow(app))
    await answerDialogs(app, folder)
    await chooseMenu(app, 'project.open')
    await expect.poll(() => saidInDialogs(app)).toEqual([expect.stringContaining('not permitted')])
    await chmod(folder, 0o755)
  })

test('a project that is gone since the last start is passed over for the sample', async ({home, launch}) => {
  const first = await launch()
  await ready(await onlyWindow(first))
  await first.quit()
  await rm(join(home, 'Documents/Claimlight/Sample.claimlight'), {recursive: true})
  const page = await onlyWindow(await launch())
  await ready(page)
  await expect(articles(page)).toHaveCount(5)
})
