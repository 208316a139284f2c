import {act, screen, waitFor} from '@testing-library/react'
import {expect, test} from 'vitest'
import {partOf} from '../../src/core/schema/draft.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {aProject, openWindow} from './window.tsx'

const tab = (name: string): Promise<HTMLElement> => screen.findByRole('tab', {name}, {timeout: 10_000})
const button = (name: string): HTMLElement => screen.getByRole('button', {name})

test('the schema is a screen of three views, gone to by its key, and arrow keys go from one to the next and round', async () => {
  const {person} = await openWindow(await aProject(MIXED_TEXT), {as: 'Bob'})
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  const first = await tab('Codebook')
  await waitFor(() => expect(document.activeElement).toBe(first))
  const shown = (): unknown => [screen.getByRole('tab', {selected: true}).textContent, screen.getByRole('tabpanel').getAttribute('aria-labelledby')]
  const named = async (name: string): Promise<unknown> => [name, (await tab(name)).id]
  expect(shown()).toEqual(await named('Codebook'))
  await person.keyboard('{ArrowRight}')
  expect([shown(), document.activeElement?.textContent]).toEqual([await named('Versions'), 'Versions'])
  await person.keyboard('{End}{ArrowRight}{ArrowLeft}')
  expect(shown()).toEqual(await named('To look at again'))
  await person.keyboard('{Home}')
  expect(shown()).toEqual(await named('Codebook'))
  // Who may not change it reads.
  expect(screen.queryByRole('button', {name: 'Change it'})).toBeNull()
})

test('what a curator changes in a draft is in force once she publishes it, and the draft is gone', async () => {
  const {person, workspace} = await openWindow(await aProject(MIXED_TEXT), {as: 'Carol'})
  const {project} = workspace
  const [layer] = workspace.writtenSchema().layers
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await tab('Codebook')
  await person.click(button('Change it'))
  const [draft] = project.drafts.all()
  act(() => project.drafts.set(draft?.id ?? '', partOf({layer: layer?.name ?? ''}), {label: 'طَرح 🧊'}))
  await person.click(button('Publish…'))
  await waitFor(() => expect(button('Publish').hasAttribute('disabled')).toBe(false), {timeout: 10_000})
  await person.click(button('Publish'))
  await waitFor(() => expect([project.schema().version, workspace.writtenSchema().layers[0]?.label]).toEqual([2, 'طَرح 🧊']), {timeout: 10_000})
  expect([project.drafts.all(), screen.queryByRole('dialog')]).toEqual([[], null])
  expect(button('Change it')).toBeDefined()
})
