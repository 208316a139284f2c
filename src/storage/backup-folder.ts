import {existsSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import {articleTexts} from './texts/article-texts.ts'
import {diskSentence} from './disk-problem.ts'
import {readPlainFile} from './texts/plain-file.ts'
import {makePrivateFolder, openPrivateFile} from './private-files.ts'
import type {ProjectFolder} from './project-folder.ts'
import {withinProject} from './project-above.ts'
import {storePath} from './project-folder.ts'
import {syncFolder, writeFileWhole} from './write-file.ts'

export type Backup = {readonly articles: number; readonly problems: readonly Sentence[]}

/** Copied when they are there: who may come in, what colleagues know this hub by, and which rounds are closed. What ties it to other places is not: a copy is joined to them anew. */
const ACCESS = 'access.json'
const ALSO = ['certificate.json', 'rounds.json']

/**
 * A copy of a project as a project folder of its own, made while others write. The store is copied before the texts, which
 * are always written first, so the copy holds every text that it needs. What is damaged is named and the rest is copied. The
 * manifest is written last: a copy that was cut short is no project.
 */
export async function backupFolder(project: ProjectFolder, to: string): Promise<Result<Backup>> {
  const folder = resolve(to)
  const failed = message('The backup {folder} could not be made', {folder})
  try {
    if (existsSync(folder) && (await readdir(folder)).length > 0)
      return refused(message('The backup was not made, because there is something in {folder} already. Choose a new name or an empty folder.', {folder}))
    const within = await withinProject(folder)
    if (within !== undefined) return refused(within)
    await makePrivateFolder(join(folder, 'articles'))
    const stored = await project.store.backup(storePath(folder))
    if (!stored.ok) return stored
    const articles = join(folder, 'articles')
    const copied = articleTexts(articles)
    const problems: Sentence[] = []
    for (const name of (await readdir(join(project.path, 'articles'))).filter(isArticleFile))
      await copyDurably(join(project.path, 'articles', name), join(articles, name))
    for (const id of await project.texts.list()) {
      const text = await copied.get(id)
      if (!text.ok) problems.push(text.error)
    }
    for (const name of ALSO) if (existsSync(join(project.path, name))) await copyDurably(join(project.path, name), join(folder, name))
    if (existsSync(join(project.path, ACCESS)))
      await writeFileWhole(join(folder, ACCESS), accessOfBackup(await readFile(join(project.path, ACCESS), 'utf8'), Date.now()))
    await syncFolder(articles)
    await writeFileWhole(join(folder, 'manifest.json'), await readFile(join(project.path, 'manifest.json')))
    await syncFolder(dirname(folder))
    const ids = await copied.list()
    return ok({articles: ids.length, problems})
  } catch (error) {
    return refused(diskSentence(failed, error instanceof Error && error.cause !== undefined ? error.cause : error))
  }
}

/** No file that is copied comes near. Bytes. */
const LARGEST = 64 << 20
/**
 * Says in the record of who may come in that it is a copy, so that whoever was shut out since is not let in by it: a hub that
 * reads it holds all its invitations and devices until somebody who runs the project lets them in again. What is damaged stays so.
 */
export function accessOfBackup(record: string, at: number): string {
  const value = jsonValue(record)
  return typeof value === 'object' && value !== null ? `${JSON.stringify({...value, backup: at}, null, 2)}\n` : record
}

/** Not what a write that is going on, or was cut short, leaves beside them. */
const isArticleFile = (name: string): boolean => /^[0-9a-f]{64}\.(txt|json)$/.test(name)

async function copyDurably(from: string, to: string): Promise<void> {
  const read = await readPlainFile(from, {most: LARGEST, tooLarge: () => message('It is far too large.')})
  if (!read.ok) throw new Error(`${from} is none of this project's files: ${read.error}`)
  const file = await openPrivateFile(to, 'w')
  try {
    await file.writeFile(read.value)
    await file.sync()
  } finally {
    await file.close()
  }
}
