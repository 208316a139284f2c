import {act, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import type {DraftFields} from '../../src/core/schema/draft.ts'
import {partOf} from '../../src/core/schema/draft.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import {openRound, startRound} from '../support/rounds.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague, aProject, openWindow, PEOPLE} from './window.tsx'

const LONG = {timeout: 20_000}
const dialog = (): HTMLElement => screen.getByRole('dialog', {name: 'Publish the draft'})
const button = (name: string): HTMLElement => within(dialog()).getByRole('button', {name})
const ready = (name = 'Publish'): Promise<void> => waitFor(() => expect(button(name).hasAttribute('disabled')).toBe(false), LONG)
const commitment = (label: string): string => partOf({layer: 'claim', feature: 'commitment', label})
const changes = (): readonly (string | null)[] =>
  within(dialog())
    .getAllByRole('listitem')
    .map(({textContent}) => textContent)

/** Carol's window with a draft that says these fields anew, at the dialog that publishes it. */
async function drafting(hub: Hub, edits: Readonly<Record<string, DraftFields>>): Promise<OpenWindow> {
  const window = await openWindow(hub, {as: 'Carol'})
  const {person, workspace} = window
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await person.click(await screen.findByRole('button', {name: 'Change it'}, LONG))
  const [draft] = workspace.project.drafts.all()
  act(() => {
    for (const [part, fields] of Object.entries(edits)) workspace.project.drafts.set(draft?.id ?? '', part, fields)
  })
  await person.click(screen.getByRole('button', {name: 'Publish…'}))
  return window
}

/** Bob marks words and says how sure the article is of them. */
async function bobMarks(hub: Hub, said: string, ...quotes: readonly string[]): Promise<void> {
  const {workspace, selectWords, does} = await aColleague(hub, {as: 'Bob'})
  for (const quote of quotes) {
    selectWords(quote)
    does('mark:claim')
    const article = workspace.current()
    if (article !== undefined) setFeature(workspace, article, workspace.view.get().selected ?? '', 'commitment', said)
  }
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), LONG)
}

const withLabel = (schema: Schema, label: string, fields: object): Schema =>
  JSON.parse(JSON.stringify(schema), (_key, each: unknown) =>
    typeof each === 'object' && each !== null && 'value' in each && each.value === label ? {...each, ...fields} : each,
  ) as Schema

test('before a draft is published each change says what it touches and where, and why it was made is kept with the version', async () => {
  const hub = await aProject(MIXED_TEXT)
  await bobMarks(hub, 'hedges', 'Sea ice', 'Zoë')
  const {person, workspace} = await drafting(hub, {
    [commitment('hedges')]: {label: 'مُتحفِّظ 🧊'},
    [commitment('denies')]: {guideline: 'Says that it is *not* so.'},
  })
  await ready()
  expect(within(dialog()).getByRole('heading', {name: 'What version 2 changes'})).toBeDefined()
  expect(changes()).toEqual([
    'Label “Hedges” of “Commitment”: renamed “مُتحفِّظ 🧊”touches 2 annotations in 1 article, 1 set',
    expect.stringMatching(/^Label “Denies” of “Commitment”: other guidelinetouches no annotation$/),
  ])
  await person.type(within(dialog()).getByRole('textbox', {name: 'Why'}), 'Two read it otherwise.')
  await person.click(button('Publish'))
  await waitFor(() => expect(workspace.project.versions.get(2)).toMatchObject({by: 'carol', note: 'Two read it otherwise.'}), LONG)
  expect(workspace.project.drafts.all()).toEqual([])
})

test('the articles that a change touches are gone to from the dialog, and the draft stays', async () => {
  const hub = await aProject(MIXED_TEXT)
  await bobMarks(hub, 'hedges', 'Sea ice')
  const {person, workspace} = await drafting(hub, {[commitment('hedges')]: {label: 'Hedged'}})
  await ready()
  const shows = button('touches 1 annotation in 1 article, 1 set')
  expect(shows.getAttribute('aria-expanded')).toBe('false')
  await person.click(shows)
  await person.click(button('Sea ice melts faster, says Zoë 👩‍👩‍👧.'))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('region', {name: 'Article'}).closest('[inert]')).toBeNull()
  expect(workspace.project.drafts.all().length).toBe(1)
})

