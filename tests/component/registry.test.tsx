import {act, screen} from '@testing-library/react'
import {expect, test} from 'vitest'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {aProject, inText, openWindow} from './window.tsx'

test('a row of the registry says all that it holds, its fields say whose they are, and merging begins at the choice of what stays', async () => {
  const {workspace, person, does} = await openWindow(await aProject('Zoë met זואי in Doha 👩‍👩‍👧.\n'), {as: 'Alice'})
  createEntity(workspace, 'Zoë 和平', 'PERSON')
  createEntity(workspace, 'זואי', 'PERSON')
  inText()
  act(() => does('annotate.registry'))
  await person.click(await screen.findByRole('row', {name: /^Zoë 和平 Person/}))
  const fields = [screen.getByRole('textbox', {name: 'Name'}), screen.getByRole('radiogroup', {name: 'Type'}), screen.getByRole('textbox', {name: 'Wikidata'})]
  expect(fields.map(field => field.getAttribute('aria-description'))).toEqual(['Zoë 和平', 'Zoë 和平', 'Zoë 和平'])
  act(() => screen.getByRole('grid').focus())
  await person.keyboard('{Control>}a{/Control}')
  await person.click(screen.getByRole('button', {name: 'Merge…'}))
  await screen.findByRole('dialog')
  expect(document.activeElement).toBe(screen.getByRole('combobox', {name: 'The one that stays'}))
})
