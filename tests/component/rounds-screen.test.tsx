import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, onTestFinished, test, vi} from 'vitest'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {goToScreen} from '../../src/renderer/state/shown-screen.ts'
import {windowOf} from '../hub/hub-bench.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {aRound} from '../support/rounds.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow, PEOPLE} from './window.tsx'

const TEXTS = [MIXED_TEXT, 'السلام قريب. 和平即将到来。', 'השלום קרוב 👩‍👩‍👧. Sea ice melts.', 'Zoe\u0308 says the plan holds.']
const [ICE, PEACE, NEAR] = TEXTS.map(text => anArticle(text).id) as [string, string, string]
const DORA = {id: 'dora', name: 'Dora', role: 'annotator'} as const

/** The Rounds screen of Alice, an admin, at a project with Bob and Dora to annotate. */
async function atRounds(hub: Hub): Promise<OpenWindow> {
  value(await hub.changeProject(({people}) => people.put(DORA)))
  const window = await openWindow(hub, {as: 'Alice'})
  act(() => goToScreen(window.workspace, 'rounds'))
  await screen.findByRole('heading', {name: 'Rounds'})
  return window
}

const asked = (hub: Hub) => hub.requests(PEOPLE.Alice, 'browser')
const press = async ({person}: OpenWindow, name: string | RegExp): Promise<void> => person.click(await screen.findByRole('button', {name}))
const preview = (): HTMLElement => screen.getByRole('grid', {name: 'Who is given which article'})
const cells = (grid: HTMLElement, state: RegExp): number => within(grid).queryAllByRole('gridcell', {name: state}).length
const heads = (grid: HTMLElement): readonly (string | null)[] =>
  within(grid)
    .getAllByRole('columnheader')
    .map(each => each.textContent)

async function roundsAt(hub: Hub): Promise<readonly Round[]> {
  let all: readonly Round[] = []
  value(
    await hub.changeProject(({rounds}) => {
      all = rounds.all()
    }),
  )
  return all
}

/** Bob marks something in an article that he is given. */
async function bobBegins(hub: Hub, round: string): Promise<void> {
  const window = windowOf(hub, PEOPLE.Bob)
  onTestFinished(() => window.close())
  const {doc, opened, saved} = window.open({kind: 'set', article: ICE, owner: ownerOf('bob', round)})
  expect(await opened).toBeUndefined()
  annotationSet(doc).add([aClaim(anArticle(MIXED_TEXT), 'السلام قريب', {id: 'hidden-from-all', by: 'bob'})])
  await saved()
}

/** Bob has two articles in it, Dora one of them and another. */
const startPilot = async (hub: Hub): Promise<Round> =>
  value(
    await asked(hub).startRound('Pilot 和平', {articles: [ICE, PEACE, NEAR], annotators: ['bob', 'dora']}, [
      {annotator: 'bob', articles: [ICE, PEACE]},
      {annotator: 'dora', articles: [PEACE, NEAR]},
    ]),
  )

test('a round is set up, previewed, changed by hand and started', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {person} = window
  await press(window, 'New round')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', {name: 'Name of the round'})))
  expect(screen.getByRole<HTMLButtonElement>('button', {name: 'Start…'}).disabled).toBe(true)
  await person.keyboard('Pilot 和平')
  expect(heads(preview())).toEqual(['Articles', expect.stringMatching(/^Bob4 articles/), expect.stringMatching(/^Dora4 articles/)])
  await person.click(screen.getByRole('radio', {name: 'Some, evenly by words'}))
  await person.clear(screen.getByRole('textbox', {name: 'How many annotators for each article'}))
  await person.keyboard('1')
  expect(cells(preview(), /: given/)).toBe(4)
  act(() => preview().focus())
  await person.keyboard('{Control>}{Home}{/Control} ')
  expect(screen.getByText(/^1 change by hand\./)).toBeTruthy()
  expect(cells(preview(), /changed by hand$/)).toBe(1)
  await press(window, 'Take back changes by hand')
  expect(cells(preview(), /: given/)).toBe(4)
  await person.click(within(preview()).getAllByRole('gridcell', {name: /: not given/})[0] as HTMLElement)
  expect(cells(preview(), /: given/)).toBe(5)
  for (const name of ['Outlet', 'Date']) await person.click(screen.getByRole('checkbox', {name}))
  await press(window, 'Start…')
  const question = screen.getByRole('alertdialog', {name: 'Start “Pilot 和平”?'})
  expect(question.textContent).toContain('Until the round is opened, nobody sees anybody else’s work there')
  await person.click(within(question).getByRole('button', {name: 'Start the round'}))
  expect(await screen.findByRole('grid', {name: 'Progress, article by article'})).toBeTruthy()
  const [round] = await roundsAt(hub)
  expect(round).toMatchObject({
    name: 'Pilot 和平',
    state: 'closed',
    perArticle: 1,
    order: 'listed',
    worklists: true,
    annotators: ['bob', 'dora'],
    hide: ['outlet', 'published'],
  })
  await press(window, 'Back to the rounds')
  expect(await screen.findByText('hidden: Outlet and Date')).toBeTruthy()
  expect(value(await asked(hub).roundProgress(round?.id ?? '')).reduce((sum, {given}) => sum + given, 0)).toBe(5)
})

