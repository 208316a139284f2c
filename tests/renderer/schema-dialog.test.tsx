import {join} from 'node:path'
import {screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {readJsonInput} from '../../src/cli/json-input.ts'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {PRESETS} from '../../src/hub/schema-presets.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {SchemaDialog} from '../../src/renderer/window/schema-dialog.tsx'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {bytesOf} from '../support/datasets.ts'
import {show} from '../ui/dom.tsx'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT), {schemasFolder: join(import.meta.dirname, '..', '..', ...PRESETS)})
})
afterEach(() => desk.close())

const opened = () => {
  const onClose = vi.fn()
  const {person} = show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <SchemaDialog onClose={onClose} />
    </WorkspaceContext.Provider>,
  )
  return {person, onClose}
}
const layersShown = (name: string) => [...screen.getByRole('list', {name: `Layers of ${name}`}).children].map(({textContent}) => textContent)
/** The button that takes it, once it is known what that would do. */
const taking = async (): Promise<HTMLElement> => {
  const button = screen.getByRole<HTMLButtonElement>('button', {name: 'Take this schema'})
  await waitFor(() => expect(button.disabled).toBe(false), {timeout: 10_000})
  return button
}
const preset = (name: RegExp) => screen.findByRole('radio', {name}, {timeout: 10_000})

test('a schema that comes with the app is chosen by its name, shown with its layers and keys, and taken', async () => {
  const {person, onClose} = opened()
  expect(layersShown(DEFAULT_SCHEMA.name)).toEqual(['ClaimC', 'EntityE', 'SourceS', 'CueD'])
  expect(screen.getByRole('button', {name: 'Take this schema'}).hasAttribute('disabled')).toBe(true)
  await person.click(await preset(/PolNeAR attribution.*Who is cited/))
  expect(layersShown('PolNeAR attribution')).toEqual(['ContentC', 'SourceS', 'CueD'])
  await person.click(await taking())
  await waitFor(() => expect(onClose).toHaveBeenCalled(), {timeout: 10_000})
  expect(desk.workspace.toasts.current().map(({text}) => text)).toEqual(['The schema “PolNeAR attribution” is in force now, as version 2.'])
  await waitFor(() => expect(desk.workspace.project.schema()).toMatchObject({name: 'PolNeAR attribution', version: 2}), {timeout: 10_000})
})

const markZoe = async (): Promise<void> => {
  const {workspace, spanOf, does} = desk
  selectWords(workspace, spanOf('Zoë'))
  does('mark:entity')
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
}

test('one that has no place for what was annotated since is refused in the dialog, with what that is and how often, and the one in force stays', async () => {
  const {workspace} = desk
  const {person, onClose} = opened()
  await person.click(await preset(/PolNeAR attribution/))
  const button = await taking()
  await markZoe()
  const seen: unknown[] = []
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    seen.push(this)
  })
  await person.click(button)
  const problem = (await screen.findByText(/^Annotations or entities say what/, undefined, {timeout: 10_000})).closest('[role=alert]')
  expect(problem?.textContent).toContain('the layer “Entity” (1 annotation)')
  // The problem stands at the top, far from the button: it comes into sight, and the focus stays.
  await waitFor(() => expect(seen).toContain(problem))
  expect(document.activeElement?.textContent).toBe('Take this schema')
  expect([onClose.mock.calls, workspace.project.schema()]).toEqual([[], DEFAULT_SCHEMA])
})

test('[SP162] of what the new schema has no place for it is said how much is removed, and until each has a place it cannot be taken', async () => {
  const {workspace, article} = desk
  await markZoe()
  await markZoe()
  const [one] = article().set.all()
  article().set.remove([one?.id ?? ''], workspace.act())
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
  const {person} = opened()
  const button = screen.getByRole<HTMLButtonElement>('button', {name: 'Take this schema'})
  await person.click(await preset(/PolNeAR attribution/))
  const layer = await screen.findByRole('combobox', {name: /The layer “Entity”/}, {timeout: 10_000})
  expect(layer.closest('.schema-mapping')?.textContent).toContain('2 annotations in 1 article; of these 1 is removed, and kept so that it can be brought back')
  expect(button.disabled).toBe(true)
  await person.selectOptions(layer, 'Source')
  expect((await taking()).hasAttribute('disabled')).toBe(false)
})

