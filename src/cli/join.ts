import {hostname} from 'node:os'
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import type {Result} from '../core/result.ts'
import {projectFileName} from '../hub/project-file-name.ts'
import {joinProject} from '../hub/upstream/join-project.ts'
import {localOwner} from './local-owner.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Makes a project folder of this computer's own, which is a guest at the hub of the invitation. */
export async function join(args: readonly string[], {say, complain, fail}: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {folder: {type: 'string'}}})
  const [link] = positionals
  if (link === undefined || positionals.length > 1) return fail(2, 'join takes one invitation LINK. See claimlight --help.')
  const joined = await joinWith(link, values.folder, complain)
  if (!joined.ok) return fail(1, joined.error)
  say(`joined    ${joined.value.folder}`)
  return 0
}

/** Redeems an invitation for this computer and its person; without a folder, in one named as the project in the current folder. */
export async function joinWith(link: string, folder: string | undefined, complain: (line: string) => void): Promise<Result<{readonly folder: string}>> {
  const {person, warnings} = await localOwner()
  for (const warning of warnings) complain(warning)
  return joinProject(link, name => resolve(folder ?? projectFileName(name)), {person, name: hostname()})
}
