import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {partOf} from '../../src/core/schema/draft.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {startRound} from '../support/rounds.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague, aProject, openWindow} from './window.tsx'

const LONG = {timeout: 20_000}
const partId = (label: string): string => partOf({layer: 'claim', feature: 'commitment', label})
const button = (name: string): HTMLElement => screen.getByRole('button', {name})
const dialog = (name: string): Promise<HTMLElement> => screen.findByRole('dialog', {name}, LONG)
const edits = ({workspace}: OpenWindow): unknown => Object.fromEntries(workspace.project.drafts.all()[0]?.edits ?? [])

/** Bob says of some words that the article hedges. */
async function hedged(hub: Hub): Promise<void> {
  const {workspace, selectWords, does} = await aColleague(hub, {as: 'Bob'})
  selectWords('Sea ice')
  does('mark:claim')
  const article = workspace.current()
  if (article !== undefined) setFeature(workspace, article, workspace.view.get().selected ?? '', 'commitment', 'hedges')
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), LONG)
}

/** Carol's window with a draft, at a label of it. */
async function atLabel(hub: Hub, label: string): Promise<OpenWindow> {
  const window = await openWindow(hub, {as: 'Carol'})
  const {person, workspace} = window
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await person.click(await screen.findByRole('button', {name: 'Change it'}, LONG))
  act(() => workspace.view.update(before => ({...before, codebook: {...before.codebook, part: partId(label)}})))
  await screen.findByRole('button', {name: 'Split…'}, LONG)
  return window
}

async function publish({person, workspace}: OpenWindow): Promise<void> {
  const {version} = workspace.project.schema()
  await person.click(button('Publish…'))
  const publishes = within(await dialog('Publish the draft')).getByRole('button', {name: 'Publish'})
  await waitFor(() => expect(publishes.hasAttribute('disabled')).toBe(false), LONG)
  await person.click(publishes)
  await waitFor(() => expect(workspace.project.schema().version).toBe(version + 1), LONG)
}

test('a label that is said is retired, or read as another one, and goes nowhere without a place; undo takes that back', async () => {
  const hub = await aProject(MIXED_TEXT)
  await hedged(hub)
  const carol = await atLabel(hub, 'hedges')
  const {person} = carol
  await person.click(button('Take out…'))
  const asks = await dialog('Take out “Hedges”?')
  await within(asks).findByText('In use: 1 annotation in 1 article.', undefined, LONG)
  expect(
    within(asks)
      .getAllByRole('radio')
      .map(radio => [radio.closest('label')?.textContent, (radio as HTMLInputElement).checked]),
  ).toEqual([
    ['Keep it as retiredStill shown where it was chosen, offered to nobody.', true],
    ['Read it as another one', false],
    ['Split it into several new ones', false],
  ])
  expect(asks.contains(document.activeElement)).toBe(true)
  await person.click(within(asks).getByRole('button', {name: 'Retire'}))
  expect(edits(carol)).toEqual({[partId('hedges')]: {retired: true, key: null}})
  await person.click(await screen.findByRole('button', {name: /^Undo/}))
  await waitFor(() => expect(edits(carol)).toEqual({}))
  await person.click(button('Take out…'))
  const again = await dialog('Take out “Hedges”?')
  await person.click(await within(again).findByRole('radio', {name: 'Read it as another one'}, LONG))
  expect(within(again).getByRole('button', {name: 'Take out'}).hasAttribute('disabled')).toBe(true)
  await person.click(within(again).getByRole('combobox', {name: 'Read as'}))
  await person.click(await within(again).findByRole('option', {name: 'Reports'}))
  await person.click(within(again).getByRole('button', {name: 'Take out'}))
  expect(edits(carol)).toEqual({[partId('hedges')]: {removed: true, to: partId('reports')}})
  await publish(carol)
  await waitFor(() => expect(carol.workspace.current()?.set.all()[0]?.features.commitment).toBe('reports'), LONG)
})

test('a label that nothing says is taken out at once', async () => {
  const carol = await atLabel(await aProject(MIXED_TEXT), 'denies')
  await carol.person.click(button('Take out…'))
  const asks = await dialog('Take out “Denies”?')
  await within(asks).findByText('No annotation says it.', undefined, LONG)
  await carol.person.click(within(asks).getByRole('button', {name: 'Take out'}))
  expect(edits(carol)).toEqual({[partId('denies')]: {removed: true}})
})

test('what a label that was split was said of is to be looked at again, with what it became', async () => {
  const hub = await aProject(MIXED_TEXT)
  await hedged(hub)
  const carol = await atLabel(hub, 'hedges')
  const {person} = carol
  await person.click(button('Split…'))
  const asks = await dialog('Split “Hedges”?')
  await person.type(await within(asks).findByRole('textbox', {name: 'New label 1'}, LONG), 'ربما')
  const second = within(asks).getByRole('textbox', {name: 'New label 2'})
  await person.type(second, 'ربما')
  expect(within(asks).getByText('This name stands there already.')).toBeDefined()
  expect(within(asks).getByRole('button', {name: 'Split'}).hasAttribute('disabled')).toBe(true)
  await person.clear(second)
  await person.type(second, 'Roughly 🧊')
  await person.click(within(asks).getByRole('button', {name: 'Split'}))
  await publish(carol)
  await person.click(await screen.findByRole('tab', {name: 'To look at again (1)'}, LONG))
  expect((await screen.findByRole('listbox', {name: 'To look at again'}, LONG)).textContent).toContain(
    'Label “Hedges” of “Commitment”: split into ربما, Roughly 🧊, and read as “ربما” until somebody looks at it again',
  )
})

test('several labels become a new one', async () => {
  const hub = await aProject(MIXED_TEXT)
  await hedged(hub)
  const carol = await atLabel(hub, 'hedges')
  const {person, workspace} = carol
  await person.click(button('Join labels…'))
  const asks = await dialog('Join labels')
  expect(
    within(within(asks).getByRole('list', {name: 'Labels to join'}))
      .getAllByRole('listitem')
      .map(({textContent}) => textContent),
  ).toEqual(['Hedges'])
  await person.click(within(asks).getByRole('combobox', {name: 'Add a label to join'}))
  await person.click(await within(asks).findByRole('option', {name: 'Questions'}))
  await person.type(within(asks).getByRole('combobox', {name: 'They become'}), 'Unsure')
  await person.click(await within(asks).findByRole('option', {name: 'New label “Unsure”'}))
  await person.click(within(asks).getByRole('button', {name: 'Join'}))
  await publish(carol)
  await waitFor(() => expect(workspace.current()?.set.all()[0]?.features.commitment).toBe('Unsure'), LONG)
  const [commitment] = workspace.writtenSchema().layers[0]?.features.filter(({name}) => name === 'commitment') ?? []
  expect(commitment !== undefined && 'choices' in commitment ? commitment.choices.map(({label}) => label) : []).toEqual([
    'Asserts',
    'Reports',
    'Denies',
    'Unsure',
  ])
})

test('while a round is closed nobody is told whether it is said, and it is decided as the draft is published', async () => {
  const hub = await aProject(MIXED_TEXT)
  await startRound(hub)
  const carol = await atLabel(hub, 'hedges')
  await carol.person.click(button('Take out…'))
  const asks = await dialog('Take out “Hedges”?')
  await within(asks).findByText(/^While a round is closed, nothing may be taken out of the schema/, undefined, LONG)
  expect(within(asks).getByRole('radio', {name: 'Take it out, and decide as it is published'})).toBeDefined()
})