test('a draft that says what the schema in force says has nothing to publish', async () => {
  await drafting(await aProject(MIXED_TEXT), {})
  await within(dialog()).findByText('It says what the schema in force says: there is nothing to publish.', undefined, LONG)
  expect(button('Publish').hasAttribute('disabled')).toBe(true)
})

test('[SP221] who publishes after somebody else sees what that changed, decides where both changed the same, and loses nothing of the rest', async () => {
  const hub = await aProject(MIXED_TEXT)
  const {person, workspace} = await drafting(hub, {[commitment('hedges')]: {label: 'Mine'}, [commitment('denies')]: {label: 'Kept'}})
  await ready()
  const theirs = withLabel(workspace.writtenSchema(), 'hedges', {label: 'Theirs', guideline: 'Only with *may*.'})
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema(theirs, [], {note: 'Clearer.'}))
  expect(
    (await within(dialog()).findByText('Alice published version 2 since this draft began.', undefined, LONG)).closest('[role=status]')?.textContent,
  ).toContain('Clearer.')
  expect(changes()).toEqual(['Label “Hedges” of “Commitment”: other guideline', 'Label “Hedges” of “Commitment”: renamed “Theirs”'])
  expect(within(dialog()).getByText(/^1 thing to decide/)).toBeDefined()
  const group = within(dialog()).getByRole('group', {name: 'Label “Theirs” of “Commitment”'})
  expect(
    within(group)
      .getAllByRole('radio')
      .map(radio => (radio as HTMLInputElement).checked),
  ).toEqual([true, false])
  await person.click(within(group).getByRole('radio', {name: 'Version 2: Theirs'}))
  await person.click(button('Go on from version 2'))
  await ready()
  expect(changes()).toEqual([expect.stringMatching(/^Label “Denies” of “Commitment”: renamed “Kept”/)])
  await person.click(button('Publish'))
  await waitFor(() => expect(workspace.project.schema().version).toBe(3), LONG)
  const labels = JSON.stringify(workspace.writtenSchema())
  expect(['"Theirs"', '"Kept"', 'Only with *may*.', '"Mine"'].map(words => labels.includes(words))).toEqual([true, true, true, false])
})

test('[SP222] while a round is closed what cannot disturb it is published, the rest waits in the draft, and goes once the round is open', async () => {
  const hub = await aProject(MIXED_TEXT)
  const {id} = await startRound(hub)
  const {person, workspace} = await drafting(hub, {[commitment('hedges')]: {label: 'Hedged', guideline: 'Only with *may*.'}})
  await ready('Publish what can go now')
  expect(within(dialog()).getByText(/^While a round is closed, only guidelines/).textContent).toContain('Label “Hedges” of “Commitment”: renamed “Hedged”')
  expect(changes()).toEqual(['Label “Hedges” of “Commitment”: renamed “Hedged”', 'Label “Hedges” of “Commitment”: other guideline'])
  await person.click(button('Publish what can go now'))
  await waitFor(() => expect(workspace.project.schema().version).toBe(2), LONG)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(document.activeElement?.textContent).toBe('Publish…')
  const [draft] = workspace.project.drafts.all()
  expect([draft?.origin.base, [...(draft?.edits ?? [])]]).toEqual([2, [[commitment('hedges'), {label: 'Hedged'}]]])
  await person.click(screen.getByRole('button', {name: 'Publish…'}))
  await within(dialog()).findByText('Nothing of this draft can go now. It stays as it is.', undefined, LONG)
  expect(button('Publish what can go now').hasAttribute('disabled')).toBe(true)
  await openRound(hub, id)
  await ready()
  await person.click(button('Publish'))
  await waitFor(() => expect(workspace.project.schema().version).toBe(3), LONG)
})
