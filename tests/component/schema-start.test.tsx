import {act, fireEvent, screen, within} from '@testing-library/react'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test, vi} from 'vitest'
import {readJsonInput} from '../../src/cli/json-input.ts'
import {ok} from '../../src/core/result.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import type {Schema} from '../../src/core/schema/schema.ts'
import {withOwnProjects} from '../../src/hub/requests/own-projects.ts'
import {openDraft} from '../../src/renderer/screens/schema/draft-acts.ts'
import {createProjectFolder} from '../../src/storage/project-folder.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {bytesOf} from '../support/datasets.ts'
import {value} from '../support/results.ts'
import {aProjectOf, atCodebook, atDraft, button, draftOf, field, form, LONG, partCalled, row, rows, TONES, tree, until} from './codebook.ts'
import {rendersOf} from './renders.ts'
import type {OpenWindow} from './window.tsx'
import {aColleague, openWindow} from './window.tsx'

const PRESETS = join(import.meta.dirname, '..', '..', 'resources', 'schemas')

/** Chooses a file as the browser's own dialog does. */
async function fromFile({person}: OpenWindow, name: string, value: unknown): Promise<void> {
  await person.click(dialog().getByText('From a file…'))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('No file is asked for.')
  await person.upload(input, new File([value instanceof Uint8Array ? new Uint8Array(value) : JSON.stringify(value)], name, {type: 'application/json'}))
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
  await person.click(button('Save…'))
  await person.click(screen.getByRole('menuitem', {name: 'Schema as a file (.json)'}))
  await person.selectOptions(screen.getByRole('combobox', {name: 'Shown'}), '')
  await person.click(button('Save…'))
  await person.click(screen.getByRole('menuitem', {name: 'Schema as a file (.json)'}))
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

test('[SP162] what another schema has no place for is shown with its numbers as it is published, removed ones too, and goes where the person says', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  const bob = await aColleague(hub, {as: 'Bob'})
  for (const quote of ['Zoë', 'السلام']) {
    bob.selectWords(quote)
    bob.does('mark:line')
  }
  bob.workspace.current()?.set.remove([bob.listed()[0]?.id ?? ''], bob.workspace.act())
  await until(() => expect(bob.workspace.connection.state().unsynced).toBe(false))
  const window = await atCodebook(hub)
  const {person, workspace} = window
  const [line, link] = TONES.layers
  const other = {
    ...TONES,
    name: 'Others',
    layers: [
      {...line, name: 'phrase', label: 'عبارة'},
      {...link, from: ['phrase']},
    ],
  }
  await person.click(button('Start from…'))
  await fromFile(window, 'other.json', other)
  await person.click(dialog().getByText('Begin the draft'))
  await person.click(button('Publish…'))
  const publishing = within(await screen.findByRole('dialog', {name: 'Publish the draft'}))
  const place = await publishing.findByLabelText<HTMLSelectElement>(/The layer “Line”/, undefined, LONG)
  expect(place.closest('.schema-mapping')?.textContent).toContain('2 annotations in 1 article; of these 1 is removed, and kept so that it can be brought back')
  const publish = publishing.getByText('Publish').closest('button') as HTMLButtonElement
  expect([publish.disabled, place.selectedOptions[0]?.textContent]).toEqual([true, 'Nothing: do not take this schema'])
  await person.selectOptions(place, 'عبارة')
  await until(() => expect(publish.disabled).toBe(false))
  await person.click(publish)
  await until(() => expect([workspace.project.schema().name, workspace.project.schema().version]).toEqual(['Others', 2]))
  await until(() => expect(window.listed().map(({layer, schemaVersion}) => [layer, schemaVersion])).toEqual([['phrase', 1]]))
  expect(workspace.project.drafts.all()).toEqual([])
})

test('a schema in force that cannot be read is shown with what is wrong, is no file to save, and another takes its place', async () => {
  const hub = await aProjectOf(TONES, MIXED_TEXT)
  await hub.changeProject(({setSchema}) => setSchema({...TONES, name: 'Kaputt', layers: []}))
  const window = await openWindow(hub, {as: 'Carol'})
  await window.person.keyboard('{Control>}{Alt>}4{/Alt}{/Control}')
  expect(await screen.findByText(/^It cannot be read here: schema\.layers must list at least 1/, undefined, LONG)).toBeDefined()
  expect([screen.queryByRole('tree'), screen.queryByText('Save…'), screen.queryByText('Change it')]).toEqual([null, null, null])
  await window.person.click(button('Start from…'))
  await fromFile(window, 'tones.json', TONES)
  await window.person.click(dialog().getByText('Begin the draft'))
  await window.person.click(button('Publish…'))
  const publishing = within(await screen.findByRole('dialog', {name: 'Publish the draft'}))
  const publish = publishing.getByText('Publish').closest('button') as HTMLButtonElement
  await until(() => expect(publish.disabled).toBe(false))
  await window.person.click(publish)
  await until(() => expect(window.workspace.project.schema().name).toBe('Tones'))
})

test('a file that is no UTF-8 is refused in the words of the command line, with the place', async () => {
  const window = await atCodebook(await aProjectOf(TONES, MIXED_TEXT))
  await window.person.click(button('Start from…'))
  const latin1 = Uint8Array.from(JSON.stringify({...TONES, name: 'Médias'}, null, 2), character => character.charCodeAt(0))
  await fromFile(window, 'medias.json', latin1)
  const refused = readJsonInput({source: bytesOf(latin1)})
  const sentence = refused.ok ? '' : String(refused.error)
  expect(sentence).toContain('is no character')
  expect((await dialog().findByRole('alert')).textContent).toContain(`medias.json: ${sentence}`)
})

test('a draft begins with the schema of another project on this computer, for the person at it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'claimlight-projects-'))
  onTestFinished(() => rm(folder, {recursive: true}))
  await value(await createProjectFolder(join(folder, 'שיחות.claimlight'), {projectId: 'other'})).close()
  const window = await atCodebook(await aProjectOf(TONES, MIXED_TEXT))
  const {workspace, person} = window
  await person.click(button('Start from…'))
  expect(dialog().queryByRole('combobox')).toBeNull()
  await person.click(button('Cancel'))
  const nowhere = async () => ok(null)
  const {requests} = workspace.host
  Object.assign(requests, withOwnProjects({...requests}, {folder, isOpen: () => false, open: nowhere, make: nowhere}, ''))
  const session = value(await requests.session())
  act(() => workspace.session.set(session))
  await person.click(button('Start from…'))
  const projects = await dialog().findByRole<HTMLSelectElement>('combobox', {name: 'From another project'})
  expect([...projects.options].map(({textContent}) => textContent)).toEqual(['From another project…', 'שיחות'])
  await person.selectOptions(projects, 'שיחות')
  expect(await dialog().findByText('of the project “שיחות”', {exact: false}, LONG)).toBeDefined()
  await person.click(dialog().getByText('Begin the draft'))
  expect([draftOf(window).origin.from, draftOf(window).origin.schema.name]).toEqual(['project', DEFAULT_SCHEMA.name])
})
