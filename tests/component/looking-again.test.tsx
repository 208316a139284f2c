import {screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {startRound} from '../support/rounds.ts'
import type {Colleague} from './window.tsx'
import {aColleague, aProject, inText, openWindow, PEOPLE} from './window.tsx'

const LONG = {timeout: 20_000}
const OTHER = 'Talks went on in Genève 🕊️, said Zoë. The ice melts.'

/** Marks words as claims and says how sure the article is of each. */
async function marks({workspace, selectWords, does}: Colleague, said: Readonly<Record<string, string>>): Promise<void> {
  for (const [quote, commitment] of Object.entries(said)) {
    selectWords(quote)
    does('mark:claim')
    const article = workspace.current()
    if (article !== undefined) setFeature(workspace, article, workspace.view.get().selected ?? '', 'commitment', commitment)
  }
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), LONG)
}

/** Alice says of some labels when they are right, and publishes that. */
async function guide(hub: Hub, schema: Schema, ...labels: readonly string[]): Promise<void> {
  const guided = JSON.parse(JSON.stringify(schema), (_key, each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && labels.includes(String(each.value))
      ? {...each, guideline: 'Only with *may* or ربما.'}
      : each,
  ) as Schema
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema(guided, [], {note: 'Clearer.'}))
}

const bar = (): string | undefined => document.querySelector('.text-bar[data-tone=again] p')?.textContent ?? undefined
const stood = ({workspace}: Colleague): readonly unknown[] => (workspace.current()?.set.all() ?? []).map(({stillRight}) => stillRight?.version)

test('an annotator at work is told of a new version, goes through her own work by one key each, and takes one back', async () => {
  const hub = await aProject(MIXED_TEXT, OTHER)
  const bob = await openWindow(hub, {as: 'Bob'})
  const {person, workspace} = bob
  await marks(bob, {'Sea ice': 'hedges', Zoë: 'asserts'})
  await workspace.open(workspace.articles()[1]?.id ?? '')
  await marks(bob, {'The ice melts': 'hedges'})
  await guide(hub, workspace.writtenSchema(), 'hedges')
  const news = (await screen.findByText('Version 2 of the schema is in force.', undefined, LONG)).closest('.banner') as HTMLElement
  await waitFor(() => expect(news.textContent).toContain('2 annotations of yours are to be looked at again.'), LONG)
  expect(news.textContent).toContain('Label “Hedges” of “Commitment”: other guideline.')
  await person.click(within(news).getByRole('button', {name: 'Go through them'}))
  await waitFor(() => expect(bar()).toBe('To look at again, 1 of 2: Label “Hedges” of “Commitment”: other guideline'), LONG)
  expect([workspace.view.get().article, workspace.current()?.set.get(workspace.view.get().selected ?? '')?.selector?.quote]).toEqual([
    workspace.articles()[0]?.id,
    'Sea ice',
  ])
  expect(screen.queryByText('Version 2 of the schema is in force.')).toBeNull()
  inText()
  await person.keyboard('{F2}')
  await waitFor(() => expect(bar()).toContain('To look at again, 2 of 2'), LONG)
  expect(workspace.view.get().article).toBe(workspace.articles()[1]?.id)
  // Another label with the usual keys: then there is nothing to confirm.
  const article = workspace.current()
  if (article !== undefined) setFeature(workspace, article, workspace.view.get().selected ?? '', 'commitment', 'asserts')
  await waitFor(() => expect(bar()).toBe('To look at again, 2 of 2: It is looked at.'), LONG)
  await person.keyboard('{Shift>}{F8}{/Shift}')
  await waitFor(() => expect(bar()).toBe('To look at again, 1 of 2: It is looked at.'), LONG)
  expect(stood(bob)).toEqual([2, undefined])
  await person.keyboard('{Control>}z{/Control}{Control>}z{/Control}')
  await waitFor(() => expect(stood(bob)).toEqual([undefined, undefined]), LONG)
  expect(bar()).toContain('other guideline')
  await person.keyboard('{F2}')
  await waitFor(() => expect(bar()).toContain('2 of 2'), LONG)
  await person.keyboard('{F2}')
  await screen.findByText('All of it is looked at again.', undefined, LONG)
  expect(bar()).toBeUndefined()
})

