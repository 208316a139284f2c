import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {storePath} from '../storage/project-folder.ts'
import {salvageStore} from '../storage/libsql/salvage-store.ts'
import type {ExitCode, Terminal} from './terminal.ts'

/** Makes the working store of a project anew from what can be read of the damaged one, which is kept; of a database what is damaged is set aside. */
export async function repair(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {postgres: {type: 'string'}}})
  const [path] = positionals
  if (path === undefined || positionals.length > 1) return terminal.fail(2, message('{command} takes one PROJECT. See claimlight --help.', {command: 'repair'}))
  if (values.postgres !== undefined) {
    const {repairPostgresProject} = await import('../storage/postgres/postgres-project.ts')
    const repaired = await repairPostgresProject(path, values.postgres)
    if (!repaired.ok) return terminal.fail(3, repaired.error)
    terminal.say(repaired.value)
    return 0
  }
  const salvaged = salvageStore(storePath(path))
  if (!salvaged.ok) return terminal.fail(3, salvaged.error)
  for (const sentence of salvaged.value.sentences) terminal.say(sentence)
  return salvaged.value.certain && salvaged.value.saved === salvaged.value.of ? 0 : 1
}