test('what is half filled in stays while one looks elsewhere, is kept as a draft, and begins as it was given out', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {person, workspace} = window
  await press(window, 'New round')
  await person.type(screen.getByRole('textbox', {name: 'Name of the round'}), 'Entwurf 🕊️')
  await person.selectOptions(screen.getByRole('combobox', {name: 'Which articles'}), 'Those that match a filter')
  await person.type(screen.getByRole('searchbox', {name: 'Filter articles'}), 'السلام')
  await waitFor(() => expect(cells(preview(), /: given/)).toBe(4))
  await person.click(within(preview()).getAllByRole('gridcell', {name: /: given/})[0] as HTMLElement)
  act(() => goToScreen(workspace, 'read'))
  act(() => goToScreen(workspace, 'rounds'))
  await press(window, 'New round')
  expect(screen.getByRole<HTMLInputElement>('textbox', {name: 'Name of the round'}).value).toBe('Entwurf 🕊️')
  await waitFor(() => expect(cells(preview(), /: given/)).toBe(3))
  await press(window, 'Keep as draft')
  expect(await screen.findByText('Draft')).toBeTruthy()
  const [draft] = await roundsAt(hub)
  expect(draft).toMatchObject({state: 'draft', name: 'Entwurf 🕊️', articles: [ICE, PEACE]})
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', {name: 'Start…: Entwurf 🕊️'})))

  await press(window, 'Edit draft…: Entwurf 🕊️')
  await waitFor(() => expect(cells(preview(), /: given/)).toBe(3))
  await press(window, 'Keep as draft')
  await press(window, 'Start…: Entwurf 🕊️')
  await press(window, 'Start the round')
  await screen.findByRole('grid', {name: 'Progress, article by article'})
  expect((await roundsAt(hub)).map(({id, state}) => [id, state])).toEqual([[draft?.id, 'closed']])
  expect(
    value(await asked(hub).roundProgress(draft?.id ?? ''))
      .map(({given}) => given)
      .sort(),
  ).toEqual([1, 2])
})

test('whoever starts a round on articles of one that a colleague has just started is told so, and what was filled in stays', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  await press(window, 'New round')
  await window.person.type(screen.getByRole('textbox', {name: 'Name of the round'}), 'Second')
  await press(window, 'Start…')
  value(await hub.requests(PEOPLE.Carol, 'browser').startRound('Carol’s 和平', {articles: [ICE]}))
  await press(window, 'Start the round')
  await screen.findByText(/^The round “Carol’s 和平” is running already on some of these articles\./)
  expect((await roundsAt(hub)).map(({name}) => name)).toEqual(['Carol’s 和平'])
  expect(screen.getByRole<HTMLInputElement>('textbox', {name: 'Name of the round'}).value).toBe('Second')
  // They are left out now, so it begins beside the other.
  await screen.findByText('1 article is left out: it is in another round that runs.')
  await press(window, 'Start…')
  await press(window, 'Start the round')
  await screen.findByRole('grid', {name: 'Progress, article by article'})
  expect((await roundsAt(hub)).map(({name}) => name).sort()).toEqual(['Carol’s 和平', 'Second'])
})

test('progress follows what is finished, in colour and sign, with a reminder to copy, and says nothing of what anybody marked', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {id} = await startPilot(hub)
  expect(await screen.findByText('0 of 4 finished; the end cannot be foreseen yet')).toBeTruthy()
  await bobBegins(hub, id)
  await press(window, 'Progress: Pilot 和平')
  const grid = await screen.findByRole('grid', {name: 'Progress, article by article'})
  await waitFor(() => expect(cells(grid, /Bob: begun$/)).toBe(1))
  expect([cells(grid, /: not begun$/), cells(grid, /: not given$/)]).toEqual([3, 2])
  value(await hub.requests(PEOPLE.Bob, 'browser').finishArticle(id, ICE))
  await waitFor(() => expect(cells(grid, /Bob: finished$/)).toBe(1))
  const [bob, dora] = screen.getAllByRole('row', {name: /^(Bob|Dora)/})
  expect([bob?.textContent, dora?.textContent]).toEqual([expect.stringContaining('1 of 2'), expect.stringContaining('0 of 2')])
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await press(window, 'Copy a reminder for Bob')
  expect(written.mock.calls).toEqual([
    [expect.stringMatching(/^Hello Bob, in the round “Pilot 和平” of “.*” you have finished 1 of 2 articles\. 1 article is still to do\./)],
  ])
  written.mockRejectedValue(new Error('It is closed.'))
  await press(window, 'Copy a reminder for Dora')
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', {name: 'Reminder'})).value).toMatch(/^Hello Dora/)
  expect(document.body.textContent).not.toContain('hidden-from-all')
})

