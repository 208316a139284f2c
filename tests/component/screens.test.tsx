import {act, screen, waitFor, within} from '@testing-library/react'
import {Table2} from 'lucide-react'
import {lazy} from 'react'
import {expect, test} from 'vitest'
import {useWorkspace} from '../../src/renderer/state/use-workspace.ts'
import {reportCommands} from '../../src/renderer/window/report-commands.ts'
import type {Screens} from '../../src/renderer/window/screen.ts'
import {screenCommands, shownScreen} from '../../src/renderer/window/screen.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {MIXED_TEXT} from '../support/builders.ts'
import {aColleague, aProject, inText, openWindow} from './window.tsx'

function Table() {
  const workspace = useWorkspace('project')
  return <p>{workspace.articles().length} in the table</p>
}

let loaded = 0
/** A second screen for all, and a third for those who manage the project. */
const MORE: Screens = [
  ...SCREENS,
  {
    id: 'table',
    title: 'Table',
    icon: Table2,
    keys: 'CmdOrCtrl+Alt+2',
    offeredTo: () => true,
    view: lazy(async () => {
      loaded++
      return {default: Table}
    }),
  },
  {id: 'manage', title: 'Manage', icon: Table2, keys: 'CmdOrCtrl+Alt+3', offeredTo: role => role === 'admin', view: () => <p>Only for admins</p>},
]

const switcher = () => screen.queryByRole('navigation', {name: 'Screens'})
const text = () => screen.queryByRole('region', {name: 'Article'})

test('with one screen there is nothing to switch to, by no button, key or menu', async () => {
  const {workspace, person} = await openWindow(await aProject(MIXED_TEXT), {as: 'Alice'})
  expect([switcher(), screenCommands(SCREENS, workspace)]).toEqual([null, []])
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
