import {join} from 'node:path'
import {screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {DEFAULT_SCHEMA} from '../../src/core/schema/default-schema.ts'
import {PRESETS} from '../../src/hub/schema-presets.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {SchemaDialog} from '../../src/renderer/window/schema-dialog.tsx'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
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
const preset = (name: RegExp) => screen.findByRole('radio', {name}, {timeout: 10_000})

test('a schema that comes with the app is chosen by its name, shown with its layers and keys, and taken', async () => {
  const {person, onClose} = opened()
  expect(layersShown(DEFAULT_SCHEMA.name)).toEqual(['ClaimC', 'EntityE', 'SourceS', 'CueD'])
  expect(screen.getByRole('button', {name: 'Take this schema'}).hasAttribute('disabled')).toBe(true)
  await person.click(await preset(/PolNeAR attribution.*Who is cited/))
  expect(layersShown('PolNeAR attribution')).toEqual(['ContentC', 'SourceS', 'CueD'])
  await person.click(screen.getByRole('button', {name: 'Take this schema'}))
  await waitFor(() => expect(onClose).toHaveBeenCalled(), {timeout: 10_000})
  expect(desk.workspace.toasts.current().map(({text}) => text)).toEqual(['The schema “PolNeAR attribution” is in force now, as version 2.'])
  await waitFor(() => expect(desk.workspace.project.schema()).toMatchObject({name: 'PolNeAR attribution', version: 2}), {timeout: 10_000})
})

test('one that has no place for what is annotated is refused in the dialog, with what that is and how often, and the one in force stays', async () => {
  const {workspace, spanOf, made} = desk
  selectWords(workspace, spanOf('Zoë'))
  made('mark:entity').run()
  await waitFor(() => expect(workspace.connection.state().unsynced).toBe(false), {timeout: 10_000})
  const {person, onClose} = opened()
  await person.click(await preset(/PolNeAR attribution/))
  await person.click(screen.getByRole('button', {name: 'Take this schema'}))
  expect((await screen.findByRole('alert', undefined, {timeout: 10_000})).textContent).toContain('the layer “Entity” (1 annotation)')
  expect([onClose.mock.calls, workspace.project.schema()]).toEqual([[], DEFAULT_SCHEMA])
})

test('who may only annotate sees the schema in force, and no other', async () => {
  const {workspace} = desk
  workspace.session.set({...workspace.session.get(), person: {id: 'alice', name: 'Alice', role: 'annotator'}})
  opened()
  expect(layersShown(DEFAULT_SCHEMA.name)).toHaveLength(4)
  expect(screen.getAllByRole('button').map(({textContent}) => textContent)).toEqual(['', 'Save as a file…', 'Close'])
  expect(screen.queryByRole('radio')).toBeNull()
})
