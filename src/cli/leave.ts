import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {sentenceOf} from '../hub/sentence-of.ts'
import {forgetUpstream, readUpstream} from '../hub/upstream/upstream-settings.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Ends a project's being a guest: all that is here stays, and nothing is exchanged any more. */
export async function leave(args: readonly string[], {say, fail}: Terminal): Promise<ExitCode> {
  const {positionals} = parseArgs({args: [...args], allowPositionals: true, options: {}})
  const [project] = positionals
  if (project === undefined || positionals.length > 1) return fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'leave'}))
  const opened = await openProjectFolder(project, {mode: 'write'})
  if (!opened.ok) return fail(3, opened.error)
  try {
    const upstream = await readUpstream(opened.value.path)
    if (upstream.ok && upstream.value === undefined) return fail(1, message('{project} goes with no other hub. There is nothing to leave.', {project}))
    await forgetUpstream(opened.value.path)
    say(`left      ${opened.value.path}`)
    return 0
  } catch (error) {
    return fail(1, message('{project} could not be left: {reason}', {project, reason: sentenceOf(error)}))
  } finally {
    await opened.value.close()
  }
}
