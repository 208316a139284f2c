import {act, screen, within} from '@testing-library/react'
import {expect, onTestFinished, test} from 'vitest'
import {MIXED_TEXT} from '../support/builders.ts'
import {aProjectOf, atDraft, draftOf, field, form, partCalled, row, TONES, tree, until} from './codebook.ts'

test('Escape goes from a field to the tree, where it takes nothing back, and only from the tree to the text', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Plain'))
  await person.click(field('Key'))
  await person.keyboard('7{Escape}')
  expect([document.activeElement, field('Key').value]).toEqual([field('Key'), '1'])
  await person.keyboard('{Escape}')
  expect(document.activeElement).toBe(tree())
  await person.keyboard('{Escape}')
  await until(() => expect(screen.queryByRole('tree')).toBeNull())
})

test('a label that is a kind of another is of none once the field is emptied by keyboard', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Shrill 🧊'))
  await person.clear(field('Is a kind of'))
  await person.keyboard('{Tab}')
  expect([partCalled(window, 'Shrill 🧊').fields.parent, field('Is a kind of').value]).toEqual([undefined, ''])
  await person.click(row('Roar'))
  await person.clear(field('Is a kind of'))
  await person.keyboard('{Enter}')
  expect(partCalled(window, 'Roar').fields.parent).toBeUndefined()
})

test('where the question that digits answer has no single label any more, None stands beside the words that say so, and the draft can be published', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {workspace, person} = window
  act(() => workspace.project.drafts.set(draftOf(window).id, partCalled(window, 'Tone').id, {kind: 'choices'}))
  await person.click(row('Line'))
  await until(() => expect(field(/^Digits answer/).value).toBe(''))
  expect(within(form()).getByText(/^The question that digits answered is taken out/)).toBeDefined()
  expect(screen.queryByText(/no choice feature/)).toBeNull()
  expect(screen.queryByRole('button', {name: /to settle/})).toBeNull()
})

test('of what is taken out nothing can be changed until it is brought back', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {workspace, person} = window
  act(() => workspace.project.drafts.set(draftOf(window).id, partCalled(window, 'Plain').id, {removed: true}))
  await person.click(row('Plain'))
  const open = (): readonly Element[] => [...form().querySelectorAll('input:not([readonly]):not(:disabled), textarea:not([readonly]), select:not(:disabled)')]
  expect([
    open(),
    within(form())
      .getAllByRole('button')
      .map(each => each.textContent),
  ]).toEqual([[], ['Bring back']])
  await person.click(within(form()).getByRole('button', {name: 'Bring back'}))
  expect(open().length).toBeGreaterThan(3)
})

test('in a narrow window what is pressed in the tree is gone to in the form below it', async () => {
  const wide = window.matchMedia.bind(window)
  window.matchMedia = query => wide(query === '(width < 48rem)' ? 'all' : query)
  onTestFinished(() => {
    window.matchMedia = wide
  })
  const {person} = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  await person.click(row('Plain'))
  await until(() => expect(document.activeElement).toBe(within(form()).getByRole('heading', {name: 'Label'})))
})
