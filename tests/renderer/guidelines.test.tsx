import {screen, waitFor, within} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import type {Span} from '../../src/core/text/span.ts'
import {setFeature} from '../../src/renderer/annotate/edit-annotations.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {spanOf} from '../../src/renderer/guideline/go-to-example.ts'
import {AnnotationDetails} from '../../src/renderer/inspector/annotation-details.tsx'
import {names} from '../../src/renderer/state/names.ts'
import {useWorkspace, WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

const ARTICLE = anArticle(MIXED_TEXT)

const codes = (article: string, span: Span): Schema => ({
  name: 'Töne',
  version: 2,
  layers: [
    {
      name: 'line',
      label: 'Line',
      key: 'l',
      look: {hue: 'teal', line: 'solid'},
      primary: 'tone',
      guideline: 'Mark **one** sentence.',
      examples: [
        {kind: 'positive', quote: 'Sea ice', article, span, note: 'It is *said*.'},
        {kind: 'negative', quote: 'אין דבר', article: 'b2'.repeat(32)},
      ],
      features: [
        {
          name: 'tone',
          label: 'Tone',
          kind: 'choice',
          choices: [
            {value: 'calm', label: 'Calm', key: '1', guideline: 'Nobody _shouts_.', examples: [{kind: 'positive', quote: '和平'}]},
            {value: 'sharp', label: 'Sharp', retired: true},
            {value: 'other', label: 'Other', key: '2'},
          ],
        },
      ],
    },
  ],
})

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(ARTICLE)
  desk.workspace.project.setSchema(codes(ARTICLE.id, desk.spanOf('Sea ice')))
  selectWords(desk.workspace, desk.spanOf('Sea ice'))
  desk.does('mark:line')
})
afterEach(() => desk.close())

const selected = (): string => desk.workspace.view.get().selected ?? ''

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

test('the guideline of a layer is opened once and stays open, also where the details are shown anew', async () => {
  const {person, unmount} = shown()
  const guideline = (): HTMLDetailsElement => screen.getByText('one').closest('details')!
  expect(guideline().open).toBe(false)
  await person.click(within(guideline()).getByText(/^Guideline/))
  await waitFor(() => expect(desk.workspace.preferences.get().openGuidelines).toEqual(['["line"]']))
  unmount()
  const again = shown()
  expect(guideline().open).toBe(true)
  await again.person.click(within(guideline()).getByText(/^Guideline/))
  await waitFor(() => expect(desk.workspace.preferences.get().openGuidelines).toEqual([]))
})

test('its examples say which are right and why, and lead to their words where the article is in the project', async () => {
  const {person} = shown()
  await person.click(screen.getByText(/^Guideline/))
  const [right, wrong] = screen.getAllByRole('listitem').filter(item => item.className.includes('example'))
  expect(right!.textContent).toContain('Example Sea ice')
  expect(within(right!).getByText('said', {selector: 'em'})).toBeDefined()
  expect(wrong!.textContent).toBe('Counterexample אין דבר')
  let went: unknown
  desk.workspace.panes.article = {
    focus: () => undefined,
    reveal: span => {
      went = span
    },
    select: () => undefined,
    place: () => undefined,
    caret: () => undefined,
  }
  await person.click(within(right!).getByRole('button', {name: /^Go to “Sea ice” in/}))
  await waitFor(() => expect(went).toEqual(desk.spanOf('Sea ice')))
})

test('words of an example are found at their place, else where they stand alone, else nowhere', () => {
  const text = 'Ice melts. 🧊 Ice is thin. Seas rise.'
  expect(spanOf({quote: 'Ice', span: {start: 14, end: 17}}, text)).toEqual({start: 14, end: 17})
  expect(spanOf({quote: 'Seas', span: {start: 0, end: 4}}, text)).toEqual({start: 27, end: 31})
  expect(spanOf({quote: 'Ice … Seas', span: {start: 14, end: 31}}, text)).toEqual({start: 14, end: 31})
  expect(spanOf({quote: 'Ice', span: {start: 1, end: 4}}, text)).toBeUndefined()
  expect(spanOf({quote: 'سلام'}, text)).toBeUndefined()
})

test('on a label its guideline is shown; Escape takes that away and leaves the focus where it is, the next one goes back to the text', async () => {
  const {person} = shown()
  let focused = 0
  desk.workspace.panes.article = {focus: () => focused++, reveal: () => undefined, select: () => undefined, place: () => undefined, caret: () => undefined}
  const calm = screen.getByRole('radio', {name: /Calm/})
  await person.hover(calm)
  const tip = await screen.findByRole('tooltip')
  expect(tip.textContent).toBe('Nobody shouts.F1 opens it, with 1 example')
  expect(calm.getAttribute('aria-describedby')).toBe(tip.id)
  calm.focus()
  await person.keyboard('{Escape}')
  expect([screen.queryByRole('tooltip'), document.activeElement, focused]).toEqual([null, calm, 0])
  await person.keyboard('{Escape}')
  expect(focused).toBe(1)
})

test('a label that is retired is shown as such where it was chosen, and offered nowhere else', () => {
  const {unmount} = shown()
  expect(screen.queryByRole('radio', {name: /Sharp/})).toBeNull()
  unmount()
  setFeature(desk.workspace, desk.article(), selected(), 'tone', 'sharp')
  shown()
  expect(screen.getByRole('radio', {name: 'Sharp (retired)', checked: true})).toBeDefined()
})
