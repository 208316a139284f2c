import type {MenuItemConstructorOptions} from 'electron'
import type {CommandId, CommandSpec, MadeCommand, MadeCommandId} from '../ipc/commands.ts'
import {COMMAND_IDS, commandSpec, isCommandId, isSchemaCommandId, isScreenCommandId} from '../ipc/commands.ts'
import type {Language} from '../core/language/language.ts'
import {message} from '../core/language/message.ts'
import type {RecentProject} from '../ipc/host-api.ts'

/** What the menu itself does, besides handing commands to the window in front. */
export type MenuActions = {
  readonly command: (id: CommandId | MadeCommandId) => void
  readonly newProject: () => void
  readonly openProject: () => void
  readonly openRecent: (path: string) => void
}

type Item = MenuItemConstructorOptions
const LINE: Item = {type: 'separator'}

/**
 * The native menu: every command of the table under its heading, with the system's own items around them. A command that
 * the window in front has not reported as applying is grey.
 */
export function menuTemplate(given: {
  readonly language: Language
  readonly platform: NodeJS.Platform
  readonly developing: boolean
  readonly enabled: ReadonlySet<string>
  /** What some commands are called now, by id. */
  readonly titles: Readonly<Record<string, string>>
  /** Those that the schema in force and the screens of the window make. */
  readonly made: readonly MadeCommand[]
  /** Keys that the person in front of the window chose for commands of the table, by id; an empty one takes the key away. */
  readonly keys: Readonly<Record<string, string>>
  readonly recent: readonly RecentProject[]
  readonly act: MenuActions
}): Item[] {
  const {platform, enabled, titles, made, keys, recent, act} = given
  const {tell} = given.language
  const isMac = platform === 'darwin'
  const commands = (menu: CommandSpec['menu'], only: (id: CommandId) => boolean = () => true): Item[] =>
    COMMAND_IDS.filter(id => commandSpec(id).menu === menu && only(id)).map(id => ({
      id,
      label: label(titles[id] ?? tell(commandSpec(id).title)),
      enabled: isEnabled(id, enabled, platform),
      click: () => act.command(id),
      ...accelerator({...commandSpec(id), ...(keys[id] !== undefined && {keys: keys[id]})}, isMac),
    }))
  const madeItem = ({id, title, keys}: MadeCommand, place?: 'article'): Item => ({
    id,
    label: label(title),
    enabled: enabled.has(id),
    click: () => act.command(id),
    ...(keys !== undefined && accelerator({keys, ...(place !== undefined && {place})}, isMac)),
  })
  const schemaCommands = made.filter(({id}) => isSchemaCommandId(id)).map(each => madeItem(each, 'article'))
  const screens = made.filter(({id}) => isScreenCommandId(id)).map(each => madeItem(each))

  const file: Item = {
    label: tell(message('&File')),
    submenu: [
      {id: 'project.new', label: tell(message('New project…')), accelerator: 'CmdOrCtrl+N', click: act.newProject},
      {id: 'project.open', label: tell(message('Open project…')), accelerator: 'CmdOrCtrl+O', click: act.openProject},
      {
        id: 'project.recent',
        label: tell(message('Open recent')),
        enabled: recent.length > 0,
        submenu: recent.map(({name, path}, at) => ({id: `project.recent.${at}`, label: label(name), click: () => act.openRecent(path)})),
      },
      LINE,
      ...commands('File', id => id !== 'file.settings'),
      LINE,
      ...(isMac ? [] : [...commands('File', id => id === 'file.settings'), LINE]),
      {role: 'close', label: tell(message('Close window'))},
      ...(isMac ? [] : [{role: 'quit' as const, label: tell(message('Quit'))}]),
    ],
  }
  const edit: Item = {
    label: tell(message('&Edit')),
    submenu: [
      ...commands('Edit'),
      LINE,
      {role: 'cut', label: tell(message('Cut'))},
      {role: 'copy', label: tell(message('Copy'))},
      {role: 'paste', label: tell(message('Paste'))},
      {role: 'selectAll', label: tell(message('Select all'))},
    ],
  }
  const view: Item = {
    label: tell(message('&View')),
    submenu: [
      ...screens,
      ...(screens.length > 0 ? [LINE] : []),
      ...commands('View'),
      LINE,
      {role: 'resetZoom', label: tell(message('Actual size'))},
      {role: 'zoomIn', label: tell(message('Zoom in'))},
      // On the keyboards where + is typed with Shift.
      {role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false},
      {role: 'zoomOut', label: tell(message('Zoom out'))},
      LINE,
      {role: 'togglefullscreen', label: tell(message('Full screen'))},
      ...(given.developing ? [{role: 'toggleDevTools' as const}] : []),
    ],
  }
  const about: Item = {role: 'about', label: tell(message('About Claimlight'))}
  const help: Item = {role: 'help', label: tell(message('&Help')), submenu: [...commands('Help'), ...(isMac ? [] : [LINE, about])]}
  const mac: Item = {
    label: 'Claimlight',
    submenu: [
      about,
      LINE,
      ...commands('File', id => id === 'file.settings'),
      LINE,
      {role: 'services', label: tell(message('Services'))},
      LINE,
      {role: 'hide', label: tell(message('Hide Claimlight'))},
      {role: 'hideOthers', label: tell(message('Hide others'))},
      {role: 'unhide', label: tell(message('Show all', {}, 'windows of all programs'))},
      LINE,
      {role: 'quit', label: tell(message('Quit'))},
    ],
  }
  const windows: Item = {
    role: 'windowMenu',
    label: tell(message('Window')),
    submenu: [
      {role: 'minimize', label: tell(message('Minimise'))},
      {role: 'zoom', label: tell(message('Zoom'))},
      LINE,
      {role: 'front', label: tell(message('Bring all to front'))},
    ],
  }
  return [
    ...(isMac ? [mac] : []),
    file,
    edit,
    {label: tell(message('&Article')), submenu: commands('Article')},
    {label: tell(message('A&nnotate')), submenu: [...schemaCommands, ...(schemaCommands.length > 0 ? [LINE] : []), ...commands('Annotate')]},
    view,
    ...(isMac ? [windows] : []),
    help,
  ]
}

/** Undo and redo stay enabled on macOS: there, a text field gets their keys from the menu or not at all. */
export const isEnabled = (id: CommandId | MadeCommandId, enabled: ReadonlySet<string>, platform: NodeJS.Platform): boolean =>
  enabled.has(id) || (platform === 'darwin' && isCommandId(id) && commandSpec(id).menu === 'Edit')

/** `&` marks a letter for the keyboard in a label; in a name it is only itself. */
const label = (text: string): string => text.replaceAll('&', '&&')

/**
 * A bare letter works only where the article has the focus, so the page hears it and the menu just shows it. macOS cannot
 * show a key without taking it from every text field, so there it is not shown.
 */
function accelerator({keys, place}: Pick<CommandSpec, 'keys' | 'place'>, isMac: boolean): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  if (keys === undefined || keys === '') return {}
  if (place === undefined) return {accelerator: keys}
  return isMac ? {} : {accelerator: keys, registerAccelerator: false}
}
