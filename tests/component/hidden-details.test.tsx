import {act, screen, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow, PEOPLE} from './window.tsx'

const OUTLET = 'Süddeutsche 和平'
const BARE = /s\p{L}*ddeutsche|和平/iu
const page = (): string => `${document.documentElement.outerHTML} ${document.title}`

async function inRound(as: 'Bob' | 'Carol'): Promise<{readonly window: OpenWindow; readonly open: () => Promise<void>}> {
  const hub = await aProject('Ice melts. السلام قريب\n', 'Seas rise fast.\n')
  value(
    await hub.changeProject(({articles}) => {
      for (const {id} of articles.all())
        articles.patch(id, {
          title: `Suddeutsche 和平: ${id.slice(0, 3)}`,
          outlet: OUTLET,
          url: 'https://suddeutsche.example/1',
          sourceName: 'suddeutsche_和平.txt',
          story: OUTLET,
        })
    }),
  )
  const {id} = value(await hub.requests(PEOPLE.Alice, 'desktop').startRound('Runde 1', {hide: ['outlet'], annotators: ['bob', 'carol']}))
  return {window: await openWindow(hub, {as}), open: () => openRound(hub, id).then(() => undefined)}
}

test('[RD17] what a round hides stands nowhere in the window of its annotator: in no list, no header, no palette and no title; that it is hidden is said, and it is back once the round is opened', async () => {
  const {window, open} = await inRound('Bob')
  const {person} = window
  expect(within(screen.getByRole('region', {name: 'Article'})).getByText('hidden in this round: outlet')).toBeTruthy()
  expect(page()).not.toMatch(BARE)
  await person.keyboard('{Control>}k{/Control}')
  expect(document.title).toContain('[…]')
  await person.keyboard('suddeutsche')
  expect(within(screen.getByRole('dialog')).queryAllByRole('option')).toEqual([])
  await person.keyboard('{Escape}')
  for (const key of ['2', '3', '6']) {
    await person.keyboard(`{Control>}{Alt>}${key}{/Alt}{/Control}`)
    await screen.findByRole('main')
    expect(page()).not.toMatch(BARE)
  }
  await act(open)
  expect((await screen.findAllByText(new RegExp(OUTLET))).length).toBeGreaterThan(0)
})

test('[RD17] who does not see details does not edit them, be she a curator', async () => {
  const {window} = await inRound('Carol')
  const {workspace, person, does} = window
  act(() => does('article.metadata'))
  expect(await screen.findByText(/^A round hides details of this article from you until it is opened/)).toBeTruthy()
  expect(screen.queryByRole('textbox', {name: 'Outlet'})).toBeNull()
  await person.keyboard('{Escape}')
  act(() => does('article.all'))
  await person.click(await screen.findByRole('checkbox', {name: 'Mark all'}))
  expect(screen.getByRole('button', {name: 'Edit details…'})).toHaveProperty('disabled', true)
  expect(workspace.mayManage()).toBe(true)
})
