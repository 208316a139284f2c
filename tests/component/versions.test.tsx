import {screen, waitFor, within} from '@testing-library/react'
import {expect, test, vi} from 'vitest'
import type {Schema, WantedMapping} from '../../src/core/schema/schema.ts'
import type {Hub} from '../../src/hub/hub.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {value} from '../support/results.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow, PEOPLE} from './window.tsx'

const LONG = {timeout: 20_000}

/** What Alice publishes of it: labels with other fields, `undefined` for one that is gone. */
function withLabels(schema: Schema, fields: Readonly<Record<string, object | undefined>>): Schema {
  const other = (each: unknown): unknown => {
    if (Array.isArray(each))
      return each.flatMap(one => (labelled(one) in fields ? (fields[labelled(one)] === undefined ? [] : [{...one, ...fields[labelled(one)]}]) : [other(one)]))
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, other(inner)]))
  }
  return other(schema) as Schema
}
const labelled = (each: unknown): string => (typeof each === 'object' && each !== null && 'value' in each ? String(each.value) : '')

async function publish(hub: Hub, schema: Schema, note: string, mappings: readonly WantedMapping[] = []): Promise<void> {
  value(await hub.requests(PEOPLE.Alice, 'browser').takeSchema(schema, mappings, {note}))
}

/** Three versions, in the window of somebody who looks at them. */
async function atVersions(as: 'Bob' | 'Carol'): Promise<OpenWindow> {
  const hub = await aProject(MIXED_TEXT)
  const window = await openWindow(hub, {as})
  const {person, workspace, selectWords, does} = window
  selectWords('Sea ice')
  does('mark:claim')
  const article = workspace.current()
  if (article !== undefined) setFeature(workspace, article, workspace.view.get().selected ?? '', 'commitment', 'denies')
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), LONG)
  const first = workspace.writtenSchema()
  await publish(hub, withLabels(first, {hedges: {label: 'مُتحفِّظ 🧊'}}), 'Two read it otherwise.')
  const gone = withLabels(first, {hedges: undefined, asserts: {label: 'Says'}, denies: {value: 'refuses', label: 'Refuses'}})
  const word = {layer: 'claim', feature: 'commitment'}
  await publish(hub, {...gone, guideline: 'Read first.'}, 'Fewer.', [
    {...word, label: 'hedges', to: 'asserts'},
    {...word, label: 'denies', to: 'refuses'},
  ])
  await waitFor(() => expect(workspace.project.schema().version).toBe(3), LONG)
  await person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  await person.click(await screen.findByRole('tab', {name: 'Versions'}, LONG))
  return window
}
const lines = (): readonly (string | null)[] =>
  within(screen.getByRole('listbox', {name: 'Versions'}))
    .getAllByRole('option')
    .map(({textContent}) => textContent)
const told = (): readonly (string | null)[] => {
  const region = screen.getByRole('region', {name: /^From version/})
  return [...region.querySelectorAll('h3, h4, li')].map(({textContent}) => textContent)
}

test('versions are listed with who, when and why, and any two are compared in words, layer by layer, by keys alone', async () => {
  const {person} = await atVersions('Bob')
  expect(lines()).toEqual([
    expect.stringMatching(/^Version 3 .*\(in force\).*, AliceFewer\.$/),
    expect.stringMatching(/^Version 2 .*, AliceTwo read it otherwise\.$/),
    expect.stringMatching(/^Version 1 .*from the beginning$/),
  ])
  expect(told()).toEqual([
    'From version 2 to version 3',
    'The codebook as a whole',
    'The codebook: other guideline',
    'Claim',
    'Label “Asserts” of “Commitment”: renamed “Says”',
    'Label “مُتحفِّظ 🧊” of “Commitment”: read as “Says” now',
    'Label “Denies” of “Commitment”: read as “Refuses” now',
    'Label “Denies” of “Commitment”: renamed “Refuses”',
  ])
  await person.tab()
  expect(document.activeElement).toBe(screen.getByRole('listbox', {name: 'Versions'}))
  await person.keyboard('{ArrowDown}')
  await waitFor(() => expect(told()).toEqual(['From version 1 to version 2', 'Claim', 'Label “Hedges” of “Commitment”: renamed “مُتحفِّظ 🧊”']))
  await person.selectOptions(screen.getByRole('combobox', {name: 'Compare with'}), '3')
  await waitFor(() => expect(told()[0]).toBe('From version 2 to version 3'))
  // Who may not change the schema brings none back.
  expect(screen.queryByRole('button', {name: 'Bring it back…'})).toBeNull()
})

test('a version is brought back as the next one, after it is asked what its missing labels are to be read as', async () => {
  const {person, workspace} = await atVersions('Carol')
  await person.click(within(screen.getByRole('listbox', {name: 'Versions'})).getAllByRole('option')[2] as HTMLElement)
  const back = screen.getByRole('button', {name: 'Bring it back…'})
  await person.click(back)
  const dialog = await screen.findByRole('dialog', {name: 'Bring version 1 back'}, LONG)
  await within(dialog).findByText(/^Label “Says” of “Commitment”: renamed “Asserts”/, undefined, LONG)
  expect(within(dialog).getByRole('heading', {name: 'What version 4 changes'})).toBeDefined()
  await person.click(within(dialog).getByRole('button', {name: 'Cancel'}))
  expect([document.activeElement, workspace.project.drafts.all()]).toEqual([back, []])
  await person.click(back)
  const asks = await screen.findByRole('combobox', {name: '“Refuses” in “Commitment” of “Claim”'}, LONG)
  const publishes = screen.getByRole('button', {name: 'Publish'})
  expect(publishes.hasAttribute('disabled')).toBe(true)
  await person.selectOptions(asks, 'Denies')
  await waitFor(() => expect(publishes.hasAttribute('disabled')).toBe(false), LONG)
  await person.click(publishes)
  await waitFor(() => expect(workspace.project.schema().version).toBe(4), LONG)
  expect(JSON.stringify(workspace.writtenSchema())).toContain('"Hedges"')
  expect(lines()[0]).toMatch(/^Version 4 .*\(in force\).*, Carol$/)
})

test('the codebook of any version is saved to print or for other programs, and its schema as a file', async () => {
  const {person} = await atVersions('Bob')
  const saved: [string, string][] = []
  const texts: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    texts.push(blob as Blob)
    return 'blob:claimlight'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.download, ''])
  })
  await person.click(within(screen.getByRole('listbox', {name: 'Versions'})).getAllByRole('option')[1] as HTMLElement)
  for (const name of ['Markdown (.md)', 'Schema as a file (.json)']) {
    await person.click(screen.getByRole('button', {name: 'Save…'}))
    await person.click(await screen.findByRole('menuitem', {name}))
  }
  await waitFor(() => expect(saved.map(([name]) => name)).toEqual(['codebook-2.md', 'schema-2.json']), LONG)
  const [markdown, json] = await Promise.all(texts.map(each => each.text()))
  expect(markdown).toContain('*Version 2*')
  expect(JSON.parse(json ?? '')).toMatchObject({version: 2})
  expect(json).toContain('مُتحفِّظ 🧊')
})