test('[SP162] what the new schema has no place for is shown with its numbers, and goes where the person says', async () => {
  const {workspace, spanOf, does} = desk
  selectWords(workspace, spanOf('Zoë'))
  does('mark:entity')
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
  const {person, onClose} = opened()
  await person.click(await preset(/PolNeAR attribution/))
  const layer = await screen.findByRole('combobox', {name: /The layer “Entity”/}, {timeout: 10_000})
  expect(layer.closest('.schema-mapping')?.textContent).toContain('1 annotation in 1 article')
  // It stands with the schema that it is about, and is read out.
  expect(layer.closest('.schema-option')?.textContent).toContain('PolNeAR attribution')
  expect(screen.getByText(/^Annotations or entities say 1 thing that the chosen schema has no place for/).getAttribute('role')).toBe('status')
  expect(screen.getByRole('heading', {name: 'What this schema has no place for'})).toBeDefined()
  expect(layer).toHaveProperty('selectedOptions.0.textContent', 'Nothing: do not take this schema')
  await person.selectOptions(layer, 'Source')
  await waitFor(() => expect(layer).toHaveProperty('value', 'source'))
  await person.click(await taking())
  await waitFor(() => expect(onClose).toHaveBeenCalled(), {timeout: 10_000})
  await waitFor(
    () =>
      expect(
        workspace
          .current()
          ?.set.all()
          .map(annotation => [annotation.layer, annotation.schemaVersion]),
      ).toEqual([['source', 1]]),
    {timeout: 10_000},
  )
})

test('who may only annotate sees the schema in force, and no other', async () => {
  const {workspace} = desk
  workspace.session.set({...workspace.session.get(), person: {id: 'alice', name: 'Alice', role: 'annotator'}})
  opened()
  expect(layersShown(DEFAULT_SCHEMA.name)).toHaveLength(4)
  expect(screen.getAllByRole('button').map(({textContent}) => textContent)).toEqual(['', 'Save as a file…', 'Close'])
  expect(screen.queryByRole('radio')).toBeNull()
})

/** Chooses a file as the browser's own dialog does. */
async function fromFile(person: ReturnType<typeof opened>['person'], name: string, bytes: Uint8Array): Promise<void> {
  await person.click(screen.getByRole('button', {name: 'From a file…'}))
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('No file is asked for.')
  await person.upload(input, new File([new Uint8Array(bytes)], name, {type: 'application/json'}))
}

test('a file that is no UTF-8 is refused in the words of the command line, with the place, and one that is can be taken', async () => {
  const {person} = opened()
  const text = JSON.stringify({...DEFAULT_SCHEMA, name: 'Médias'}, null, 2)
  const latin1 = Uint8Array.from(text, character => character.charCodeAt(0))
  await fromFile(person, 'medias.json', latin1)
  const refused = readJsonInput({source: bytesOf(latin1)})
  const sentence = refused.ok ? '' : refused.error
  expect(`${sentence}`).toBe('The file is not UTF-8: line 2, column 13 is no character. Save it as UTF-8, or export it again.')
  expect((await screen.findByRole('alert')).textContent).toContain(`medias.json: ${sentence}`)
  expect(screen.queryByRole('radio', {name: /dias/})).toBeNull()
  await fromFile(person, 'medias.json', new TextEncoder().encode(`\ufeff${text}`))
  expect(await screen.findByRole('radio', {name: /Médias/})).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
  await fromFile(person, 'list.json', new TextEncoder().encode('[]'))
  expect((await screen.findByRole('alert')).textContent).toContain('This JSON file is no schema')
})

test('one in force that cannot be read is shown with what is wrong, and cannot be saved as a file', () => {
  desk.workspace.project.setSchema({...DEFAULT_SCHEMA, name: 'Kaputt', layers: []})
  opened()
  expect(screen.getByText(/^It cannot be read here: schema\.layers must list at least 1/)).toBeDefined()
  expect(screen.queryByRole('button', {name: 'Save as a file…'})).toBeNull()
  expect(screen.queryByRole('list', {name: /^Layers of $/})).toBeNull()
})
