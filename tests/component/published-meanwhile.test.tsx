import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {draftedSchema} from '../../src/core/schema/drafted-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aProjectOf, atCodebook, atDraft, button, draftOf, field, LONG, partCalled, row, TONES, tree, until} from './codebook.ts'
import {PEOPLE} from './window.tsx'

const WORDS = 'Only where the words say so 🧊, وليس حيث'

test('what is half typed as a colleague publishes the draft is kept whole, with who published it as which version', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const window = await atDraft(hub)
  const {person, workspace} = window
  await person.click(row('Plain'))
  act(() => workspace.project.drafts.set(draftOf(window).id, partCalled(window, 'Roar').id, {label: 'Roars'}))
  const draft = draftOf(window)
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema(draftedSchema(draft).schema as Schema, [], {base: 1}))
  await until(() => expect(workspace.project.schema().version).toBe(2))
  await person.type(field('Guideline (Markdown)'), WORDS)
  act(() => workspace.project.drafts.discard(draft.id))
  await until(() => expect(workspace.unsaved.lost.get()).toHaveLength(1))
  const box = within(screen.getByRole('alert', {name: 'Not saved'}))
  expect(box.getByText('Alice published the draft as version 2 while you wrote this.')).toBeDefined()
  expect(box.getByRole<HTMLTextAreaElement>('textbox').value).toBe(WORDS)
  expect(box.queryByText(/It was removed/)).toBeNull()
})

test('of a draft that was thrown away nobody is told that it was published', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person, workspace} = window
  await person.click(row('Plain'))
  await person.type(field('Guideline (Markdown)'), WORDS)
  act(() => workspace.project.drafts.discard(draftOf(window).id))
  await until(() => expect(workspace.unsaved.lost.get()).toEqual([{where: expect.any(String), text: WORDS}]))
})

test('what somebody changes in a draft while the dialog is open is shown before it goes into force', async () => {
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person, workspace} = window
  const label = (name: string, next: string): void => act(() => workspace.project.drafts.set(draftOf(window).id, partCalled(window, name).id, {label: next}))
  label('Roar', 'Roars')
  await person.click(button('Publish…'))
  const dialog = within(screen.getByRole('dialog', {name: 'Publish the draft'}))
  const publish = (): HTMLElement => dialog.getByRole('button', {name: 'Publish'})
  const ready = (): Promise<void> => waitFor(() => expect(publish().hasAttribute('disabled')).toBe(false), LONG)
  await ready()
  expect(dialog.queryByText('What you publish was changed after you opened this.')).toBeNull()
  label('Plain', 'بسيط')
  await dialog.findByText('What you publish was changed after you opened this.', undefined, LONG)
  await dialog.findByText(/renamed “بسيط”/, undefined, LONG)
  await ready()
  await person.click(publish())
  expect([workspace.project.schema().version, screen.queryByRole('dialog') === null]).toEqual([1, false])
  await ready()
  await person.click(publish())
  await until(() => expect(workspace.project.schema().version).toBe(2))
})

test('who publishes on top of a version that she has not read of is told of neither', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const window = await atDraft(hub)
  const {workspace} = window
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema({...TONES, name: 'Tones 🧊'}, []))
  await screen.findByText('Version 2 of the schema is in force.', undefined, LONG)
  value(await hub.requests(PEOPLE.Carol, 'browser').takeSchema({...TONES, name: 'Tones 和平'}, []))
  await until(() => expect(workspace.project.schema().version).toBe(3))
  await until(() => expect(screen.queryByText(/^Version \d of the schema is in force\.$/)).toBeNull())
})

test('who begins a draft by keyboard is in the tree of its parts', async () => {
  const {person} = await atCodebook(await aProjectOf(TONES, MIXED_TEXT))
  act(() => button('Change it').focus())
  await person.keyboard('{Enter}')
  await until(() => expect(screen.queryByRole('button', {name: 'Change it'})).toBeNull())
  expect(document.activeElement).toBe(tree())
})
