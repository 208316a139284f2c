import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, test, vi} from 'vitest'
import type {Round} from '../../src/core/round/round.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {commandNamed} from '../../src/renderer/annotate/commands.ts'
import {beginAtWork} from '../../src/renderer/state/shown-screen.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {screenCommands, shownScreen} from '../../src/renderer/window/screen.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague, aProject, inText, openWindow, PEOPLE} from './window.tsx'

const TEXTS = [MIXED_TEXT, 'Seas rise fast. السلام قريب 🧊\n', 'Nobody melts. 和平即将到来。\n', 'Not for Bob.\n']

/** What is marked has to say who speaks. */
const SCHEMA: Schema = {
  name: 'Kodierung 和平',
  version: 1,
  guideline: 'Mark **every** statement. 🕊️',
  layers: [
    {
      name: 'statement',
      label: 'Statement',
      key: 'z',
      look: {hue: 'teal', line: 'dotted'},
      features: [
        {name: 'speaker', label: 'Speaker', kind: 'yes-no', required: true},
        {name: 'remark', label: 'Remark', kind: 'text'},
      ],
    },
  ],
}

/** Bob’s window in a round of three of four articles. */
async function inRound(): Promise<{readonly hub: Hub; readonly ids: readonly string[]; readonly round: Round; readonly window: OpenWindow}> {
  const hub = await aProject(...TEXTS)
  value(await hub.requests(PEOPLE.Alice, 'desktop').takeSchema(SCHEMA))
  const {workspace} = await aColleague(hub, {as: 'Alice'})
  const ids = workspace.articles().map(({id}) => id)
  const round = value(await hub.requests(PEOPLE.Alice, 'desktop').startRound('Runde 1 和平', {}, [{annotator: 'bob', articles: ids.slice(0, 3)}]))
  const window = await openWindow(hub, {as: 'Bob'})
  await act(() => window.workspace.mine.loaded())
  return {hub, ids, round, window}
}
const region = () => screen.getByRole('main', {name: 'Your work'})
const shows = ({workspace}: OpenWindow, id: string | undefined) => vi.waitFor(() => expect(workspace.current()?.id).toBe(id), {timeout: 20_000})
const finish = async ({person}: OpenWindow): Promise<void> => {
  inText()
  await person.keyboard('{Shift>}F{/Shift}')
}

test('an annotator with a list begins at her work and goes through it by keys: the next article, what is missing, nothing to mark, all is finished', async () => {
  const {ids, window} = await inRound()
  const {workspace, person} = window
  act(() => beginAtWork(workspace))
  expect([shownScreen(SCREENS, workspace).id, screenCommands(SCREENS, workspace)[0]?.id]).toEqual(['work', 'screen:work'])
  const next = await screen.findByRole('button', {name: /^Next: /})
  await waitFor(() => expect(document.activeElement).toBe(next))
  expect(screen.getByRole('progressbar', {name: 'Finished'}).getAttribute('aria-valuetext')).toMatch(/^0 of 3 articles, 0 of \d+ words$/)
  expect(within(region()).getAllByRole('option')).toHaveLength(3)
  expect(within(region()).getByText('every').tagName).toBe('STRONG')
  await person.keyboard('{Enter}')
  await shows(window, ids[0])

  window.selectWords('Zoë')
  act(() => window.does('mark:statement'))
  await finish(window)
  const missing = await screen.findByRole('dialog', {name: 'Something is still to be said'})
  await waitFor(() => expect(document.activeElement).toBe(within(missing).getByRole('button', {name: /Statement.*Zoë.*Speaker/})))
  await person.keyboard('{Enter}')
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', {name: /Yes/})))
  await person.keyboard('1')
  await finish(window)
  await shows(window, ids[1])
  expect(await screen.findByText(/is finished: 1 of 3\. Next: /)).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(within(screen.getByRole('region', {name: 'Article'})).getByRole('textbox')))

  await finish(window)
  expect(await screen.findByRole('alertdialog', {name: 'Is there nothing to mark in this article?'})).toBeTruthy()
  await person.keyboard('{Enter}')
  await shows(window, ids[2])
  expect(
    workspace
      .opened(ids[1] ?? '')
      ?.set.readMarks()
      .get('bob')?.state,
  ).toBe('no-claim')
  act(() => window.does('article.noClaim'))
  await finish(window)
  expect(await screen.findByText(/is finished: 3 of 3\. Nothing is left to do in “Runde 1 和平”\./)).toBeTruthy()
  expect(shownScreen(SCREENS, workspace).id).toBe('work')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByText(/You have finished all of it/)))
})

