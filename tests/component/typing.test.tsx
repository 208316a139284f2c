import {act, screen, waitFor, within} from '@testing-library/react'
import {beforeEach, expect, test} from 'vitest'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {createEntity} from '../../src/renderer/claims/registry-acts.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {rendersOf} from './renders.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow, saved} from './window.tsx'

/** Parts of the lists of articles and of annotations, by the names of their components. */
const LISTS = ['ArticleList', 'Rows', 'Row', 'AnnotationList', 'Line', 'VirtualList'] as const
const NONE = {ArticleList: 0, Rows: 0, Row: 0, AnnotationList: 0, Line: 0, VirtualList: 0}

const list = () => within(screen.getByRole('listbox', {name: 'Annotations in text order'}))

let alice: OpenWindow
beforeEach(async () => {
  alice = await openWindow(await aProject(MIXED_TEXT, 'Seas rise. 和平 👩‍👩‍👧\n', 'Another day, another report.\n'), {as: 'Alice'})
  alice.selectWords('Zoë')
  await alice.person.keyboard('e')
  alice.selectWords('Sea ice melts faster')
  await alice.person.keyboard('c')
  await saved()
  // The hub counts later: what it has counted is on screen before anything else is done.
  await waitFor(() => expect(screen.getByRole('listbox', {name: 'Articles'}).textContent).toMatch(/Claim 1.*1 other/))
})

test('a note is typed and written without a list being drawn', async () => {
  const note = screen.getByRole('textbox', {name: 'Note'})
  await alice.person.click(note)
  const drawn = await rendersOf([...LISTS, 'TextArea'], async () => {
    await alice.person.keyboard('Who says so? זה')
    await waitFor(() => expect(alice.workspace.current()?.listed()[0]?.annotation.features).toMatchObject({note: 'Who says so? זה'}), {timeout: 10_000})
    await saved()
  })
  expect(drawn).toEqual({...NONE, TextArea: expect.any(Number)})
  expect(drawn.TextArea).toBeGreaterThan(10)
})

test('a comment is typed without a list being drawn, and sent it changes the line of its annotation alone', async () => {
  const box = screen.getByRole('textbox', {name: 'Comment'})
  await alice.person.click(box)
  expect(await rendersOf(LISTS, () => alice.person.keyboard('Not so sure 👩‍👩‍👧'))).toEqual(NONE)
  expect(await rendersOf(LISTS, () => alice.person.keyboard('{Control>}{Enter}{/Control}'))).toEqual(NONE)
  expect(list().getByRole('option', {selected: true}).textContent).toContain('1 open comment')
})

test('the name of an entity is typed without a list being drawn, and written it is drawn in the lines that say it alone', async () => {
  const {workspace, person} = alice
  const article = workspace.current()
  const mention = article?.listed().find(({annotation}) => annotation.selector?.quote === 'Zoë')
  if (article === undefined || mention === undefined) throw new Error('Nobody is marked.')
  const entity = createEntity(workspace, 'Zoe', 'PERSON')
  act(() => setFeature(workspace, article, mention.annotation.id, 'entityId', entity))
  await waitFor(() => expect(list().getByRole('option', {name: /Zoë/}).textContent).toContain('Zoe'))
  await person.keyboard('{Shift>}r{/Shift}')
  const registry = within(await screen.findByRole('main', {name: 'Entities and claims'}))
  await person.click(await registry.findByText('Zoe'))
  await person.click(registry.getByRole('textbox', {name: 'Name'}))
  expect(await rendersOf(LISTS, () => person.keyboard(' زوي'))).toEqual(NONE)
  const drawn = await rendersOf(LISTS, async () => {
    await waitFor(() => expect(workspace.registry.entities.get(entity.id)?.name).toBe('Zoe زوي'), {timeout: 10_000})
    await saved()
  })
  expect(drawn).toEqual({...NONE, Line: expect.any(Number)})
  await person.keyboard('{Control>}{Alt>}1{/Alt}{/Control}')
  expect(list().getByRole('option', {name: /Zoë/}).textContent).toContain('Zoe زوي')
})

test('what is typed into the filter of the articles draws no annotation, and no line of an article that stays', async () => {
  await alice.person.click(screen.getByRole('searchbox', {name: 'Filter articles'}))
  const drawn = await rendersOf(['AnnotationList', 'Line', 'Row', 'Rows'], () => alice.person.keyboard('a'))
  expect(drawn).toEqual({AnnotationList: 0, Line: 0, Row: 0, Rows: expect.any(Number)})
  await alice.person.keyboard('nother')
  await waitFor(() => expect(screen.getByRole('listbox', {name: 'Articles'}).textContent).toMatch(/^Another day/))
})
