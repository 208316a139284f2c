import {screen, waitFor} from '@testing-library/react'
import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Schema} from '../../src/core/schema/schema.ts'
import {ColoursDialog} from '../../src/renderer/annotate/colours-dialog.tsx'
import {titleOf} from '../../src/renderer/annotate/command-title.ts'
import {paintOf} from '../../src/renderer/state/look.ts'
import {despiteWords} from '../../src/renderer/state/removal-words.ts'
import {schemaKeys} from '../../src/renderer/annotate/schema-commands.ts'
import {selectWords} from '../../src/renderer/annotate/select.ts'
import {AnnotateToolbar} from '../../src/renderer/annotate/toolbar.tsx'
import {layerCounts} from '../../src/renderer/articles/layer-counts.ts'
import {AnnotationList} from '../../src/renderer/inspector/annotation-list.tsx'
import {names} from '../../src/renderer/state/names.ts'
import {WorkspaceContext} from '../../src/renderer/state/use-workspace.ts'
import {KeysDialog} from '../../src/renderer/window/keys-dialog.tsx'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {reportCommands} from '../../src/renderer/window/report-commands.ts'
import {ReadMarks} from '../../src/renderer/screens/read/read-marks.tsx'
import {WelcomeDialog} from '../../src/renderer/window/welcome-dialog.tsx'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'
import {show} from '../ui/dom.tsx'

/** No stances, no claims, no digits, labels in three scripts; one key is of a command with Shift. */
const WORDS: Schema = {
  name: 'מילים',
  version: 2,
  layers: [
    {name: 'makom', label: 'מקום', key: 'w', look: {hue: 'green', line: 'dashed'}, features: [{name: 'heara', label: 'הערה', kind: 'text'}]},
    {name: 'remove', label: 'كلمة', key: 'g', look: {hue: 'rose', line: 'wavy'}, features: []},
    {name: 'shijian', label: '時間', key: 'r', look: {hue: 'teal', line: 'dotted'}, features: []},
  ],
}

let desk: Desk
beforeEach(async () => {
  // happy-dom loads no fonts, and has no word for them.
  Object.defineProperty(document, 'fonts', {value: new EventTarget(), configurable: true})
  desk = await aDesk(anArticle(MIXED_TEXT))
  desk.workspace.project.setSchema(WORDS)
})
afterEach(() => desk.close())

const around = (children: React.ReactNode) => show(<WorkspaceContext.Provider value={desk.workspace}>{children}</WorkspaceContext.Provider>)
function mark(id: `mark:${string}`, words: string): void {
  selectWords(desk.workspace, desk.spanOf(words))
  desk.does(id)
}
const news = () => desk.workspace.toasts.current().map(({text}) => text)

test('where a schema knows no claims, an article without anything is “Read, nothing to mark here”, wherever that is said', () => {
  const {workspace, commands, article} = desk
  expect(titleOf(workspace, 'article.noClaim')).toBe('Read, nothing to mark here')
  const told: string[] = []
  reportCommands(workspace, commands, SCREENS, {
    reportCommands: async (_enabled: readonly string[], titles: Readonly<Record<string, string>>) => void told.push(titles['article.noClaim'] ?? ''),
  } as never)
  around(<ReadMarks commands={commands} article={article()} />)
  screen.getByRole('button', {name: 'Read, nothing to mark here'}).click()
  expect(told[0]).toBe('Read, nothing to mark here')
  expect(titleOf(workspace, 'edit.undo')).toBe('Undo: “Read, nothing to mark here”')
  mark('mark:makom', 'Zoë')
  expect(news()).toEqual(['An annotation is marked here now, so your “Read, nothing to mark here” is taken back.'])
  const [{annotation} = {}] = article().listed()
  if (annotation === undefined) throw new Error('Nothing is marked.')
  expect(despiteWords(workspace.project, annotation, 'this article')).toContain(
    'marked an annotation in this article: “Zoë”. You said “Read, nothing to mark here” there',
  )
})

