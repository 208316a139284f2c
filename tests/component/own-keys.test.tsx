import {screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {reportCommands} from '../../src/renderer/window/report-commands.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {aProject, inText, lines, openWindow} from './window.tsx'

const TEXT = 'Zoë met the group Hamas in Doha 👩‍👩‍👧.\n\nقال الوزير إن السلام قريب.\n'

const keyOf = (command: string) => screen.getByRole<HTMLInputElement>('textbox', {name: `Key for ${command}`})

test('the page of keys has the keys of the screens that their switcher shows', async () => {
  const {person} = await openWindow(await aProject(TEXT), {as: 'Alice'})
  const buttons = within(screen.getByRole('navigation', {name: 'Screens'})).getAllByRole('button')
  const shown = buttons.map(button => [...button.querySelectorAll('kbd')].map(({textContent}) => textContent))
  const titles = buttons.map(button => button.querySelector('.button-label')?.textContent ?? '')
  inText()
  await person.keyboard('{F1}')
  await screen.findByRole('dialog', {name: 'Keyboard shortcuts'})
  // Of one that a command goes to as well in the line of that, with both keys.
  const listed = titles.map(title => screen.getAllByRole('row', {name: name => name.startsWith(`Go to ${title} `) || name.startsWith(`${title} `)}))
  expect(listed.map(rows => rows.length)).toEqual(titles.map(() => 1))
  const keysIn = ([row]: readonly HTMLElement[]) => [...(row?.querySelectorAll('kbd') ?? [])].map(({textContent}) => textContent).slice(0, 3)
  expect(listed.map(keysIn)).toEqual(shown)
  expect(new Set(shown.flat().filter(key => /\d/u.test(key ?? ''))).size).toBe(buttons.length)
  expect(buttons.length).toBeGreaterThan(4)
})

test('a letter is given to another command on the page of keys; what is taken is refused beside the field, and all that says keys follows', async () => {
  const {person, workspace, selectWords} = await openWindow(await aProject(TEXT), {as: 'Alice'})
  const menu: Readonly<Record<string, string>>[] = []
  reportCommands(workspace, commands, SCREENS, {
    reportCommands: async (_enabled, _titles, _made, keys) => {
      menu.push(keys)
      return {ok: true, value: null}
    },
  })
  inText()
  await person.keyboard('{F1}')
  await screen.findByRole('dialog', {name: 'Keyboard shortcuts'})
  const claim = keyOf('Mark Claim')
  expect(claim.value).toBe('C')
  await person.type(claim, 'e')
  expect(claim.value).toBe('C')
  expect(claim.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(claim.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'E is taken by “Mark Entity”. Choose another letter, or give that one another first.',
  )
  await person.type(claim, '7')
  expect(document.getElementById(claim.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Digits choose labels')
  await person.type(claim, 'y')
  expect([claim.value, claim.getAttribute('aria-invalid')]).toEqual(['Y', null])
  expect(screen.getByText('“Mark Claim” has the key Y now.')).toBeTruthy()
  await person.type(claim, 'e')
  expect([claim.value, claim.getAttribute('aria-invalid'), screen.queryByText('“Mark Claim” has the key Y now.')]).toEqual(['Y', 'true', null])
  // What it had is free for others now, with Shift too.
  await person.type(keyOf('Next annotation'), 'c')
  await person.type(keyOf('Previous annotation'), '{Backspace}')
  expect([keyOf('Next annotation').value, keyOf('Previous annotation').value]).toEqual(['C', ''])
  await person.keyboard('{Escape}')
  expect(menu.at(-1)).toEqual({'annotate.next': 'C', 'annotate.previous': ''})

  const toolbar = within(screen.getByRole('toolbar', {name: 'Annotate'}))
  expect(toolbar.getByRole('button', {name: /^Claim/}).getAttribute('aria-keyshortcuts')).toBe('Y')
  selectWords('Hamas')
  await person.keyboard('y')
  await waitFor(() => expect(lines().length).toBe(1))
  workspace.view.update(before => ({...before, selected: undefined}))
  await person.keyboard('j')
  expect(workspace.view.get().selected).toBeUndefined()
  await person.keyboard('c')
  expect(workspace.view.get().selected).toBeDefined()

  await person.keyboard('{F1}')
  await person.click(await screen.findByRole('button', {name: 'Reset all keys'}))
  expect([keyOf('Mark Claim').value, keyOf('Next annotation').value, keyOf('Previous annotation').value]).toEqual(['C', 'J', 'K'])
  expect(menu.at(-1)).toEqual({})
})
