import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aProject, openWindow, PEOPLE} from './window.tsx'

test('that a round was opened stands in the windows of all others until it is read, also for whoever was away then, and in that of who opened it it is said once', async () => {
  const hub = await aProject(MIXED_TEXT)
  const carol = hub.requests(PEOPLE.Carol, 'browser')
  const {workspace, person} = await openWindow(hub, {as: 'Bob'})
  const {id} = value(await carol.startRound('Runde 1 和平', {annotators: ['bob']}))
  await screen.findByText(/^An independent round is on/)
  value(await carol.openRound(id))
  expect(await screen.findByText('The round “Runde 1 和平” is opened.')).toBeTruthy()
  expect(screen.getByText(/^Carol opened it on .* What you do now goes to the team\.$/)).toBeTruthy()
  const banner = screen.getByText('The round “Runde 1 和平” is opened.').closest('.banner') as HTMLElement
  await person.click(within(banner).getByRole('button', {name: 'Dismiss'}))
  expect(screen.queryByText('The round “Runde 1 和平” is opened.')).toBeNull()

  // As if she had been away since an hour before.
  act(() => workspace.preferences.update(before => ({...before, seenOpenings: {talks: Date.now() - 3_600_000}})))
  await screen.findByText('The round “Runde 1 和平” is opened.')
  // Nor is it news to whoever opens the project for the first time here.
  act(() => workspace.preferences.update(before => ({...before, seenOpenings: {}})))
  await waitFor(() => expect(screen.queryByText('The round “Runde 1 和平” is opened.')).toBeNull())
  const own = value(await hub.requests(PEOPLE.Alice, 'browser').startRound('Runde 2', {annotators: ['bob']}))
  await screen.findByText(/^An independent round is on: “Runde 2”/)
  act(() => workspace.session.update(before => ({...before, person: PEOPLE.Alice})))
  value(await hub.requests(PEOPLE.Alice, 'browser').openRound(own.id))
  await screen.findByText(/^Alice opened the round “Runde 2”/)
  expect(screen.queryByText('The round “Runde 2” is opened.')).toBeNull()
})
