import {Buffer} from 'node:buffer'
import {mkdir, readdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {encodedIn} from '../support/encoded.ts'
import {articles, details, drag, expect, list, saved, test, text} from './claimlight.ts'

const MIXED = '\uFEFFSea ice melts, says Zoe\u0308 👩‍👩‍👧.\r\nقال الوزير إن السلام قريب.\r\nהשלום קרוב.\r\n和平即将到来。\r\n'

test('every chosen file has an outcome of its own, and one refusal stops none of the others', async ({window: page}) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('navigation', {name: 'Articles'}).getByRole('button', {name: 'Import articles…'}).click()
  await (await chooser).setFiles([
    {name: 'mixed.txt', mimeType: 'text/plain', buffer: Buffer.from(MIXED)},
    {name: 'again.md', mimeType: 'text/markdown', buffer: Buffer.from(MIXED.replaceAll('\r\n', '\n').replace('\uFEFF', ''))},
    {name: 'marked.txt', mimeType: 'text/plain', buffer: Buffer.from('\uFEFFA marked text 📰 says what it is.', 'utf16le')},
    {name: 'wide.txt', mimeType: 'text/plain', buffer: Buffer.from('Wide text with an é in it.', 'utf16le')},
    {
      name: 'polish.txt',
      mimeType: 'text/plain',
      buffer: Buffer.concat([Buffer.from('Talks.\n'), encodedIn('Łódź jest gotowa na rozmowy, powiedział prezydent, że będą.', 'windows-1250')]),
    },
    {name: 'paper.txt', mimeType: 'text/plain', buffer: Buffer.from('%PDF-1.7\n\u0000\u0001\u0002')},
    {name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.from('')},
    {name: 'huge.txt', mimeType: 'text/plain', buffer: Buffer.alloc(40 * 1024 * 1024, 'a ')},
  ])
  const dialog = page.getByRole('dialog', {name: 'Import articles'})
  await expect(dialog.getByRole('status')).toContainText('2 articles imported, 1 already here, 3 refused, 2 for you to decide')
  for (const [file, reason] of [
    ['paper.txt', /PDF/],
    ['nothing.txt', /empty|no text/i],
    ['huge.txt', /40 MB/],
  ] as const) {
    await expect(dialog.getByRole('listitem').filter({hasText: file})).toContainText(reason)
  }
  await dialog.getByRole('listitem').filter({hasText: 'wide.txt'}).getByRole('button', {name: 'Import as UTF-16 LE'}).click()
  await expect(dialog.getByRole('status')).toContainText('3 articles imported')
  const polish = dialog.getByRole('listitem').filter({hasText: 'polish.txt'})
  await expect(polish.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', {name: 'Close without importing 1 file?'})
  await expect(question).toContainText('Not imported: polish.txt.')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(polish.getByRole('button').first()).toBeFocused()
  await expect(polish.getByRole('row', {name: /Windows-1250/})).toContainText('Łódź jest gotowa')
  await expect(polish.getByRole('row', {name: /Windows-1252/})).toContainText('powiedzia³ prezydent')
  await polish.getByRole('combobox').selectOption('koi8-r')
  await expect(polish.getByRole('row', {name: /KOI8-R/})).toContainText('jest gotowa')
  await polish.getByRole('button', {name: /Windows-1250/}).click()
  await expect(dialog.getByRole('status')).toContainText('4 articles imported')
  await expect(dialog.getByRole('button', {name: 'Done'})).toBeFocused()
  await dialog.getByRole('button', {name: 'Done'}).click()
  await expect(articles(page).getByRole('option')).toHaveCount(9)

  await articles(page).getByRole('option').filter({hasText: 'Sea ice melts'}).click()
  for (const quote of ['Zoë 👩‍👩‍👧', 'السلام', 'השלום', '和平']) {
    await drag(page, quote)
    await page.keyboard.press('c')
    await expect(list(page).getByRole('option').filter({hasText: quote})).toHaveCount(1)
  }
})

test('details of an article are edited, checked, and found by the filter', async ({window: page}) => {
  await page.keyboard.press('Control+Shift+D')
  const dialog = page.getByRole('dialog', {name: 'Article details'})
  await dialog.getByRole('textbox', {name: 'Outlet'}).fill('The Observer')
  await dialog.getByRole('textbox', {name: 'Published'}).fill('4 Feb 2025')
  await dialog.getByRole('button', {name: 'Save details'}).click()
  await expect(dialog.getByRole('alert').filter({hasText: '2025-02-04'})).toBeVisible()
  await dialog.getByRole('textbox', {name: 'Published'}).fill('2025-02-30')
  await expect(dialog.getByRole('alert').filter({hasText: 'There is no 2025-02-30 in the calendar.'})).toBeVisible()
  await dialog.getByRole('textbox', {name: 'Published'}).fill('2025-02-04')
  await dialog.getByRole('button', {name: 'Save details'}).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('searchbox', {name: 'Filter articles'}).fill('observer')
  await expect(articles(page).getByRole('option')).toHaveCount(1)
  await page.getByRole('searchbox', {name: 'Filter articles'}).fill('little patience')
  await expect(articles(page).getByRole('option')).toHaveText([/Israel’s Netanyahu to discuss.*[1-9] hits?/])
  await page.getByRole('searchbox', {name: 'Filter articles'}).fill('"white house"')
  const found = articles(page)
    .getByRole('option')
    .filter({hasText: /[2-9] hits/})
    .first()
  await expect(found.locator('mark').first()).toHaveText(/white house/i)
  await found.click()
  const hits = page.getByRole('status').filter({hasText: 'white house'})
  await expect(hits).toHaveText(/^\d+ hits for/)
  await page.keyboard.press('F3')
  await expect(hits).toHaveText(/^Hit 1 of \d+ for/)
  await page.keyboard.press('F3')
  await expect(hits).toHaveText(/^Hit 2 of \d+ for/)
  await page.getByRole('button', {name: 'Previous search hit'}).click()
  await expect(hits).toHaveText(/^Hit 1 of \d+ for/)
  expect(await page.evaluate(() => getSelection()?.toString().toLowerCase())).toBe('white house')
  expect(await page.evaluate(() => CSS.highlights.get('article-search-hits')?.size)).toBeGreaterThan(1)
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('article-search-hit')?.size)).toBe(1)
  await saved(page)
})

