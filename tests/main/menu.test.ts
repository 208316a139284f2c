import type {MenuItemConstructorOptions} from 'electron'
import {describe, expect, test} from 'vitest'
import {catalogueOf} from '../../src/core/language/catalogues.ts'
import type {Language} from '../../src/core/language/language.ts'
import {ENGLISH, languageIn} from '../../src/core/language/language.ts'
import type {MadeCommand} from '../../src/ipc/commands.ts'
import {COMMAND_IDS, commandSpec, isSchemaCommandId} from '../../src/ipc/commands.ts'
import {menuTemplate} from '../../src/main/menu.ts'

type Item = MenuItemConstructorOptions
const chosen: string[] = []
const MADE: readonly MadeCommand[] = [
  {id: 'mark:remove', title: 'Mark & keep', keys: 'G'},
  {id: 'stance:بله', title: 'Stance: yes'},
  {id: 'screen:read', title: 'Go to Read', keys: 'CmdOrCtrl+Alt+1'},
  {id: 'screen:table', title: 'Go to Table', keys: 'CmdOrCtrl+Alt+2'},
]
const menu = (
  platform: NodeJS.Platform,
  enabled: readonly string[] = COMMAND_IDS,
  titles: Readonly<Record<string, string>> = {},
  language: Language = ENGLISH,
  keys: Readonly<Record<string, string>> = {},
): Item[] =>
  menuTemplate({
    language,
    platform,
    developing: false,
    enabled: new Set(enabled),
    titles,
    made: MADE,
    keys,
    recent: [{name: 'Fish & Chips', path: '/p/fish'}],
    act: {
      command: id => chosen.push(id),
      newProject: () => chosen.push('new'),
      openProject: () => chosen.push('open'),
      openRecent: path => chosen.push(path),
    },
  })
