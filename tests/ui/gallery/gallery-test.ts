import {expect, test as base} from '@playwright/test'
import type {Page} from '@playwright/test'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {serveGallery} from './serve-gallery.ts'

type GalleryPage = {
  /** Opens a page of the gallery. */
  readonly open: (name: 'controls' | 'frame', theme?: 'light' | 'dark') => Promise<Page>
}

/** A test on the built gallery, served under the app's policy; it fails when the page complains about anything. */
export const test = base.extend<GalleryPage, {readonly galleryUrl: string}>({
  galleryUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn that it needs nothing
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'claimlight-gallery-'))
      const gallery = await serveGallery(folder)
      await use(gallery.url)
      await gallery.close()
      await rm(folder, {recursive: true})
    },
    {scope: 'worker', timeout: 60_000},
  ],
  open: async ({page, galleryUrl}, use) => {
    const complaints: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(error.message))
    page.on('requestfailed', request => complaints.push(`${request.url()} failed`))
    await use(async (name, theme = 'light') => {
      await page.goto(`${galleryUrl}?theme=${theme}&page=${name}`)
      await page.evaluate(async () => void (await document.fonts.ready))
      return page
    })
    expect(await page.locator('head style, body style').count(), 'style elements put in by a library').toBe(0)
    expect(complaints).toEqual([])
  },
})
