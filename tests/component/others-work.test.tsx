import {screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {removeAnnotation} from '../../src/renderer/annotate/edit-annotations.ts'
import {aColleague, aProject, inText, lines, openWindow, saved} from './window.tsx'

const TEXT = 'Zoë met the group Hamas in Doha 👩‍👩‍👧.\n\nהשלום קרוב, אמר השר.\n'

test('[OW1] removing a colleague’s annotation is asked', async () => {
  const hub = await aProject(TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  const {person} = await openWindow(hub, {as: 'Alice'})
  bob.selectWords('Hamas')
  bob.does('mark:claim')
  await waitFor(() => expect(lines().length).toBe(1))
  await person.click(lines()[0] as HTMLElement)
  inText()
  await person.keyboard('{Delete}')
  const asked = () => within(screen.getByRole('alertdialog', {name: 'Remove what Bob marked?'}))
  expect(asked().getByText(/Bob will be told/)).toBeTruthy()
  await person.click(asked().getByRole('button', {name: 'Cancel'}))
  expect([screen.queryByRole('alertdialog'), lines().length]).toEqual([null, 1])
  inText()
  await person.keyboard('{Delete}')
  await person.click(asked().getByRole('button', {name: 'Remove annotation'}))
  expect(lines()).toEqual([])
  await waitFor(() => expect(bob.listed()).toEqual([]))
})

test('[OW2] whose annotation a colleague has removed is told, and brings it back', async () => {
  const hub = await aProject(TEXT)
  const alice = await aColleague(hub, {as: 'Alice'})
  const {person, selectWords} = await openWindow(hub, {as: 'Bob'})
  selectWords('Hamas')
  await person.keyboard('c')
  await alice.chooseFirst()
  const [claim] = alice.listed()
  const article = alice.workspace.current()
  if (claim === undefined || article === undefined) throw new Error('Nothing is marked.')
  removeAnnotation(alice.workspace, article, claim.id)
  expect(await screen.findByText('Alice removed what you worked on: Claim “Hamas”.')).toBeTruthy()
  const taken = screen.getByRole('region', {name: 'Removed by others'})
  expect(taken.textContent).toContain('Removed by Alice')
  await person.click(within(taken).getByRole('button', {name: 'Bring back'}))
  expect(screen.queryByRole('region', {name: 'Removed by others'})).toBeNull()
  await waitFor(() => expect(alice.listed().length).toBe(1))
  await saved()
})

test('[OW3] “Read, no claim here” is answered with a question where a claim stands', async () => {
  const {person, selectWords} = await openWindow(await aProject(TEXT), {as: 'Alice'})
  selectWords('Hamas')
  await person.keyboard('c{Control>}{Enter}{/Control}')
  const asked = within(screen.getByRole('alertdialog', {name: 'A claim is marked here'}))
  await person.click(asked.getByRole('button', {name: 'Mark article as done'}))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  const noClaim = screen.getByRole('button', {name: 'Read, no claim here'})
  expect([noClaim.getAttribute('aria-pressed'), screen.getByRole('button', {name: 'Done'}).getAttribute('aria-pressed')]).toEqual(['false', 'true'])
  await saved()
})
