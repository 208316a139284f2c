import {act, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {createEntity, mergeRecords, removeRecords} from '../../src/renderer/claims/registry-acts.ts'
import {bringBack, takeOut} from '../../src/renderer/state/article-acts.ts'
import type {Colleague, OpenWindow} from './window.tsx'
import {aColleague, aProject, openWindow, PEOPLE, saved} from './window.tsx'
import {value} from '../support/results.ts'

const TEXT = 'Zoë met the group Hamas in Doha 👩‍👩‍👧.\n\nהשלום קרוב, אמר השר.\n'
const LONG = {timeout: 10_000}

const names = ({workspace}: Colleague): readonly string[] =>
  workspace.registry.entities
    .all()
    .map(({name}) => name)
    .sort()

/** Alice at her window and Bob at his, with these entities. */
async function bothAt(...entities: readonly string[]) {
  const hub = await aProject(TEXT, 'Another day 和平.\n')
  const bob = await aColleague(hub, {as: 'Bob'})
  const made = entities.map(name => createEntity(bob.workspace, name))
  const alice = await openWindow(hub, {as: 'Alice'})
  await waitFor(() => expect(names(alice)).toHaveLength(entities.length), LONG)
  return {hub, alice, bob, made}
}

async function atTheRow({person}: OpenWindow, name: string) {
  await person.keyboard('{Control>}{Alt>}2{/Alt}{/Control}')
  const registry = within(await screen.findByRole('main', {name: 'Entities and claims'}))
  await person.click(await registry.findByText(name))
  return registry
}

test('a name that two write at once shows each what the other wrote, and is the one of who left it last', async () => {
  const {alice, bob, made} = await bothAt('Zoë')
  const registry = await atTheRow(alice, 'Zoë')
  const field = registry.getByRole<HTMLInputElement>('textbox', {name: 'Name'})
  await alice.person.type(field, ' A')
  act(() => bob.workspace.registry.transact(() => bob.workspace.registry.entities.patch(made[0]?.id ?? '', {name: 'Zoë B'})))
  expect(await screen.findByText(/^Meanwhile this was changed to “Zoë B”/u, undefined, LONG)).toBeTruthy()
  expect(field.value).toBe('Zoë A')
  await alice.person.keyboard('{Enter}')
  await waitFor(() => expect([names(alice), names(bob)]).toEqual([['Zoë A'], ['Zoë A']]), LONG)
  await saved()
})

test('what two give one entity at once is all there: other names, its type, its Wikidata number', async () => {
  const {alice, bob, made} = await bothAt('Zoë')
  const id = made[0]?.id ?? ''
  const registry = await atTheRow(alice, 'Zoë')
  await alice.person.type(registry.getByRole('textbox', {name: 'Another name of Zoë'}), 'זואי{Enter}')
  bob.workspace.registry.transact(() => bob.workspace.registry.entities.patch(id, {wikidata: 'Q42'}))
  await alice.person.type(registry.getByRole('textbox', {name: 'Another name of Zoë'}), '佐伊')
  // What a colleague wrote is here, and not on screen yet.
  act(() => {
    const {entities, transact} = alice.workspace.registry
    transact(() => entities.patch(id, {aliases: [...(entities.get(id)?.aliases ?? []), 'زوي']}))
    fireEvent.keyDown(registry.getByRole('textbox', {name: 'Another name of Zoë'}), {key: 'Enter'})
  })
  await alice.person.click(registry.getByRole('radio', {name: /^Person/u}))
  const all = {aliases: expect.arrayContaining(['זואי', 'زوي', '佐伊']), wikidata: 'Q42', type: 'PERSON'}
  await waitFor(() => expect([alice, bob].map(({workspace}) => workspace.registry.entities.get(id))).toMatchObject([all, all]), LONG)
})

test('of two entities that two merge at once the other way round one stands for both, the same to each of them', async () => {
  const {alice, bob, made} = await bothAt('Zoë', 'Zoe')
  const [zoë, zoe] = made.map(({id}) => id) as [string, string]
  await atTheRow(alice, 'Zoë')
  act(() => {
    mergeRecords(alice.workspace, 'entity', [zoë, zoe], zoë)
    mergeRecords(bob.workspace, 'entity', [zoë, zoe], zoe)
  })
  await saved()
  await waitFor(() => expect(names(bob)).toHaveLength(1), LONG)
  await waitFor(() => expect(names(alice)).toEqual(names(bob)), LONG)
  expect(screen.getByRole('main', {name: 'Entities and claims'})).toBeTruthy()
})

test('a name that is being typed as a colleague deletes the entity is kept for whoever typed it, and the entity keeps its own', async () => {
  const {alice, bob, made} = await bothAt('Zoë', 'Doha')
  const registry = await atTheRow(alice, 'Zoë')
  await alice.person.type(registry.getByRole('textbox', {name: 'Name'}), ' 👩‍👩‍👧 A')
  act(() => removeRecords(bob.workspace, 'entity', [made[0]?.id ?? '']))
  await waitFor(() => expect(names(alice)).toEqual(['Doha']), LONG)
  await alice.person.click(await registry.findByText('Doha'))
  expect(await screen.findByRole('alert', {name: 'Not saved'}, LONG)).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('textbox', {name: 'Name of “Zoë”'}).value).toBe('Zoë 👩‍👩‍👧 A')
  expect(alice.workspace.registry.entities.standing(made[0]?.id ?? '')?.name).toBe('Zoë')
})

