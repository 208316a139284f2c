import type {Page} from '@playwright/test'
import {expect} from '@playwright/test'
import {answerDialogs, chooseMenu} from './app-test.ts'
import type {TestApp} from './test-app.ts'

export const windowCount = (app: TestApp): Promise<number> => app.evaluate(({BrowserWindow}) => BrowserWindow.getAllWindows().length, null)

/** Makes a project by the menu, beside the one that is open; its page. */
export async function newProject(app: TestApp, path: string): Promise<Page> {
  await answerDialogs(app, path)
  expect(await chooseMenu(app, 'project.new')).toBe(true)
  const [, made] = await app.windows(2)
  if (made === undefined) throw new Error('No second window was opened.')
  return made
}

/** Closes the window of the project of this name, one of two. */
export async function closeWindow(app: TestApp, project: string): Promise<void> {
  await app.evaluate(({BrowserWindow}, name) => {
    const shown = BrowserWindow.getAllWindows().find(window => window.getTitle().includes(name))
    shown?.close()
  }, project)
  await expect.poll(() => windowCount(app)).toBe(1)
}
