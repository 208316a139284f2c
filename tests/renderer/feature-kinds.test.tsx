import {screen, waitFor, within} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {missingLabels} from '../../src/renderer/annotate/missing-labels.ts'
import {schemaDeeds} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {AnnotationDetails} from '../../src/renderer/inspector/annotation-details.tsx'
import {AnnotationList} from '../../src/renderer/inspector/annotation-list.tsx'
import {names} from '../../src/renderer/state/names.ts'
import {useWorkspace, WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

/** Every kind of question: several labels, yes or no, one of a tree, one that must be answered, one that is asked only at times. */
const CODES: Schema = {
  name: 'קידוד',
  version: 2,
  layers: [
    {
      name: 'satz',
      label: 'Satz',
      key: 's',
      look: {hue: 'amber', line: 'solid'},
      guideline: 'Mark **one** sentence.',
      features: [
        {
          name: 'frames',
          label: 'Frames',
          key: 'f',
          kind: 'choices',
          required: true,
          choices: [
            {value: 'conflict', label: 'Conflict', guideline: 'Two sides oppose each other.'},
            {value: 'war', label: 'حرب', parent: 'conflict'},
            {value: 'economy', label: 'Économie', key: 'y'},
            {value: 'peace', label: 'שלום', key: '1'},
          ],
        },
        {name: 'quoted', label: 'Quoted', key: 'q', kind: 'yes-no', required: true, guideline: 'Are these words in quotation marks?'},
        {name: 'verb', label: 'Verb', kind: 'text', when: {feature: 'quoted', is: true}},
        {
          name: 'topic',
          label: 'Topic',
          kind: 'choice',
          choices: [
            {value: 'climate', label: 'Climate'},
            {value: 'ice', label: 'Éis 和平', parent: 'climate', guideline: 'أي جليد، 🧊 too.'},
            {value: 'sport', label: 'Sport'},
          ],
        },
      ],
    },
  ],
}

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
  const {workspace} = desk
  workspace.project.setSchema(CODES)
  selectWords(workspace, desk.spanOf('Sea ice'))
  desk.does('mark:satz')
})
afterEach(() => desk.close())

const selected = () => {
  const annotation = desk.article().set.get(desk.workspace.view.get().selected ?? '')
  if (annotation === undefined) throw new Error('Nothing is selected.')
  return annotation
}
const say = (name: string, value: Parameters<typeof setFeature>[4]): void => setFeature(desk.workspace, desk.article(), selected().id, name, value)

function Details() {
  const workspace = useWorkspace()
  const annotation = workspace.current()?.set.get(workspace.view.get().selected ?? '')
  if (annotation === undefined) return null
  return <AnnotationDetails article={desk.article()} annotation={annotation} names={names(workspace.project, workspace.registry)} commands={desk.commands} />
}
const shown = () =>
  show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <Details />
    </WorkspaceContext.Provider>,
  )