test('a schema with an unknown label is refused with its place, and the schema in force stays', async ({window: page}) => {
  await page.keyboard.press('Control+,')
  await page.getByRole('dialog', {name: 'Settings'}).getByRole('button', {name: 'Schema', exact: true}).click()
  await page.getByRole('button', {name: 'Start from…'}).click()
  const dialog = page.getByRole('dialog', {name: 'Start from…'})
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', {name: 'From a file…'}).click()
  const schema = {
    name: 'Mine',
    version: 1,
    layers: [{name: 'claim', label: 'Claim', key: 'c', look: {hue: 'amber', line: 'solid'}, primary: 'stance', features: []}],
  }
  await (await chooser).setFiles({name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(schema))})
  await expect(dialog.getByRole('alert')).toContainText('mine.json')
  await expect(dialog.getByRole('alert')).toContainText('primary is "stance"')
  await dialog.getByRole('button', {name: 'Cancel'}).click()
  await page.keyboard.press('Control+Alt+1')
  await drag(page, 'Hamas')
  await page.keyboard.press('2')
  await expect(details(page).getByRole('radio', {name: 'Organisation'})).toBeChecked()
})

test('an article whose file was deleted by hand is named, and the others still open', async ({claimlight, window: page}) => {
  const {id} = JSON.parse((await claimlight.cli('export', claimlight.sample, '--format', 'json')).stdout).articles.find(
    (each: {position: number}) => each.position === 2,
  )
  const folder = join(claimlight.sample, 'articles')
  for (const name of await readdir(folder)) if (name.startsWith(id) && name.endsWith('.txt')) await rm(join(folder, name))
  await articles(page).getByRole('option').nth(2).click()
  const shown = page.getByTestId('pane-main').getByRole('alert')
  await expect(shown).toContainText('This article cannot be shown.')
  await expect(shown).toContainText(id.slice(0, 8))
  await articles(page).getByRole('option').nth(3).click()
  await expect(text(page)).toContainText('by Admin 77 views')
})

test('files dropped on the window are imported', async ({window: page}) => {
  await page.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Ice returns to the lake. 👩‍👩‍👧'], 'lake.txt', {type: 'text/plain'}))
    for (const type of ['dragover', 'drop'])
      document.querySelector('.app')?.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}))
  })
  await expect(page.getByRole('dialog', {name: 'Import articles'}).getByRole('status')).toContainText('1 article imported.')
  await page.getByRole('dialog').getByRole('button', {name: 'Done'}).click()
  await expect(articles(page).getByRole('option')).toHaveCount(6)
})

test('a folder is imported with the articles in it, and nothing else', async ({claimlight, window: page}) => {
  const folder = join(claimlight.home, 'News')
  await mkdir(join(folder, 'deep'), {recursive: true})
  await writeFile(join(folder, 'one.txt'), 'One article about the thaw.')
  await writeFile(join(folder, 'deep', 'two.md'), '# Two\n\nAnother article.')
  await writeFile(join(folder, 'picture.png'), 'no article')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import folder')
  await expect(page.getByRole('option', {name: /^Import folder/})).toHaveAttribute('aria-selected', 'true')
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(folder)
  await expect(page.getByRole('dialog', {name: 'Import articles'}).getByRole('status')).toContainText('2 articles imported.')
})
