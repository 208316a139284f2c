import {screen} from '@testing-library/react'
import type {MenuItemConstructorOptions} from 'electron'
import {expect, test} from 'vitest'
import {ENGLISH} from '../../src/core/language/language.ts'
import type {CommandId, MadeCommand} from '../../src/ipc/commands.ts'
import {COMMAND_IDS} from '../../src/ipc/commands.ts'
import {menuTemplate} from '../../src/main/menu.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {reportCommands} from '../../src/renderer/window/report-commands.ts'
import {SCREENS} from '../../src/renderer/window/screens.ts'
import type {OpenWindow} from './window.tsx'
import {aProject, openWindow} from './window.tsx'

/** The native menu as this window tells what is in it. */
function nativeMenu({workspace}: OpenWindow): readonly MenuItemConstructorOptions[] {
  let told: MenuItemConstructorOptions[] = []
  const menuOf = (enabled: readonly string[], titles: Readonly<Record<string, string>>, made: readonly MadeCommand[], keys: Readonly<Record<string, string>>) =>
    menuTemplate({
      language: ENGLISH,
      platform: 'linux',
      developing: false,
      enabled: new Set(enabled),
      titles,
      made,
      keys,
      recent: [],
      act: {command: () => undefined, newProject: () => undefined, openProject: () => undefined, openRecent: () => undefined},
    })
  reportCommands(workspace, commands, SCREENS, {
    reportCommands: async (...news) => {
      told = menuOf(...news)
      return {ok: true, value: null}
    },
  })
  workspace.view.update(before => ({...before}))
  const all = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
    items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
  return all(told)
}

const namesIn = (part: HTMLElement, label: string): readonly string[] => [...part.querySelectorAll(label)].map(({textContent}) => textContent)

test('what the window can do has one name in the palette, the More menu, the native menu and the row of screens', async () => {
  const alice = await openWindow(await aProject('Seas rise 和平 👩‍👩‍👧.\n'), {as: 'Alice'})
  const {person} = alice
  await person.click(screen.getByRole('button', {name: 'More'}))
  const more = namesIn(screen.getByRole('menu'), '[data-label] > span:not([class])')
  await person.keyboard('{Escape}{Control>}k{/Control}')
  const palette = namesIn(await screen.findByRole('dialog', {name: 'Command palette'}), '.palette-label')
  const native = new Map(nativeMenu(alice).map(({id, label}) => [id, label?.replaceAll('&&', '&')]))
  const inNative = COMMAND_IDS.map((id: CommandId) => native.get(id))
  expect(palette).toEqual([...new Set(palette)])
  for (const label of more)
    expect(
      [palette, inNative].map(labels => labels.includes(label)),
      label,
    ).toEqual([true, true])
  for (const label of inNative) if (label !== 'Command palette…') expect(palette).toContain(label)
  for (const {title, command} of SCREENS) {
    if (command === undefined) continue
    expect([native.get(command), more.includes(title)], title).toEqual([title, true])
  }
  expect(more).toContain('Schema')
})