const all = (items: readonly Item[]): Item[] => items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', platform => {
  test('has every command once, under its heading, doing what it says', () => {
    const items = all(menu(platform))
    for (const id of COMMAND_IDS) {
      const [item, ...others] = items.filter(each => each.id === id)
      expect(others, id).toEqual([])
      ;(item?.click as (() => void) | undefined)?.()
      expect(chosen.at(-1)).toBe(id)
    }
  })

  test('has the commands that the schema makes, first under Annotate, beside those of the table whatever they are called', () => {
    const annotate = menu(platform, ['mark:remove', 'annotate.next']).find(({label}) => label === 'A&nnotate')?.submenu as Item[]
    const [mark, stance] = annotate
    expect([mark, stance].map(item => [item?.id, item?.label, item?.enabled])).toEqual([
      ['mark:remove', 'Mark && keep', true],
      ['stance:بله', 'Stance: yes', false],
    ])
    const own = all(menu('linux', COMMAND_IDS, {}, ENGLISH, {'annotate.next': 'N', 'annotate.previous': ''}))
    expect(['annotate.next', 'annotate.previous'].map(id => own.find(item => item.id === id)?.accelerator)).toEqual(['N', undefined])
    expect([mark?.accelerator, mark?.registerAccelerator]).toEqual(platform === 'darwin' ? [undefined, undefined] : ['G', false])
    ;(mark?.click as (() => void) | undefined)?.()
    expect(chosen.at(-1)).toBe('mark:remove')
    expect(annotate.filter(({id}) => id === 'annotate.remove')).toHaveLength(1)
  })

  test('has the screens of a window first under View, where there are several', () => {
    const view = menu(platform, ['screen:read']).find(({label}) => label === '&View')?.submenu as Item[]
    expect(view.slice(0, 2).map(({id, label, enabled}) => [id, label, enabled])).toEqual([
      ['screen:read', 'Go to Read', true],
      ['screen:table', 'Go to Table', false],
    ])
    expect([view[2]?.type, view[0]?.accelerator, view[0]?.registerAccelerator]).toEqual(['separator', 'CmdOrCtrl+Alt+1', undefined])
    ;(view[0]?.click as (() => void) | undefined)?.()
    expect(chosen.at(-1)).toBe('screen:read')
  })

  test('names what undo will take back, an & in it too', () => {
    const items = all(menu(platform, COMMAND_IDS, {'edit.undo': 'Undo: claim “Fish & שלום”'}))
    expect(items.filter(({id}) => id === 'edit.undo' || id === 'edit.redo').map(({label}) => label)).toEqual(['Undo: claim “Fish && שלום”', 'Redo'])
  })

  test('takes no bare letter away from text fields', () => {
    for (const item of all(menu(platform))) {
      const made = MADE.find(({id}) => id === item.id)
      const {keys, place} = COMMAND_IDS.includes(item.id as never)
        ? commandSpec(item.id as never)
        : {keys: made?.keys, place: made?.keys !== undefined && isSchemaCommandId(made.id) ? 'article' : undefined}
      if (place === undefined) expect(item.registerAccelerator ?? true, item.id).toBe(true)
      else if (platform === 'darwin') expect(item.accelerator, item.id).toBeUndefined()
      else expect([item.accelerator, item.registerAccelerator], item.id).toEqual([keys, false])
    }
  })

  test('zooms the whole window by the keys of the system, + with and without Shift', () => {
    const roles = all(menu(platform)).filter(({role}) => /^(resetZoom|zoomIn|zoomOut)$/.test(role ?? ''))
    expect(roles.map(({role, accelerator}) => [role, accelerator])).toEqual([
      ['resetZoom', undefined],
      ['zoomIn', undefined],
      ['zoomIn', 'CmdOrCtrl+='],
      ['zoomOut', undefined],
    ])
  })

  test('gives no accelerator to two items', () => {
    const keys = all(menu(platform)).flatMap(({accelerator, registerAccelerator}) =>
      accelerator !== undefined && registerAccelerator !== false ? [accelerator] : [],
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('greys out what does not apply, and offers to quit, to copy and to read about the app', () => {
    const items = all(menu(platform, ['file.export']))
    const enabled = items.filter(item => COMMAND_IDS.includes(item.id as never) && item.enabled).map(({id}) => id)
    // On macOS a text field gets undo and redo from the menu or not at all.
    expect(enabled).toEqual(platform === 'darwin' ? ['file.export', 'edit.undo', 'edit.redo'] : ['file.export'])
    const roles = items.map(({role}) => role)
    for (const role of ['quit', 'close', 'cut', 'copy', 'paste', 'selectAll', 'about', 'togglefullscreen'] as const)
      expect(
        roles.filter(each => each === role),
        role,
      ).toHaveLength(1)
    expect(roles).not.toContain('toggleDevTools')
  })
})

test.each(['linux', 'darwin'] as const)('on %s the menu speaks the reader’s language, also where the system has items of its own', async platform => {
  const arabic = languageIn('ar', await catalogueOf('ar'))
  const labels = all(menu(platform, COMMAND_IDS, {}, arabic)).flatMap(({label}) => (label === undefined ? [] : [label]))
  expect(labels).toContain('استيراد مقالات…')
  const given = ['Fish && Chips', 'Mark && keep', 'Stance: yes', 'Go to Read', 'Go to Table', ...(platform === 'darwin' ? ['Claimlight'] : [])]
  expect(labels.filter(label => /\p{Script=Latin}/u.test(label)).toSorted()).toEqual(given.toSorted())
  const withoutWords = all(menu(platform)).filter(({role, label, visible}) => role !== undefined && label === undefined && visible !== false)
  expect(withoutWords).toEqual([])
})

test('a recent project shows its name as it is and opens by its path', () => {
  const recent = all(menu('linux')).find(({id}) => id === 'project.recent.0')
  expect(recent?.label).toBe('Fish && Chips')
  ;(recent?.click as (() => void) | undefined)?.()
  expect(chosen.at(-1)).toBe('/p/fish')
})
