import {homedir} from 'node:os'
import {basename, join} from 'node:path'
import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {projectsFolder} from '../hub/sample-project.ts'
import {listProjects} from '../storage/project-list.ts'
import {settingsFolder} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** The projects in the folder for them, and those that were open lately wherever they are: name and path, with a tab between. */
export async function projects(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {positionals} = parseArgs({args: [...args], allowPositionals: true})
  if (positionals.length > 0) return terminal.fail(2, message('projects takes nothing. See claimlight --help.'))
  const folder = projectsFolder(documentsFolder())
  const found = await listProjects(folder, settingsFolder())
  for (const path of found) terminal.say(`${basename(path).replace(/\.claimlight$/, '')}\t${path}`)
  if (found.length === 0) terminal.complain(message('There is no project yet. claimlight serve {path} makes one.', {path: join(folder, 'Name.claimlight')}))
  return 0
}

export const documentsFolder = (): string => process.env.CLAIMLIGHT_DOCUMENTS ?? join(homedir(), 'Documents')