test('articles and people come to a round that runs; to take an article from somebody who has begun it is asked about, and what is finished stays', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {person} = window
  const {id} = await startPilot(hub)
  await bobBegins(hub, id)
  value(await hub.requests(DORA, 'browser').finishArticle(id, NEAR))
  await press(window, 'Change who does what…: Pilot 和平')
  await waitFor(() => expect(cells(preview(), /Bob: given, and begun$/)).toBe(1))
  await person.click(within(preview()).getByRole('gridcell', {name: /Dora: given, and finished$/}))
  expect(await screen.findByText('Dora has finished this article, so it stays.')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', {name: 'Save changes'}).disabled).toBe(true)

  await person.selectOptions(screen.getByRole('combobox', {name: 'Which others'}), 'All articles')
  await person.click(screen.getByRole('checkbox', {name: 'Carol (curator)'}))
  await person.click(within(preview()).getByRole('gridcell', {name: /Bob: given, and begun$/}))
  await press(window, 'Save changes')
  const question = screen.getByRole('alertdialog', {name: 'Take 1 article from somebody who has begun?'})
  expect(question.textContent).toContain('Bob has begun “')
  expect(await asked(hub).roundProgress(id)).toMatchObject({value: [{given: 2}, {given: 2}]})
  await person.click(within(question).getByRole('button', {name: 'Take it away'}))
  await screen.findByRole('grid', {name: 'Progress, article by article'})
  expect(value(await asked(hub).roundProgress(id)).map(({annotator, given, finished}) => [annotator, given, finished])).toEqual([
    ['bob', 2, 0],
    ['dora', 3, 1],
    ['carol', 1, 0],
  ])
  expect((await roundsAt(hub))[0]).toMatchObject({articles: expect.arrayContaining([ICE, PEACE, NEAR]), annotators: ['bob', 'dora', 'carol']})
})

test('what is not in the project any more stays with whom it was given to, whatever is changed', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {id} = await startPilot(hub)
  value(await hub.changeProject(({articles}) => articles.remove(PEACE, {by: 'alice', at: 5})))
  await press(window, 'Change who does what…: Pilot 和平')
  await waitFor(() => expect(cells(preview(), /: given$/)).toBe(2))
  expect(screen.getByRole<HTMLButtonElement>('button', {name: 'Save changes'}).disabled).toBe(true)
  await window.person.click(within(preview()).getByRole('gridcell', {name: /Dora: not given$/}))
  await press(window, 'Save changes')
  await screen.findByRole('grid', {name: 'Progress, article by article'})
  expect(value(await asked(hub).roundProgress(id)).map(({given}) => given)).toEqual([2, 3])
})

test('of two rounds that began without knowing of each other the list says which to open', async () => {
  const hub = await aProject(...TEXTS)
  await atRounds(hub)
  value(
    await hub.changeProject(({rounds}) => {
      rounds.put(aRound({id: 'first', name: 'Erste 🕊️', articles: [ICE], ownSets: true, startedAt: 1}))
      rounds.put(aRound({id: 'second', name: 'Zweite', articles: [ICE], ownSets: true, startedAt: 2}))
    }),
  )
  const sentence = await screen.findByText(/^The round “Erste 🕊️” began before this one on some of the same articles and counts there\. Open this one/)
  expect(sentence.closest('li')?.textContent).toContain('Zweite')
})

test('before a round is opened it says who is not finished; then everybody is told, and a discussion goes on from it', async () => {
  const hub = await aProject(...TEXTS)
  const window = await atRounds(hub)
  const {person} = window
  const {id} = await startPilot(hub)
  await bobBegins(hub, id)
  for (const article of [ICE, PEACE]) value(await hub.requests(PEOPLE.Bob, 'browser').finishArticle(id, article))
  await press(window, 'Open the round…: Pilot 和平')
  const question = await screen.findByRole('alertdialog', {name: 'Open “Pilot 和平”?'})
  expect(
    within(question)
      .getAllByRole('listitem')
      .map(each => each.textContent),
  ).toEqual(['Dora: 0 of 2'])
  expect(document.activeElement).toBe(within(question).getByRole('button', {name: 'Cancel'}))
  await person.click(within(question).getByRole('button', {name: 'Open the round'}))
  expect(
    await screen.findByText(/^Alice opened the round “Pilot 和平”: everybody can read what was marked in it\. You all work together again\.$/),
  ).toBeTruthy()
  await press(window, 'Start discussion round…: Pilot 和平')
  await waitFor(() => expect(cells(preview(), /: given$/)).toBe(2))
  await person.click(screen.getByRole('checkbox', {name: 'Only those that several annotated (1)'}))
  expect(cells(preview(), /: given$/)).toBe(4)
  await press(window, 'Start…')
  expect(screen.getByRole('alertdialog').textContent).toContain('Each annotator begins with a copy of the own work in “Pilot 和平”')
  await press(window, 'Start the round')
  await screen.findByRole('grid', {name: 'Progress, article by article'})
  const next = (await roundsAt(hub)).find(({state}) => state === 'closed')
  expect(next).toMatchObject({name: 'Pilot 和平, after discussion', basedOn: id})
  expect(value(await asked(hub).roundGrid(next?.id ?? '')).rows[0]?.states).toContain('b')
})
