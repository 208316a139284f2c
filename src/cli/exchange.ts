import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {writeExchangeFile} from '../hub/folder/exchange-file.ts'
import {projectFromExchange} from '../hub/folder/new-project.ts'
import {createHub} from '../hub/hub.ts'
import {openProjectFolder} from '../storage/project-folder.ts'
import {atPlace} from './at-place.ts'
import {manyDocuments, manyTexts} from './counts.ts'
import {readPassphrase} from './passphrase.ts'
import {readProject} from './read-project.ts'
import type {ExitCode, Terminal} from './terminal.ts'
import {readVersion} from './version.ts'

/** Writes a project into one encrypted file to mail, or merges one that a colleague wrote. */
export async function exchange(args: readonly string[], terminal: Terminal, root: string): Promise<ExitCode> {
  const {positionals} = parseArgs({args: [...args], allowPositionals: true, options: {}})
  const [what, project, file] = positionals
  if (project === undefined || file === undefined || positionals.length > 3 || (what !== 'write' && what !== 'read'))
    return terminal.fail(2, message('exchange takes write or read, a PROJECT and a FILE. See claimlight --help.'))
  return what === 'write' ? write(project, resolve(file), terminal) : read(resolve(project), resolve(file), terminal, root)
}

async function write(project: string, file: string, {say, fail, language}: Terminal): Promise<ExitCode> {
  const opened = await readProject(project)
  if (!opened.ok) return fail(3, opened.error)
  try {
    const passphrase = await readPassphrase({isNew: true, language})
    if (!passphrase.ok) return fail(1, passphrase.error)
    const written = await writeExchangeFile(opened.value, file, passphrase.value)
    if (!written.ok) return fail(1, written.error)
    const {path, documents, texts, withheld} = written.value
    const given = {documents: manyDocuments(documents), texts: manyTexts(texts), withheld: manyDocuments(withheld)}
    say(
      atPlace(
        path,
        withheld === 0 ? message('{documents} and {texts}', given) : message('{documents} and {texts}; {withheld} of a closed round left out', given),
      ),
    )
    return 0
  } finally {
    await opened.value.folder.close()
  }
}

async function read(project: string, file: string, {say, complain, fail, language}: Terminal, root: string): Promise<ExitCode> {
  const passphrase = await readPassphrase({isNew: false, language})
  if (!passphrase.ok) return fail(1, passphrase.error)
  const isNew = (await stat(project).catch(() => undefined)) === undefined
  const opened = await (isNew ? projectFromExchange({project, file, passphrase: passphrase.value}) : openProjectFolder(project, {mode: 'write'}))
  if (!opened.ok) return fail(isNew ? 1 : 3, opened.error)
  for (const warning of opened.value.warnings) complain(warning)
  const hub = await createHub({folder: opened.value, version: await readVersion(root)})
  try {
    const merged = await hub.readExchange(file, passphrase.value)
    if (!merged.ok) return fail(1, merged.error)
    const {documents, texts, held, problems} = merged.value
    for (const problem of problems) complain(problem)
    if (held > 0)
      complain(
        message(
          '{documents, plural, one {# document} other {# documents}} not taken: who wrote there may not change that part of the project. Give the person the role, then read the file again.',
          {documents: held},
        ),
      )
    say(atPlace(file, message('{documents} and {texts} read into {project}', {documents: manyDocuments(documents), texts: manyTexts(texts), project})))
    return held + problems.length === 0 ? 0 : 1
  } finally {
    await hub.close()
  }
}
