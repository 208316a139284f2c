import {COMMAND_IDS, commandSpec} from '../../ipc/commands.ts'
import type {DesktopApi} from '../../ipc/desktop-api.ts'
import {changingTitles} from '../annotate/command-title.ts'
import type {Commands} from '../annotate/commands.ts'
import {schemaCommands} from '../annotate/schema-commands.ts'
import {keysOf} from '../state/own-keys.ts'
import type {Workspace} from '../state/workspace.ts'
import type {Screens} from './screen.ts'
import {screenCommands} from './screen.ts'

/** What a native menu can hold: characters of an id and of a title, and commands of a schema. */
const LONGEST_ID = 300
const LONGEST_TITLE = 100
const MOST = 100

/** Keeps the native menu told which commands apply, what they are called, and which the schema and the screens make. */
export function reportCommands(workspace: Workspace, commands: Commands, screens: Screens, desktop: Pick<DesktopApi, 'reportCommands'>): void {
  let told = ''
  workspace.subscribe(() => {
    const all = [...screenCommands(screens, workspace), ...schemaCommands(workspace)].filter(({id}) => id.length <= LONGEST_ID).slice(0, MOST)
    const enabled = [...COMMAND_IDS.filter(id => commands[id](workspace)), ...all.filter(({command}) => command(workspace)).map(({id}) => id)]
    const titles = changingTitles(workspace)
    const made = all.map(({id, title, keys}) => ({id, title: title.slice(0, LONGEST_TITLE), ...(keys !== undefined && {keys})}))
    const keys = Object.fromEntries(COMMAND_IDS.filter(id => keysOf(workspace, id) !== commandSpec(id).keys).map(id => [id, keysOf(workspace, id) ?? '']))
    const news = JSON.stringify([enabled, titles, made, keys])
    if (news === told) return
    told = news
    void desktop.reportCommands(enabled, titles, made, keys)
  })
}
