import {expect} from '@playwright/test'
import type {Page} from '@playwright/test'
import {open, test} from './page.ts'

const TEXT = 'Zoë said: “talks 👩🏽‍🚀 go on”.\n\nمرحبا بالعالم\n两国领导人会面。'

const shown = (page: Page): Promise<string> => page.evaluate(() => [...document.querySelectorAll('[role=textbox] p')].map(line => line.textContent).join('\n'))

/** With the EditContext of Chromium, and as in browsers that have none. */
for (const context of ['with EditContext', 'without EditContext']) {
  test.describe(context, () => {
    test.beforeEach(async ({page, viewer}) => {
      if (context === 'without EditContext') await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'EditContext'))
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.goto(viewer)
      await open(page, {text: TEXT})
      await page.getByRole('textbox').focus()
      await page.evaluate(() => globalThis.harness.view.select({start: 4, end: 8}))
    })

    test.afterEach(async ({page}) => {
      await page.evaluate(() => new Promise(done => setTimeout(() => requestAnimationFrame(done))))
      expect(await shown(page)).toBe(TEXT)
    })

    test('typing changes nothing', async ({page}) => {
      await page.keyboard.type('Bob was here. ')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.press('Backspace')
      await page.keyboard.press('Delete')
      await page.keyboard.press('Control+Backspace')
      await page.keyboard.press('Tab')
    })

    test('an input method changes nothing', async ({page}) => {
      const client = await page.context().newCDPSession(page)
      await client.send('Input.imeSetComposition', {text: 'に', selectionStart: 1, selectionEnd: 1})
      await client.send('Input.imeSetComposition', {text: '日本', selectionStart: 2, selectionEnd: 2})
      await client.send('Input.insertText', {text: '日本'})
      await client.send('Input.imeSetComposition', {text: 'かな', selectionStart: 0, selectionEnd: 2, replacementStart: 0, replacementEnd: 3})
      await client.send('Input.imeSetComposition', {text: '', selectionStart: 0, selectionEnd: 0})
    })

    test('pasting and cutting change nothing, and cutting copies', async ({page}) => {
      await page.evaluate(() => navigator.clipboard.writeText('pasted'))
      await page.keyboard.press('Control+v')
      await page.evaluate(() => globalThis.harness.view.select({start: 4, end: 8}))
      await page.keyboard.press('Control+x')
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('said')
    })

    test('commands from scripts change nothing', async ({page}) => {
      await page.evaluate(() => {
        for (const [command, value] of [
          ['insertText', 'x'],
          ['delete', ''],
          ['insertHTML', '<b>x</b>'],
          ['bold', ''],
          ['cut', ''],
          ['insertParagraph', ''],
          ['undo', ''],
        ] as const) {
          document.execCommand(command, false, value)
        }
      })
    })

    test('dropping text changes nothing', async ({page}) => {
      const box = await page.evaluate(() => {
        const {x, y, width, height} = globalThis.harness.view.rectOf({start: 4, end: 8}) as DOMRect
        return {x: x + width / 2, y: y + height / 2}
      })
      await page.mouse.move(box.x, box.y)
      await page.mouse.down()
      await page.mouse.move(box.x + 60, box.y, {steps: 4})
      await page.mouse.move(box.x + 90, box.y, {steps: 4})
      await page.mouse.up()
      await page.evaluate(() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'dropped')
        document.querySelector('[role=textbox] p')?.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))
      })
    })

    test('a spell checker, a translator or another extension that rewrites the page is undone', async ({page}) => {
      await page.evaluate(() => {
        const [first, , third] = document.querySelectorAll('[role=textbox] p')
        ;((first as Element).firstChild as Text).data = 'Zoe said nothing.'
        const font = document.createElement('font')
        font.textContent = 'Hello world'
        ;(third as Element).replaceChildren(font)
      })
      await expect.poll(() => shown(page)).toBe(TEXT)
    })
  })
}

test('copying gives the plain text of the article, line breaks and all', async ({article}) => {
  await article.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(article, {text: TEXT})
  await article.evaluate(() => globalThis.harness.view.select({start: 4, end: 40}))
  await article.keyboard.press('Control+c')
  expect(await article.evaluate(() => navigator.clipboard.readText())).toBe(TEXT.slice(4, 40))
})

test('the words can still be annotated after an extension rewrote them', async ({article}) => {
  await open(article, {text: TEXT, highlights: [{id: 'a', start: 0, end: 3, look: 'claim', label: 'claim'}]})
  await article.evaluate(() => {
    const first = document.querySelector('[role=textbox] p') as Element
    first.replaceChildren('something else')
  })
  await expect.poll(() => shown(article)).toBe(TEXT)
  await article.evaluate(() => globalThis.harness.view.select({start: 4, end: 8}))
  expect(await article.evaluate(() => (getSelection() as Selection).toString())).toBe('said')
})

test('the text is a read-only text box with a name, a language and a direction for each line', async ({article}) => {
  await open(article, {text: TEXT, language: 'en-GB'})
  const box = article.getByRole('textbox', {name: 'Ceasefire talks'})
  await expect(box).toHaveAttribute('aria-readonly', 'true')
  await expect(box).toHaveAttribute('aria-multiline', 'true')
  await expect(box).toHaveAttribute('lang', 'en-GB')
  const directions = await box.locator('p').evaluateAll(lines => lines.map(line => getComputedStyle(line).direction))
  expect(directions).toEqual(['ltr', 'ltr', 'rtl', 'ltr'])
})