test('whoever published a version, and whoever opens a project for the first time, is told no news of it', async () => {
  const hub = await aProject(MIXED_TEXT)
  const alice = await openWindow(hub, {as: 'Alice'})
  await guide(hub, alice.workspace.writtenSchema(), 'hedges')
  await waitFor(() => expect(alice.workspace.project.schema().version).toBe(2), LONG)
  await waitFor(() => expect(alice.workspace.preferences.get().seenVersions).toEqual({talks: 2}), LONG)
  expect(screen.queryByText(/is in force\.$/)).toBeNull()
})

test('what is to be looked at again is listed by what became otherwise, by layer and by whose, and each can be begun with', async () => {
  const hub = await aProject(MIXED_TEXT, OTHER)
  const bob = await aColleague(hub, {as: 'Bob'})
  await marks(bob, {'Sea ice': 'hedges'})
  const carol = await openWindow(hub, {as: 'Carol'})
  const {person, workspace} = carol
  await marks(carol, {Zoë: 'denies', faster: 'hedges'})
  await guide(hub, workspace.writtenSchema(), 'hedges', 'denies')
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await person.click(await screen.findByRole('tab', {name: 'To look at again (3)'}, LONG))
  const list = (): readonly (string | null)[] =>
    within(screen.getByRole('listbox', {name: 'To look at again'}))
      .getAllByRole('option')
      .map(({textContent}) => textContent)
  expect(list()).toEqual([
    expect.stringMatching(/^Claim “Sea ice”Label “Hedges”.*Bob · version 1$/),
    expect.stringMatching(/^Claim “faster”Label “Hedges”.*Carol · version 1$/),
    expect.stringMatching(/^Claim “Zoë”Label “Denies”.*Carol · version 1$/),
  ])
  await person.selectOptions(screen.getByRole('combobox', {name: 'Made by'}), 'Carol (2)')
  await waitFor(() => expect(list().length).toBe(2), LONG)
  await person.selectOptions(screen.getByRole('combobox', {name: 'What became otherwise'}), 'Label “Denies” of “Commitment”: other guideline (1)')
  await screen.findByText('1 of 3 to look at again', undefined, LONG)
  expect(list().length).toBe(1)
  await person.dblClick(within(screen.getByRole('listbox')).getByRole('option'))
  await waitFor(() => expect(bar()).toBe('To look at again, 1 of 1: Label “Denies” of “Commitment”: other guideline'), LONG)
  expect(screen.getByRole('region', {name: 'Article'}).contains(document.activeElement)).toBe(true)
})

test('in a closed round each goes through her own work alone, and what she finds right is right in her set', async () => {
  const hub = await aProject(MIXED_TEXT)
  await startRound(hub)
  const carol = await aColleague(hub, {as: 'Carol'})
  await marks(carol, {Zoë: 'hedges'})
  const bob = await openWindow(hub, {as: 'Bob'})
  await marks(bob, {'Sea ice': 'hedges'})
  await guide(hub, bob.workspace.writtenSchema(), 'hedges')
  const news = (await screen.findByText('Version 2 of the schema is in force.', undefined, LONG)).closest('.banner') as HTMLElement
  await bob.person.click(await within(news).findByRole('button', {name: 'Go through them'}, LONG))
  await waitFor(() => expect(bar()).toContain('To look at again, 1 of 1'), LONG)
  await bob.person.click(screen.getByRole('button', {name: /^Still right/}))
  await screen.findByText('All of it is looked at again.', undefined, LONG)
  expect([stood(bob), stood(carol)]).toEqual([[2], [undefined]])
})
