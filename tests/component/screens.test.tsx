import {act, screen, waitFor, within} from '@testing-library/react'
import {Table2} from 'lucide-react'
import {expect, onTestFinished, test, vi} from 'vitest'
import {goToText} from '../../src/renderer/state/shown-screen.ts'
import {useWorkspace} from '../../src/renderer/state/use-workspace.ts'
import {reportCommands} from '../../src/renderer/window/report-commands.ts'
import type {Screens} from '../../src/renderer/window/screen.ts'
import {screenCommands, shownScreen} from '../../src/renderer/window/screen.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {commandNamed} from '../../src/renderer/annotate/commands.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {aColleague, aProject, inText, openWindow} from './window.tsx'

function Table() {
  const workspace = useWorkspace('project')
  return <p>{workspace.articles().length} in the table</p>
}

let loaded = 0
/** A second screen for all, and a third for those who manage the project. */
const MORE: Screens = [
  SCREENS[0],
  {
    id: 'table',
    title: 'Table',
    icon: Table2,
    keys: 'CmdOrCtrl+Alt+2',
    offeredTo: () => true,
    load: async () => {
      loaded++
      return Table
    },
  },
  {id: 'manage', title: 'Manage', icon: Table2, keys: 'CmdOrCtrl+Alt+3', offeredTo: role => role === 'admin', load: async () => () => <p>Only for admins</p>},
]

const switcher = () => screen.queryByRole('navigation', {name: 'Screens'})
const text = () => screen.queryByRole('region', {name: 'Article'})

test('with one screen there is nothing to switch to, by no button, key or menu', async () => {
  const {workspace, person} = await openWindow(await aProject(MIXED_TEXT), {as: 'Alice', screens: [SCREENS[0]]})
  expect([switcher(), screenCommands([SCREENS[0]], workspace)]).toEqual([null, []])
  await person.keyboard('{Control>}{Alt>}2{/Alt}{/Control}')
  expect(text()).not.toBeNull()
})

test('a second screen is gone to by its button, its key, the palette and the native menu, is loaded only then, and is where the project opens again', async () => {
  const {workspace, host, person} = await openWindow(await aProject(MIXED_TEXT), {as: 'Alice', screens: MORE})
  const buttons = within(switcher() as HTMLElement).getAllByRole('button')
  expect(buttons.map(button => [button.textContent?.startsWith('Read'), button.getAttribute('aria-current')])).toEqual([
    [true, 'page'],
    [false, null],
    [false, null],
  ])
  expect(loaded).toBe(0)
  await person.click(buttons[1] as HTMLElement)
  expect(await screen.findByText('1 in the table')).toBeTruthy()
  expect([text(), loaded, document.activeElement?.contains(screen.getByText('1 in the table'))]).toEqual([null, 1, true])

  await person.keyboard('{Control>}{Alt>}1{/Alt}{/Control}')
  await waitFor(() => expect(text()).not.toBeNull())
  inText()
  await person.keyboard('{Control>}k{/Control}')
  await person.keyboard('go to table{Enter}')
  expect(await screen.findByText('1 in the table')).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()

  const [toRead, toTable, toManage] = screenCommands(MORE, workspace)
  expect([toRead, toTable, toManage].map(each => [each?.id, each?.command(workspace)])).toEqual([
    ['screen:read', true],
    ['screen:table', false],
    ['screen:manage', true],
  ])
  const told: (readonly [readonly string[], readonly {readonly id: string; readonly title: string}[]])[] = []
  reportCommands(workspace, commands, MORE, {
    reportCommands: async (enabled: readonly string[], _titles: unknown, made: readonly {readonly id: string; readonly title: string}[]) => {
      told.push([enabled, made])
      return {ok: true, value: null}
    },
  })
  act(() => host.tell({type: 'command', command: 'screen:manage'}))
  expect(await screen.findByText('Only for admins')).toBeTruthy()
  const [enabled, made] = told.at(-1) ?? []
  expect([enabled?.filter(id => id.startsWith('screen:')), made?.slice(0, 3).map(({title}) => title)]).toEqual([
    ['screen:read', 'screen:table'],
    ['Go to Read', 'Go to Table', 'Go to Manage'],
  ])
  expect(workspace.preferences.get().lastScreen).toEqual({talks: 'manage'})
})

