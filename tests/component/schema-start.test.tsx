import {act, fireEvent, screen, within} from '@testing-library/react'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import {openDraft} from '../../src/renderer/screens/schema/draft-acts.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {aProjectOf, atCodebook, atDraft, button, draftOf, field, form, LONG, partCalled, row, rows, TONES, tree, until} from './codebook.ts'
import {rendersOf} from './renders.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague} from './window.tsx'

const PRESETS = join(import.meta.dirname, '..', '..', 'resources', 'schemas')

/** Chooses a file as the browser's own dialog does. */
async function fromFile({person}: OpenWindow, name: string, value: unknown): Promise<void> {
  await person.click(dialog().getByText('From a file…'))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('No file is asked for.')
  await person.upload(input, new File([typeof value === 'string' ? value : JSON.stringify(value)], name, {type: 'application/json'}))
}

const dialog = () => within(screen.getByRole('dialog', {name: 'Start from…'}))

const start = async ({person}: OpenWindow, what: RegExp): Promise<void> => {
  await person.click(button('Start from…'))
  await person.click(await dialog().findByText(what, undefined, LONG))
  await person.click(dialog().getByText('Begin the draft'))
}

test('a draft begins empty, and is told what it lacks until it has a layer of its own', async () => {
  const window = await atCodebook(await aProjectOf(TONES, MIXED_TEXT))
  await start(window, /^New schema/)
  expect([rows(), draftOf(window).origin.from]).toEqual([['New schema'], 'empty'])
  expect(
    within(form())
      .getAllByRole('alert')
      .map(({textContent}) => textContent)
      .filter(Boolean),
  ).toEqual(['There is no layer yet. Add one.'])
  await window.person.click(button('Add'))
  await window.person.click(screen.getByRole('menuitem', {name: 'Layer: Words of the text'}))
  await until(() => expect(document.activeElement).toBe(field('Label')))
  await window.person.keyboard('سطر 🧊{Enter}')
  expect([rows(), partCalled(window, 'سطر 🧊').fields]).toMatchObject([
    ['New schema', 'سطر 🧊'],
    {name: 'layer', key: 'a', look: {hue: 'amber', line: 'solid'}},
  ])
  await until(() => expect(screen.queryByRole('button', {name: /to settle/})).toBeNull())
})

test('a draft begins with a schema that comes with the app, a file of a schema or a dataset that holds one; another file is refused in its place', async () => {
  const window = await atCodebook(await aProjectOf(TONES, MIXED_TEXT))
  const preset = JSON.parse(await readFile(join(PRESETS, 'fever.json'), 'utf8')) as Schema
  await start(window, new RegExp(`^${preset.name}`))
  expect([draftOf(window).origin.from, row(preset.layers[0]?.label ?? '')]).toEqual(['preset', expect.anything()])
  await window.person.click(button('Start from…'))
  await fromFile(window, 'list.json', [1])
  expect((await dialog().findByRole('alert')).textContent).toContain(
    'list.json: This JSON file is neither a schema (it has no "layers") nor a dataset with one.',
  )
  await fromFile(window, 'wrong.json', {...TONES, layers: [{...TONES.layers[1], key: '🧊'}]})
  await until(() => expect(dialog().getByRole('alert').textContent).toContain('wrong.json: schema.layers[0].key'))
  await fromFile(window, 'data.json', {format: 'claimlight-dataset', version: 9, schema: {...TONES, name: 'Töne'}, articles: []})
  expect((await dialog().findByText('Töne')).closest('label')?.querySelector('input')?.checked).toBe(true)
  expect(dialog().queryByRole('alert')).toBeNull()
  await fromFile(window, 'נימות.json', TONES)
  expect((await dialog().findByText(/נימות\.json/)).closest('label')?.querySelector('input')?.checked).toBe(true)
  await window.person.click(dialog().getByText('Begin the draft'))
  expect(window.workspace.project.drafts.all().map(({origin}) => [origin.from, origin.schema.name, origin.base])).toEqual([
    ['preset', preset.name, 1],
    ['file', 'Tones', 1],
  ])
})

