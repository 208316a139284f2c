import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {keepFocus} from '../../src/renderer/ui/keep-focus.ts'

const fallback = vi.fn()
let stop: () => void
beforeEach(() => {
  document.body.innerHTML = `
    <section aria-label="Details">
      <fieldset><div id="first"><button>Against</button><button tabindex="-1">Favor</button></div><div id="second"><button>Remove</button></div></fieldset>
      <button>Comment</button>
    </section>
    <aside><ul tabindex="0"></ul></aside>
    <button>Elsewhere</button>`
  fallback.mockClear()
  stop = keepFocus(document, fallback)
})
afterEach(() => stop())

const find = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector) as HTMLElement
const focused = () => document.activeElement?.textContent
/** After whatever the page is told of changes. */
const told = () => new Promise<void>(done => setTimeout(done))

test('when what has the focus goes away, a control near by has it', async () => {
  find('#second button').focus()
  find('#second').remove()
  await told()
  expect(focused()).toBe('Against')
  find('fieldset').remove()
  await told()
  expect(focused()).toBe('Comment')
  expect(fallback).not.toHaveBeenCalled()
})

test('when what has the focus is disabled by what it did, a control near by has it', async () => {
  find('#second button').focus()
  find('#second button').setAttribute('disabled', '')
  await told()
  expect(focused()).toBe('Against')
})

test('when what has the focus is hidden, a control near by has it, not one that is hidden too', async () => {
  find('#first button').setAttribute('hidden', '')
  find('#second button').focus()
  find('#second').setAttribute('hidden', '')
  await told()
  expect(focused()).toBe('Comment')
})

test('in a dialog whose control goes away the focus is where the dialog goes on, not on what closes it', async () => {
  document.body.innerHTML = `<dialog open><button>Close</button><div class="dialog-body"><button id="cancel">Cancel</button></div><footer class="dialog-actions"><button>Done</button></footer></dialog>`
  find('#cancel').focus()
  find('#cancel').remove()
  await told()
  expect(focused()).toBe('Done')
})

test('the focus stays within its place: where nothing is left there, the text has it', async () => {
  find('ul').focus()
  find('ul').remove()
  await told()
  expect(fallback).toHaveBeenCalledOnce()
})

test('whoever moved the focus meanwhile is left alone', async () => {
  find('#second button').focus()
  find('#second').remove()
  find('body > button').focus()
  await told()
  expect(focused()).toBe('Elsewhere')
})
