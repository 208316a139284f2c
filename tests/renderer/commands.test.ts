import {afterEach, beforeEach, expect, test} from 'vitest'
import {COMMAND_IDS, commandSpec} from '../../src/ipc/commands.ts'
import {commandNamed} from '../../src/renderer/annotate/commands.ts'
import {schemaCommands, schemaDeeds} from '../../src/renderer/annotate/schema-commands.ts'
import {select, selectWords} from '../../src/renderer/annotate/select.ts'
import {parseAccelerator, spellAccelerator} from '../../src/renderer/ui/shortcuts.ts'
import {commands} from '../../src/renderer/window/all-commands.ts'
import {anArticle, MIXED_TEXT} from '../support/builders.ts'
import type {Desk} from '../support/desk.ts'
import {aDesk} from '../support/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await aDesk(anArticle(MIXED_TEXT))
})
afterEach(() => desk.close())

const every = () => [...Object.values(commands), ...[...schemaCommands(desk.workspace), ...schemaDeeds(desk.workspace)].map(({command}) => command)]

/** Selected words; one selected annotation; nothing at all. */
const situations = [
  () => selectWords(desk.workspace, desk.spanOf('Sea ice melts faster')),
  () => {
    desk.does('mark:claim')
    select(desk.workspace, desk.article().listed()[0]?.annotation.id ?? '')
  },
  () => desk.workspace.view.update(before => ({...before, selection: undefined, selected: undefined})),
]

test('asking whether a command applies does nothing, and it hands over what it would do just where it applies', () => {
  const {workspace} = desk
  for (const situation of situations) {
    situation()
    const before = [workspace.view.get(), workspace.preferences.get(), workspace.theme.get(), desk.article().listed(), workspace.toasts.current()]
    for (const command of every()) {
      const deeds: (() => void)[] = []
      const applies = command(workspace)
      expect([command(workspace, deed => void deeds.push(deed)), deeds.length]).toEqual([applies, applies ? 1 : 0])
    }
    expect([workspace.view.get(), workspace.preferences.get(), workspace.theme.get(), desk.article().listed(), workspace.toasts.current()]).toEqual(before)
  }
  expect(COMMAND_IDS.every(id => commandNamed(commands, id) === commands[id])).toBe(true)
})

test('a command of a layer or stance that the schema has lost since does nothing', () => {
  const {workspace} = desk
  selectWords(workspace, desk.spanOf('Sea ice melts faster'))
  expect([desk.offers('mark:claim'), desk.offers('mark:gone'), desk.does('mark:gone'), desk.does('stance:gone')]).toEqual([true, false, false, false])
  expect(desk.article().listed()).toEqual([])
})

test('importing a dataset is offered to who manages the project, and says why it cannot be where there are articles', () => {
  const {workspace} = desk
  expect(desk.does('file.importDataset')).toBe(true)
  expect(workspace.toasts.current().map(({text}) => text)).toEqual([expect.stringContaining('Make a new project')])
  workspace.session.update(before => ({...before, person: {...before.person, role: 'annotator'}}))
  expect(desk.offers('file.importDataset')).toBe(false)
})

test('no two commands answer to the same key', () => {
  const keys = COMMAND_IDS.flatMap(id => {
    const accelerator = parseAccelerator(commandSpec(id).keys ?? '')
    return accelerator === undefined ? [] : [spellAccelerator(accelerator)]
  })
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