const field = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-feature="${name}"]`)
  if (found === null) throw new Error(`${name} is not asked.`)
  return found
}

test('several labels are chosen and taken back by their keys, those without one by digits, and stand in a tree', async () => {
  const {person} = shown()
  const frames = within(field('frames'))
  desk.workspace.panes.focusFeature?.('frames')
  expect(document.activeElement).toBe(frames.getByRole('checkbox', {name: 'Conflict'}))
  await person.keyboard('2y')
  expect(selected().features.frames).toEqual(expect.arrayContaining(['war', 'economy']))
  await person.keyboard('y')
  await waitFor(() => expect(frames.getAllByRole<HTMLInputElement>('checkbox').map(({checked}) => checked)).toEqual([false, true, false, false]))
  const indents = [...field('frames').querySelectorAll<HTMLElement>('.labels-field-label')].map(({style}) => style.paddingInlineStart)
  expect(indents).toEqual(['0rem', '1rem', '0rem', '0rem'])
})

test('a digit that a label has of its own goes to no other', async () => {
  const {person} = shown()
  desk.workspace.panes.focusFeature?.('frames')
  await person.keyboard('1')
  expect(selected().features.frames).toEqual(['peace'])
})

test('a label that a colleague chose while there could be one only is ticked, and stays as another is ticked', async () => {
  desk.article().set.setFeature(selected().id, 'frames', 'war', {by: 'bob', at: 1})
  const {person} = shown()
  const boxes = () => within(field('frames')).getAllByRole<HTMLInputElement>('checkbox')
  expect(boxes().map(({checked}) => checked)).toEqual([false, true, false, false])
  await person.click(within(field('frames')).getByRole('checkbox', {name: 'Économie'}))
  expect(selected().features.frames).toEqual(['economy', 'war'])
  await waitFor(() => expect(boxes().map(({checked}) => checked)).toEqual([false, true, true, false]))
})

test('of several labels only those that have no tick are shown as not in the schema, and where all have one, none is', async () => {
  const bob = {by: 'bob', at: 1}
  desk.article().set.setFeature(selected().id, 'frames', 'war', bob)
  shown()
  expect(screen.queryByRole('region', {name: 'Not in the schema'})).toBeNull()
  desk.article().set.setFeature(selected().id, 'frames', ['war', 'سلام'], bob)
  expect((await screen.findByRole('region', {name: 'Not in the schema'})).textContent).toMatch(/^Not in the schemaFramesسلامThis was said/)
  desk.article().set.setFeature(selected().id, 'frames', true, bob)
  await waitFor(() => expect(screen.getByRole('region', {name: 'Not in the schema'}).textContent).toMatch(/FramesYesThis was said/i))
})

test('Enter on a label is the last of them, and with Ctrl it is what the window makes of it', async () => {
  const {person} = shown()
  const passed: boolean[] = []
  const listen = (event: KeyboardEvent): void => void (event.key === 'Enter' && passed.push(!event.defaultPrevented))
  window.addEventListener('keydown', listen)
  desk.workspace.panes.focusFeature?.('frames')
  await person.keyboard('{Control>}{Enter}{/Control}{Control>}{Shift>}{Enter}{/Shift}{/Control}{Enter}')
  window.removeEventListener('keydown', listen)
  expect(passed).toEqual([true, true, false])
})

test('yes or no is answered by a digit, and what follows from it is asked then, and not before', async () => {
  const {person} = shown()
  const deeds = () => schemaDeeds(desk.workspace).map(({id}) => id)
  expect([document.querySelector('[data-feature=verb]'), deeds().includes('feature:verb')]).toEqual([null, false])
  desk.workspace.panes.focusFeature?.('quoted')
  await person.keyboard('1')
  expect(selected().features.quoted).toBe(true)
  await waitFor(() => expect(within(field('verb')).getByRole('textbox', {name: 'Verb'})).toBeDefined())
  expect(deeds()).toContain('feature:verb')
})

test('what was said stays when it is not asked any more, and is shown as that', async () => {
  say('quoted', true)
  say('verb', 'dit')
  shown()
  say('quoted', false)
  await waitFor(() => expect(document.querySelector('[data-feature=verb]')).toBeNull())
  expect(screen.getByRole('region', {name: 'Not asked now'}).textContent).toContain('Verbdit')
  expect(selected().features).toEqual({quoted: false, verb: 'dit'})
})

test('what is still to be said is marked in the details and in the list, counted there, and keeps nobody from going on', async () => {
  const schema = CODES
  expect(missingLabels(schema, selected())).toEqual(['Frames', 'Quoted'])
  const {unmount} = shown()
  expect([field('frames'), field('quoted'), field('topic')].map(({textContent}) => textContent?.includes('Still to be said'))).toEqual([true, true, false])
  unmount()
  say('frames', ['war'])
  say('quoted', true)
  expect(missingLabels(schema, selected())).toEqual([])
  selectWords(desk.workspace, desk.spanOf('Zoë'))
  desk.does('mark:satz')
  show(
    <WorkspaceContext.Provider value={desk.workspace}>
      <AnnotationList article={desk.article()} names={names(desk.workspace.project, desk.workspace.registry)} onOpen={() => undefined} />
    </WorkspaceContext.Provider>,
  )
  expect(screen.getByRole('radio', {name: 'Incomplete 1'})).toBeDefined()
  say('frames', ['economy'])
  say('quoted', false)
  await waitFor(() => expect(screen.queryByRole('radio', {name: /Incomplete/})).toBeNull())
})

test('a label of a tree is found by its words without accents, and by those of the label above it', async () => {
  const {person} = shown()
  const topic = within(field('topic')).getByRole('combobox', {name: 'Topic'})
  await person.click(topic)
  await person.keyboard('climate')
  expect(screen.getAllByRole('option').map(({textContent}) => textContent)).toEqual(['Climate', 'Éis 和平Climate'])
  await person.clear(topic)
  await person.keyboard('eis{Enter}')
  expect(selected().features.topic).toBe('ice')
})

test('guidelines of the layer, of a feature and of a label are read where they are needed', async () => {
  const {person} = shown()
  expect(screen.getByText('one', {selector: 'strong'}).closest('details')).not.toBeNull()
  expect(within(field('quoted')).getByText('Are these words in quotation marks?')).toBeDefined()
  // Of a label in a tree, while it is looked for and once it is chosen.
  const topic = within(field('topic')).getByRole('combobox', {name: 'Topic'})
  await person.click(topic)
  expect(screen.queryByText(/أي جليد/)).toBeNull()
  await person.keyboard('eis')
  expect(document.getElementById(screen.getByRole('option').getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/^أي جليد، 🧊 too\./)
  await person.keyboard('{Enter}')
  await waitFor(() => expect(within(field('topic')).getByText('أي جليد، 🧊 too.').closest('details')).not.toBeNull())
  await person.hover(within(field('frames')).getByText('Conflict'))
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/^Two sides oppose each other\./)
})