test('the number of annotations of an article is told by the labels and hues of the schema', () => {
  const counts = new Map([
    ['makom', 1200],
    ['remove', 2],
    ['gone', 1],
  ])
  expect(layerCounts(WORDS, counts)).toEqual([
    {text: 'מקום 1,200', hue: 'green'},
    {text: '3 others', hue: 'slate'},
  ])
  expect(layerCounts(WORDS, new Map())).toEqual([])
})

test('a letter that a command has with Shift is offered to no layer, in the list of keys neither', () => {
  const {marks, deeds} = schemaKeys(desk.workspace)
  expect(marks.map(({keys, what}) => [keys, what])).toEqual([
    ['W', 'Mark מקום'],
    ['G', 'Mark كلمة'],
    [undefined, 'Mark 時間'],
  ])
  expect(deeds.map(({what}) => what)).toEqual(['Change to מקום', 'Change to كلمة'])
})

test('the list of keys, the first start, the toolbar and the legend speak of what the schema has, and follow it', async () => {
  const {workspace, commands} = desk
  const {unmount} = around(<KeysDialog screens={SCREENS} onClose={() => undefined} />)
  expect([screen.queryByText('Choose the first label, and so on'), screen.queryByText(/Stance/), screen.queryByText('Read, no claim here')]).toEqual([
    null,
    null,
    null,
  ])
  expect(screen.getByText('Read, nothing to mark here')).toBeDefined()
  unmount()
  const first = around(<WelcomeDialog onClose={() => undefined} />)
  expect([screen.getByText('Mark מקום'), screen.getByText('Mark كلمة')]).toHaveLength(2)
  first.unmount()
  const legend = around(<ColoursDialog onClose={() => undefined} />)
  expect([screen.queryByText('Colours say'), screen.getAllByRole('checkbox').length]).toEqual([null, 3])
  legend.unmount()
  around(<AnnotateToolbar commands={commands} />)
  expect(screen.queryByText('towards')).toBeNull()
  // Beside them stands one that has an icon alone.
  const words = () => screen.getAllByRole('button').flatMap(({textContent}) => textContent || [])
  expect(words()).toEqual(['מקוםW', 'كلمةG', '時間'])
  workspace.project.setSchema({...WORDS, version: 3, layers: WORDS.layers.slice(1).map(layer => ({...layer, label: `${layer.label}!`}))})
  await waitFor(() => expect(words()).toEqual(['كلمة!G', '時間!']))
})

test('what was hidden by its layer is painted again once nobody could choose to see it', () => {
  const {article} = desk
  mark('mark:makom', 'Zoë')
  const [{annotation} = {}] = article().listed()
  if (annotation === undefined) throw new Error('Nothing is marked.')
  const painted = (schema: Schema) =>
    paintOf(() => ({schema, target: undefined, resolve: (_kind, id) => id, colours: 'layer', hidden: ['makom']}))(annotation)?.look
  expect([painted(WORDS), painted({...WORDS, layers: WORDS.layers.slice(1)})]).toEqual([undefined, '-stray'])
})

test('the list of annotations shows all again when the layer that it was filtered by is none any more', async () => {
  const {workspace, article} = desk
  mark('mark:makom', 'Zoë')
  mark('mark:remove', 'Sea ice')
  mark('mark:shijian', 'Sea ice melts')
  around(<AnnotationList article={article()} names={names(workspace.project, workspace.registry)} onOpen={() => undefined} />)
  // Without a layout no line is drawn; the room for them is made.
  const lines = () => Number.parseInt(document.querySelector<HTMLElement>('.virtual-list-room')?.style.height ?? '', 10) / 58
  screen.getByRole('radio', {name: /מקום 1/}).click()
  await waitFor(() => expect(lines()).toBe(1))
  workspace.project.setSchema({...WORDS, version: 3, layers: WORDS.layers.slice(1)})
  await waitFor(() => expect(lines()).toBe(3))
})