test('an article that a colleague takes out while one annotates in it keeps what was marked, and comes back with it', async () => {
  const {hub, alice} = await bothAt()
  const {id = ''} = alice.workspace.current() ?? {}
  alice.selectWords('Hamas')
  await alice.person.keyboard('c')
  const carol = await aColleague(hub, {as: 'Carol'})
  act(() => takeOut(carol.workspace, [id as never]))
  await waitFor(() => expect(alice.workspace.articles().map(each => each.id)).not.toContain(id), LONG)
  await saved()
  expect(alice.workspace.unsaved.lost.get()).toEqual([])
  act(() => bringBack(carol.workspace, [id as never]))
  await waitFor(() => expect(alice.workspace.articles().map(each => each.id)).toContain(id), LONG)
  await act(() => alice.workspace.open(id as never))
  await waitFor(() => expect(alice.listed().map(({selector}) => selector?.quote)).toEqual(['Hamas']), LONG)
})

test('the same files that two import at once are one article each', async () => {
  const {hub, alice} = await bothAt()
  const files = [{name: 'سلام.txt', bytes: new TextEncoder().encode('Seas rise. 和平 👩‍👩‍👧\n')}]
  const importing = (person: typeof PEOPLE.Alice) => hub.requests(person, 'desktop').importFiles(files, null)
  const both = await Promise.all([importing(PEOPLE.Alice), importing(PEOPLE.Alice)])
  both.map(value)
  await waitFor(() => expect(alice.workspace.articles()).toHaveLength(3), LONG)
})

test('of two names that a project is given at once each window shows the same, and a name being typed is not replaced', async () => {
  const {hub, alice} = await bothAt()
  const carol = await aColleague(hub, {as: 'Carol'})
  await alice.person.keyboard('{Control>},{/Control}')
  const field = within(screen.getByRole('dialog', {name: 'Settings'})).getByRole<HTMLInputElement>('textbox', {name: 'Name'})
  await alice.person.clear(field)
  await alice.person.type(field, 'Ice 🧊')
  await hub.changeProject(project => project.rename('Eis'))
  await waitFor(() => expect(alice.workspace.project.name()).toBe('Eis'), LONG)
  expect(field.value).toBe('Ice 🧊')
  expect(screen.getByText(/^Meanwhile this was changed to “Eis”/u)).toBeTruthy()
  await alice.person.keyboard('{Enter}')
  await waitFor(() => expect([alice, carol].map(({workspace}) => workspace.project.name())).toEqual(['Ice 🧊', 'Ice 🧊']), LONG)
})