test('a screen is offered only to those to whose role it is of use, and who has lost that role reads', async () => {
  const {workspace} = await aColleague(await aProject(MIXED_TEXT), {as: 'Bob'})
  expect(screenCommands(MORE, workspace).map(({id}) => id)).toEqual(['screen:read', 'screen:table'])
  workspace.preferences.update(before => ({...before, lastScreen: {talks: 'manage'}}))
  expect(shownScreen(MORE, workspace).id).toBe('read')
  workspace.preferences.update(before => ({...before, lastScreen: {talks: 'table', other: 'manage'}}))
  expect(shownScreen(MORE, workspace).id).toBe('table')
})

let broken: 'load' | 'draw' | undefined
function Fragile() {
  if (broken === 'draw') throw new Error('It fails.')
  return <p>It is whole</p>
}
const loadFragile = async () => {
  if (broken === 'load') throw new TypeError('Failed to fetch')
  return Fragile
}

test('a screen that cannot be loaded, or fails, says so in a plain sentence: the rest works, what was being typed is there, and it is tried again', async () => {
  broken = 'load'
  const fragile = {id: 'fragile', title: 'Fragile', icon: Table2, keys: 'CmdOrCtrl+Alt+2', offeredTo: () => true, load: loadFragile}
  const {workspace, person, ...colleague} = await openWindow(await aProject(MIXED_TEXT), {as: 'Alice', screens: [SCREENS[0], fragile]})
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => errors.mockRestore())
  colleague.selectWords('Zoë')
  act(() => colleague.does('mark:claim'))
  const note = await screen.findByRole('textbox', {name: 'Comment'})
  await person.type(note, 'Wer sagt das? 👩‍👩‍👧')
  await person.keyboard('{Control>}{Alt>}2{/Alt}{/Control}')
  expect(await screen.findByText('This part of the window could not be shown.')).toBeTruthy()
  await person.keyboard('{Control>}k{/Control}')
  expect(screen.getByRole('dialog', {name: 'Command palette'})).toBeTruthy()
  await person.keyboard('{Escape}')
  broken = 'draw'
  await person.click(screen.getByRole('button', {name: 'Try again'}))
  expect(await screen.findByText('This part of the window could not be shown.')).toBeTruthy()
  broken = undefined
  await person.click(screen.getByRole('button', {name: 'Try again'}))
  expect(await screen.findByText('It is whole')).toBeTruthy()
  act(() => goToText(workspace))
  expect(screen.getByRole('textbox', {name: 'Comment'})).toHaveProperty('value', 'Wer sagt das? 👩‍👩‍👧')
})

test('the registry and the table of all articles are screens: what opened them goes there, nothing is done to a text that is not seen, and back in it all is as it was', async () => {
  const {workspace, person, selectWords, listed, does} = await openWindow(await aProject(MIXED_TEXT, 'Seas rise. 和平\n'), {as: 'Alice'})
  selectWords('Zoë')
  inText()
  const focus = document.activeElement
  await person.keyboard('{Shift>}r{/Shift}')
  const name = await screen.findByRole('textbox', {name: 'Find or add'})
  expect([document.activeElement, screen.queryByRole('dialog'), text()]).toEqual([name, null, null])
  const applies = (id: Parameters<typeof does>[0]) => commandNamed(commands, id)(workspace)
  expect((['mark:entity', 'article.noClaim', 'article.takeOut', 'annotate.registry', 'article.all', 'view.focusInspector'] as const).map(applies)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ])
  await person.keyboard('Zoe زوي{Enter}')
  expect(await screen.findByRole('textbox', {name: 'Name'})).toHaveProperty('value', 'Zoe زوي')
  await person.keyboard('{Control>}{Alt>}3{/Alt}{/Control}')
  const filter = await screen.findByRole('searchbox', {name: 'Filter articles'})
  await waitFor(() => expect(document.activeElement).toBe(filter))
  await person.keyboard('Seas{Escape}')
  expect(text()).toBeNull()
  await person.clear(filter)
  await person.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(focus))
  expect([text(), workspace.view.get().selection, listed()]).toEqual([
    expect.anything(),
    {start: MIXED_TEXT.indexOf('Zoë'), end: MIXED_TEXT.indexOf('Zoë') + 3},
    [],
  ])
  act(() => does('mark:entity'))
  expect(listed()).toHaveLength(1)
  expect(workspace.preferences.get().lastScreen).toEqual({talks: 'read'})
})
