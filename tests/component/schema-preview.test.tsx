import {act, screen, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {MIXED_TEXT} from '../support/builders.ts'
import {aProjectOf, atDraft, button, draftOf, field, partCalled, row, TONES, until} from './codebook.ts'

/** Without labels that are kinds of others, so that all are in sight. */
const FLAT = JSON.parse(JSON.stringify(TONES), (name, value: unknown) => (name === 'parent' ? undefined : value)) as typeof TONES

const preview = () => within(screen.getByRole('region', {name: 'Preview'}))
const shown = async (): Promise<void> => {
  if (screen.queryByRole('region', {name: 'Preview'}) === null) act(() => button('Preview').click())
  await until(() => expect(preview().getByRole('toolbar', {name: 'Annotate'})).toBeDefined())
}
const details = () => within(preview().getByRole('region', {name: 'Details of the selected annotation'}))

test('the preview has the toolbar and the details of the draft on words of a real article, follows what is typed, and what is tried there is nowhere', async () => {
  const window = await atDraft(await aProjectOf(FLAT, MIXED_TEXT))
  const {person, workspace} = window
  await person.click(row('Tone'))
  await shown()
  await until(() => expect(details().getByRole('radiogroup', {name: 'Tone'}).textContent).toBe('Plain1صاخب2Shrill 🧊Roar'))
  await person.clear(field('Label'))
  await person.type(field('Label'), 'נימה 🧊{Enter}')
  await until(() => expect(details().getByRole('radiogroup', {name: 'נימה 🧊'})).toBeDefined())
  // What is asked on a condition is asked here, too.
  expect(details().queryByRole('textbox', {name: 'Why'})).toBeNull()
  await person.click(details().getByRole('radio', {name: /صاخب/}))
  await until(() => expect(details().getByRole('textbox', {name: 'Why'})).toBeDefined())
  await person.type(details().getByRole('textbox', {name: 'Why'}), 'Zoë שואגת')
  await person.click(row('Link'))
  await person.type(field('Label'), ' ↔{Enter}')
  await until(() => expect(preview().getByRole('toolbar').textContent).toContain('Link ↔'))
  act(() => button('Preview').click())
  expect(screen.queryByRole('region', {name: 'Preview'})).toBeNull()
  expect([workspace.current()?.set.all(), workspace.unwritten.get(), workspace.undo.next('undo'), workspace.connection.state().unsynced]).toEqual([
    [],
    0,
    undefined,
    false,
  ])
  expect(workspace.unsaved.lost.get()).toEqual([])
  expect([...draftOf(window).edits.keys()].sort()).toEqual([partCalled(window, 'נימה 🧊').id, partCalled(window, 'Link ↔').id].sort())
})

test('its letters and digits do in the preview what they will do in a text, and nothing in the article behind', async () => {
  const window = await atDraft(await aProjectOf(FLAT, MIXED_TEXT))
  await window.person.click(row('Line'))
  await shown()
  const text = preview().getByRole('textbox', {name: /^Example on/})
  await until(() => expect(details().getByRole('radio', {name: /صاخب/})).toBeDefined())
  act(() => text.focus())
  await window.person.keyboard('2')
  await until(() => expect(details().getByRole('radio', {name: /صاخب/}).getAttribute('aria-checked')).toBe('true'))
  expect(window.workspace.current()?.set.all()).toEqual([])
})

test('while something is missing the draft is shown as it was; one that was never whole says what to do; without an article some words stand for one', async () => {
  const {person} = await atDraft(await aProjectOf(TONES))
  await person.click(row('Line'))
  await shown()
  expect(preview().getByText(/^The project has no article yet/)).toBeDefined()
  await person.clear(field('Label'))
  await person.tab()
  await until(() => expect(preview().getByText('As it was before something was missing.')).toBeDefined())
  expect(preview().getByRole('toolbar').textContent).toContain('Line')
  await person.click(button('Start from…'))
  await person.click(within(screen.getByRole('dialog')).getByText('New schema'))
  await person.click(within(screen.getByRole('dialog')).getByText('Begin the draft'))
  await until(() => expect(preview().getByText('There is something to settle before the draft can be shown.')).toBeDefined())
})

test('F1 on a label of the preview shows its guideline as the draft has it, and nothing that is marked there becomes an example', async () => {
  const {person} = await atDraft(await aProjectOf(FLAT, MIXED_TEXT))
  await person.click(row('Plain'))
  await shown()
  await person.type(field('Guideline (Markdown)'), 'Nobody *shouts*. 🧊')
  await person.click(row('Tone'))
  await until(() => expect(details().getByRole('radio', {name: /Plain/})).toBeDefined())
  expect(preview().queryByRole('button', {name: 'Add as example…'})).toBeNull()
  act(() => details().getByRole('radio', {name: /Plain/}).focus())
  await person.keyboard('{F1}')
  const guidelines = within(await screen.findByRole('dialog', {name: 'Guidelines'}))
  expect(guidelines.getByRole('region', {name: 'Guideline for Plain'}).textContent).toContain('Nobody shouts. 🧊')
})