test('of several drafts each says who began it and when, one is looked at, and one is thrown away after a question', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const alice = await aColleague(hub, {as: 'Alice'})
  openDraft(alice.workspace, {from: 'in-force', base: 1, schema: {...alice.workspace.writtenSchema(), name: 'Of Alice'}})
  const window = await atDraft(hub)
  const {person, workspace} = window
  await until(() => expect(workspace.project.drafts.all()).toHaveLength(2))
  const shown = screen.getByRole<HTMLSelectElement>('combobox', {name: 'Shown'})
  const options = within(shown)
    .getAllByRole('option')
    .map(({textContent}) => textContent)
  expect(options[0]).toBe('In force: “Tones”, version 1')
  expect(options.slice(1).sort()).toEqual([expect.stringMatching(/^Draft by Alice, .+: “Of Alice”$/), expect.stringMatching(/^Draft by Carol, .+: “Tones”$/)])
  await person.selectOptions(shown, within(shown).getByRole('option', {name: /Of Alice/}))
  expect(rows()[0]).toBe('Of Alice')
  await person.click(button('Throw away…'))
  await person.click(button('Cancel'))
  expect(workspace.project.drafts.all()).toHaveLength(2)
  await person.click(button('Throw away…'))
  expect(screen.getByRole('alertdialog').textContent).toContain('It cannot be brought back.')
  await person.click(button('Throw away'))
  await until(() => expect(alice.workspace.project.drafts.all().map(({origin}) => origin.by)).toEqual(['carol']))
  expect(button('Change it')).toBeDefined()
  // What was thrown away is no step of hers to take back.
  act(() => tree().focus())
  await person.keyboard('{Control>}z{/Control}')
  expect(workspace.project.drafts.all()).toHaveLength(1)
})

test('the schema in force and a draft are saved as files that can be taken again', async () => {
  const saved: Blob[] = []
  const made = vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    saved.push(blob as Blob)
    return 'blob:saved'
  })
  const window = await atDraft(await aProjectOf(TONES, MIXED_TEXT))
  const {person} = window
  await person.click(row('Roar'))
  await person.clear(field('Label'))
  await person.type(field('Label'), 'زئير{Enter}')
  await person.click(button('Save as a file…'))
  await person.selectOptions(screen.getByRole('combobox', {name: 'Shown'}), '')
  await person.click(button('Save as a file…'))
  made.mockRestore()
  const [draft, inForce] = await Promise.all(saved.map(async blob => JSON.parse(await blob.text()) as Schema))
  expect([inForce, JSON.stringify(draft).includes('زئير'), draft?.version]).toEqual([TONES, true, 2])
})

test('of two thousand labels few are in the page, one is found by words, and typing draws nothing but its field', async () => {
  const [layer] = TONES.layers
  const [tone] = layer?.features ?? []
  if (layer === undefined || tone?.kind !== 'choice') throw new Error('There is no choice.')
  const choices = Array.from({length: 2000}, (_, nth) => ({value: `v${nth}`, label: nth % 2 === 0 ? `תווית ${nth}` : `Label ${nth}`}))
  const window = await atDraft(await aProjectOf({...TONES, layers: [{...layer, features: [{...tone, choices}]}]}, MIXED_TEXT))
  const {person} = window
  // So many are not shown unasked.
  expect(rows()).toEqual(['Tones', 'Line', '  Tone'])
  await person.click(row('Tone'))
  act(() => tree().focus())
  await person.keyboard('{ArrowRight}')
  expect(rows().length).toBeLessThan(80)
  await person.type(screen.getByRole('searchbox', {name: 'Find in the codebook'}), 'תווית 1998')
  expect(rows()).toEqual(['Tones', 'Line', '  Tone', '    תווית 1998'])
  await person.click(row('תווית 1998'))
  const label = field('Label')
  act(() => label.setSelectionRange(label.value.length, label.value.length))
  // With the first letter the window says that something is not written yet.
  fireEvent.change(label, {target: {value: `${label.value} `}})
  const drawn = await rendersOf(['PartTree', 'PartForm', 'LabelField', 'TextField'], async () => {
    for (const letter of 'חדשה') fireEvent.change(label, {target: {value: label.value + letter}})
  })
  expect(drawn).toEqual({PartTree: 0, PartForm: 0, LabelField: 0, TextField: 4})
  await person.type(label, '{Enter}')
  await until(() => expect(row('תווית 1998 חדשה')).toBeDefined())
})