test('what is finished is changed by nothing, Undo included, until it is taken back, which is one command', async () => {
  const {ids, window, hub} = await inRound()
  const {workspace, person} = window
  window.selectWords('Zoë')
  act(() => window.does('mark:statement'))
  const [made] = window.listed()
  act(() => workspace.current()?.set.setFeature(made?.id ?? '', 'speaker', true, {by: 'bob', at: 9}))
  await finish(window)
  await shows(window, ids[1])
  await act(() => workspace.open(ids[0] ?? ''))
  expect(await screen.findByText('You have finished this article. Take that back to go on with it.')).toBeTruthy()
  window.selectWords('Zoë')
  const applies = (id: Parameters<typeof window.does>[0]) => commandNamed(commands, id)(workspace)
  expect((['mark:statement', 'annotate.remove', 'article.noClaim', 'article.finish', 'edit.undo'] as const).map(applies)).toEqual(Array(5).fill(false))
  await person.keyboard('{Control>}z{/Control}')
  expect(window.listed()).toEqual([expect.objectContaining({id: made?.id, features: {speaker: true}})])
  act(() => window.does('article.takeBack'))
  await waitFor(() => expect(applies('article.finish')).toBe(true))
  expect(applies('article.takeBack')).toBe(false)
  window.selectWords('Zoë')
  expect(applies('mark:statement')).toBe(true)
  expect(value(await hub.requests(PEOPLE.Carol, 'desktop').roundProgress(workspace.mine.all()[0]?.round.id ?? ''))).toMatchObject([{finished: 0}])
})

test('her list says how far each article is and takes one back; what is not in it is locked beside its text; once the round is opened it is over', async () => {
  const {hub, ids, round, window} = await inRound()
  const {workspace, person} = window
  act(() => window.does('article.noClaim'))
  await finish(window)
  await shows(window, ids[1])
  window.selectWords('Seas')
  act(() => window.does('mark:statement'))
  await act(() => workspace.open(ids[3] ?? ''))
  const note = 'This article is not in your list of the round “Runde 1 和平”. You can read it, not annotate it.'
  const article = screen.getByRole('region', {name: 'Article'})
  await waitFor(() => expect(within(article).getByText(note)).toBeTruthy())
  await person.click(within(article).getByRole('button', {name: 'Go to my next article'}))
  await shows(window, ids[1])

  await person.keyboard('{Control>}{Alt>}6{/Alt}{/Control}')
  await screen.findByRole('main', {name: 'Your work'})
  const rows = () => within(region()).getAllByRole('option')
  const states = () => rows().map(row => /To do|Begun|Finished/.exec(row.textContent ?? '')?.[0])
  await waitFor(() => expect(states()).toEqual(['Finished', 'Begun', 'To do']))
  await person.click(within(region()).getByRole('radio', {name: 'Finished 1'}))
  expect(states()).toEqual(['Finished'])
  await person.click(rows()[0] as HTMLElement)
  await person.click(within(region()).getByRole('button', {name: 'Take back'}))
  await waitFor(() => expect(within(region()).queryByRole('radio', {name: 'Finished 1'})).toBeNull())

  await act(() => openRound(hub, round.id))
  expect(await within(region()).findByText(/This round was opened on .*what you do now goes to the team/)).toBeTruthy()
  expect(within(region()).queryByRole('button', {name: 'Take back'})).toBeNull()
})

test('who has nothing to do in a round has no such screen', async () => {
  const {hub} = await inRound()
  const {workspace} = await aColleague(hub, {as: 'Carol'})
  await workspace.mine.loaded()
  expect(screenCommands(SCREENS, workspace).map(({id}) => id)).not.toContain('screen:work')
  expect(() => beginAtWork(workspace)).not.toThrow()
  expect(shownScreen(SCREENS, workspace).id).toBe('read')
})

test('where there is nothing to finish, and no disagreement, their keys say so', async () => {
  const {person} = await openWindow(await aProject(...TEXTS), {as: 'Bob'})
  inText()
  await person.keyboard('{Shift>}F{/Shift}')
  expect(await screen.findByText(/^There is nothing to finish here/)).toBeTruthy()
  await person.keyboard('.')
  expect(await screen.findByText(/^No disagreement is shown in this article/)).toBeTruthy()
})
