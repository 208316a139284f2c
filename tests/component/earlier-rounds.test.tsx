import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, onTestFinished, test, vi} from 'vitest'
import * as Y from 'yjs'
import {ownerOf} from '../../src/core/round/owner.ts'
import type {Round} from '../../src/core/round/round.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {annotationSet} from '../../src/project/annotation-set.ts'
import {modifiedWindow} from '../hostile/modified-client.ts'
import {aClaim, anArticle, MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {openRound} from '../support/rounds.ts'
import type {Colleague, OpenWindow} from './window.tsx'
import {aColleague, aProject, inText, openWindow, PEOPLE} from './window.tsx'

const saved = ({workspace}: Colleague) => vi.waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 20_000})
const worksAlone = ({workspace}: Colleague, {id}: Round) => vi.waitFor(() => expect(workspace.current()?.owner).toContain(id), {timeout: 20_000})
function marks(colleague: Colleague, quote: string, labels: Readonly<Record<string, string>> = {}): void {
  act(() => {
    colleague.selectWords(quote)
    colleague.does('mark:claim')
    const {workspace} = colleague
    const {selected} = workspace.view.get()
    for (const [name, label] of Object.entries(labels)) workspace.current()?.set.setFeature(selected ?? '', name, label, workspace.act())
  })
}

/** Bob and Carol have judged an article alone; Bob says something more after the opening, of which his device has not heard. */
async function judged(): Promise<{readonly hub: Hub; readonly round: Round}> {
  const hub = await aProject(MIXED_TEXT)
  const round = value(await hub.requests(PEOPLE.Alice, 'desktop').startRound('Runde 1 和平', {annotators: ['bob', 'carol']}))
  const [bob, carol] = [await aColleague(hub, {as: 'Bob'}), await aColleague(hub, {as: 'Carol'})]
  for (const each of [bob, carol]) await worksAlone(each, round)
  marks(bob, 'Sea ice melts faster', {voice: 'quoted'})
  marks(carol, 'Sea ice melts faster', {voice: 'quoted'})
  marks(bob, 'السلام قريب', {voice: 'quoted'})
  marks(carol, 'السلام قريب', {voice: 'paraphrased'})
  marks(bob, '和平即将到来')
  for (const each of [bob, carol]) {
    await saved(each)
    await each.workspace.close()
  }
  await openRound(hub, round.id)
  return {hub, round}
}
const panel = () => screen.getByRole('region', {name: 'Judged before'})
const list = () => within(panel()).queryByRole('listbox')
const places = () => within(list() as HTMLElement).getAllByRole('option')
const current = () => places().find(place => place.getAttribute('aria-selected') === 'true')?.textContent ?? ''

test('[RD13] where an article is discussed, what each said of it before stands beside the text, and a key goes from one disagreement to the next; nobody sees what is said now', async () => {
  const {hub, round} = await judged()
  const {id} = value(await hub.requests(PEOPLE.Alice, 'desktop').startRound('Gespräch', {annotators: ['bob', 'carol'], basedOn: round.id}))
  const carol = await aColleague(hub, {as: 'Carol'})
  await worksAlone(carol, {...round, id})
  marks(carol, 'Sea ice returns')
  await saved(carol)
  const window: OpenWindow = await openWindow(hub, {as: 'Bob'})
  await waitFor(() => expect(places()).toHaveLength(3))
  expect(within(panel()).getByRole('combobox', {name: 'Judged before'})).toHaveProperty('value', round.id)
  expect(
    places().map(place => [
      /Agreed|Disagreed/.exec(place.textContent ?? '')?.[0],
      /Carol[^.]*?(nothing|paraphrased|quoted)/i.exec(place.textContent ?? '')?.[1]?.toLowerCase(),
    ]),
  ).toEqual([
    ['Agreed', 'quoted'],
    ['Disagreed', 'paraphrased'],
    ['Disagreed', 'nothing'],
  ])
  expect(panel().textContent).not.toContain('Sea ice returns')
  inText()
  await window.person.keyboard('.')
  await waitFor(() => expect(current()).toContain('السلام قريب'))
  expect(await screen.findByText(/^Disagreement 1 of 2: Claim “السلام قريب”\. Bob: .*[Qq]uoted.* Carol: .*[Pp]araphrased/)).toBeTruthy()
  await window.person.keyboard('.')
  await waitFor(() => expect(current()).toContain('和平即将到来'))
  await window.person.keyboard('.,')
  await waitFor(() => expect(current()).toContain('和平即将到来'))
  expect(document.activeElement).toBe(within(screen.getByRole('region', {name: 'Article'})).getByRole('textbox'))
  await window.person.click(within(panel()).getByRole('radio', {name: 'Disagreements 2'}))
  expect(places()).toHaveLength(2)
  expect(window.listed()).toHaveLength(3)
  act(() => window.does('earlier.show'))
  expect(list()).toBeNull()
})

test('[RD15] what came after the opening is marked as late where the work of the round is read, and can be shown alone', async () => {
  const {hub, round} = await judged()
  const address = {kind: 'set', article: anArticle(MIXED_TEXT).id, owner: ownerOf('bob', round.id)} as const
  const update = new Y.Doc()
  annotationSet(update).add([aClaim({text: MIXED_TEXT}, 'Sea ice returns', {id: 'late-one', by: 'bob'})])
  const client = modifiedWindow(hub, PEOPLE.Bob)
  onTestFinished(() => client.close())
  await client.open(address)
  expect(await client.offer(address, Y.encodeStateAsUpdate(update), 1)).toBe('saved')

  const {person} = await openWindow(hub, {as: 'Alice'})
  await person.selectOptions(within(panel()).getByRole('combobox', {name: 'Judged before'}), round.id)
  await waitFor(() => expect(places()).toHaveLength(4))
  await person.click(within(panel()).getByRole('radio', {name: 'Late 1'}))
  expect(places().map(place => /Sea ice returns.*Late/.test(place.textContent ?? ''))).toEqual([true])
})

test('what was judged in a round that is over can be read by everybody when it is wanted, and not while another round runs on the article', async () => {
  const {hub, round} = await judged()
  const {workspace, person} = await openWindow(hub, {as: 'Alice'})
  const choice = within(panel()).getByRole('combobox', {name: 'Judged before'})
  expect(choice).toHaveProperty('value', '')
  expect(list()).toBeNull()
  await person.selectOptions(choice, round.id)
  await waitFor(() => expect(within(panel()).getByRole('listbox', {name: 'What each said in “Runde 1 和平”'})).toBeTruthy())
  expect(workspace.current()?.owner).toBe('team')
  await act(async () => void value(await hub.requests(PEOPLE.Alice, 'desktop').startRound('Runde 2')))
  await waitFor(() => expect(screen.queryByRole('region', {name: 'Judged before'})).toBeNull())
})
