import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {message} from '../core/language/message.ts'
import {ACCESS} from '../hub/cluster/common-access.ts'
import {copyProject} from '../hub/cluster/copy-project.ts'
import {openCommonProject} from '../hub/cluster/open-common.ts'
import {accessOfBackup, backupFolder} from '../storage/backup-folder.ts'
import {createProjectFolder, openProjectFolder} from '../storage/project-folder.ts'
import {writeFileWhole} from '../storage/write-file.ts'
import {atPlace} from './at-place.ts'
import {manyArticles} from './counts.ts'
import type {ExitCode, Terminal} from './terminal.ts'

export async function backup(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: {out: {type: 'string'}, postgres: {type: 'string'}}})
  const [path] = positionals
  if (path === undefined || positionals.length > 1 || values.out === undefined)
    return terminal.fail(2, message('backup takes one PROJECT and --out FOLDER. See claimlight --help.'))
  return values.postgres === undefined ? backupEmbedded(path, values.out, terminal) : backupCommon(path, values.postgres, values.out, terminal)
}

async function backupEmbedded(path: string, out: string, {say, complain, fail}: Terminal): Promise<ExitCode> {
  const opened = await openProjectFolder(path, {mode: 'read'})
  if (!opened.ok) return fail(3, opened.error)
  const made = await backupFolder(opened.value, out)
  await opened.value.close()
  if (!made.ok) return fail(1, made.error)
  for (const problem of made.value.problems) complain(problem)
  say(atPlace(resolve(out), manyArticles(made.value.articles)))
  return made.value.problems.length === 0 ? 0 : 1
}

/** A project folder made from the database: a backup, and the way back to one hub without a database. */
async function backupCommon(path: string, url: string, out: string, {say, fail}: Terminal): Promise<ExitCode> {
  const opened = await openCommonProject(path, url, {copy: false})
  if (!opened.ok) return fail(3, opened.error)
  const {projectId, common, close} = opened.value
  const made = await createProjectFolder(out, {projectId})
  if (!made.ok) {
    await close()
    return fail(1, made.error)
  }
  const copied = await copyProject(projectId, opened.value, made.value)
  const articles = await made.value.texts.list()
  const access = await common?.files.read(ACCESS)
  if (access !== undefined) await writeFileWhole(join(made.value.path, ACCESS), accessOfBackup(access.content, Date.now()))
  await made.value.close()
  await close()
  if (!copied.ok) return fail(1, copied.error)
  say(atPlace(resolve(out), manyArticles(articles.length)))
  return 0
}
