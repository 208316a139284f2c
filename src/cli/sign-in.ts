import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {linkElsewhere} from '../hub/serving/link-elsewhere.ts'
import {samplePath} from '../hub/sample-project.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {settingsFolder} from './local-owner.ts'
import {documentsFolder} from './projects.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Asks the hub that serves a project on this machine for one more sign-in link. */
export async function signInAgain(args: readonly string[], {say, fail}: Terminal): Promise<ExitCode> {
  const {positionals} = parseArgs({args: [...args], allowPositionals: true, options: {}})
  if (positionals.length > 1) return fail(2, message('{command} takes one PROJECT, or none for the sample. See claimlight --help.', {command: 'sign-in'}))
  const path = positionals[0] ?? samplePath(documentsFolder())
  const opened = await openProjectFolder(path, {mode: 'read'})
  if (!opened.ok) return fail(3, opened.error)
  const {projectId} = opened.value
  await opened.value.close()
  const link = await linkElsewhere(settingsFolder(), projectId)
  if (link === undefined)
    return fail(1, message('This project is not served on this computer by you at the moment. Start it with claimlight serve; it prints a link.'))
  say(link)
  return 0
}
