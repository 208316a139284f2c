import {constants, existsSync} from 'node:fs'
import {access, readdir, realpath, rm, stat} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import * as z from 'zod'
import type {Message} from '../core/language/message.ts'
import type {Sentence} from '../core/language/message.ts'
import {message} from '../core/language/message.ts'
import {jsonValue} from '../core/json/json-text.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {ArticleTexts} from './texts/article-texts.ts'
import {articleTexts} from './texts/article-texts.ts'
import {diskSentence, errorCode} from './disk-problem.ts'
import {driveWarning, systemMounts} from './drive-warning.ts'
import {openStore} from './libsql/libsql-store.ts'
import {withinProject} from './project-above.ts'
import {lockProject} from './project-lock.ts'
import {otherThanFile, readPlainFile} from './texts/plain-file.ts'
import {makeNewPrivateFolder, makePrivate, makePrivateFolder} from './private-files.ts'
import type {ProjectStore} from './project-store.ts'
import type {Common} from './postgres/common.ts'
import {isUnfinishedFile, sweepUnfinished, syncFolder, writeFileWhole} from './write-file.ts'

/**
 * A project on disk: `manifest.json`, `articles/`, `store.db`, and `write.lock` once it was written to. With `common`, its
 * work lives in a database that several hubs use, and the folder only says which project it is.
 */
export type ProjectFolder = {
  readonly path: string
  readonly projectId: string
  readonly store: ProjectStore
  readonly texts: ArticleTexts
  /** Sentences the user should read: a synced or network drive, damaged records of the store. */
  readonly warnings: readonly Sentence[]
  readonly common?: Common
  close(): Promise<void>
}

const FORMAT = 'claimlight-project'
const VERSION = 1
/** Up to this size a store is checked record by record whenever it is opened for writing, which takes under a second; a larger one when asked. */
const CHECKED_AT_OPENING = 32 * 1024 * 1024
/** Bytes. */
const LARGEST_MANIFEST = 65_536
const manifestShape = z.object({format: z.literal(FORMAT), version: z.number().int().positive(), id: z.string().min(1).max(128)})

/** Where a project folder keeps its working store, for repairing one that does not open. */
export const storePath = (folder: string): string => join(folder, 'store.db')

/**
 * Makes a project folder and opens it for writing. The path may be absent, empty, or the rest of an earlier attempt that
 * was cut short; a folder with anything else in it is left alone. The manifest is written last: without it, it is no project.
 */
export async function createProjectFolder(path: string, {projectId}: {readonly projectId: string}): Promise<Result<ProjectFolder>> {
  const folder = resolve(path)
  try {
    const foreign = await foreignContent(folder)
    if (foreign !== undefined)
      return refused(
        message('A project cannot be made in {folder}, because there is something there already ({foreign}). Choose a new name or an empty folder.', {
          folder,
          foreign,
        }),
      )
    const within = await withinProject(folder)
    if (within !== undefined) return refused(within)
    await makeFolder(folder)
    await makeFolder(join(folder, 'articles'))
    const release = lockProject(join(folder, 'write.lock'))
    if (!release.ok) return release
    for (const left of ['store.db', 'store.db-wal', 'store.db-shm']) await rm(join(folder, left), {force: true})
    const made = openStore(storePath(folder))
    if (made.ok) await made.value.close()
    release.value()
    if (!made.ok) return made
    await syncFolder(folder)
    await writeFileWhole(join(folder, 'manifest.json'), `${JSON.stringify({format: FORMAT, version: VERSION, id: projectId}, null, 2)}\n`)
    await syncFolder(dirname(folder))
  } catch (error) {
    return refused(
      diskSentence(message('The project {folder} could not be made', {folder}), error instanceof Error && error.cause !== undefined ? error.cause : error),
    )
  }
  return openProjectFolder(folder, {mode: 'write'})
}

/**
 * Opens a project folder. `write` holds it against other writers until `close`; `read` needs no lock, sees what has been
 * saved up to each call, and works beside a writer.
 */
export async function openProjectFolder(path: string, {mode}: {readonly mode: 'read' | 'write'}): Promise<Result<ProjectFolder>> {
  const folder = await realpath(resolve(path)).catch(() => resolve(path))
  const odd = await oddFile(folder)
  if (odd !== undefined) return refused(odd)
  const manifest = await readManifest(folder)
  if (!manifest.ok) return manifest
  const kept = await checkPlace(folder, mode)
  if (!kept.ok) return kept
  const release = mode === 'write' ? lockProject(join(folder, 'write.lock')) : ok(() => undefined)
  if (!release.ok) return release
  if (mode === 'write') for (const name of await readdir(folder)) await makePrivate(join(folder, name))
  const store = openStore(storePath(folder), mode)
  if (!store.ok) {
    release.value()
    return store
  }
  const texts = articleTexts(join(folder, 'articles'))
  if (mode === 'write') {
    await texts.sweep()
    await sweepUnfinished(folder)
  }
  const drive = driveWarning(folder, systemMounts())
  const damage = mode === 'write' && (await stat(storePath(folder))).size < CHECKED_AT_OPENING ? await store.value.check() : []
  return ok({
    path: folder,
    projectId: manifest.value.id,
    store: store.value,
    texts,
    warnings: [...(drive === undefined ? [] : [drive]), ...damage],
    close: async () => {
      await store.value.close()
      release.value()
    },
  })
}

/** On a read-only medium a recursive `mkdir` says ENOENT, a plain one says what is the matter. */
async function makeFolder(path: string): Promise<void> {
  if (!existsSync(dirname(path))) await makePrivateFolder(dirname(path))
  await makeNewPrivateFolder(path).catch(error => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}

async function foreignContent(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(error => {
    if (errorCode(error) === 'ENOENT') return []
    if (errorCode(error) === 'ENOTDIR') return ['a file']
    throw error
  })
  const ours = (name: string): boolean => /^(articles|store\.db(-wal|-shm)?|write\.lock(-journal)?)$/.test(name) || isUnfinishedFile(name)
  const [article] = names.includes('articles') ? await readdir(join(folder, 'articles')) : []
  return names.find(name => !ours(name)) ?? article
}

/** Something in a project's folder that would hold whoever reads it, as a sentence. Of what is no file a project has `articles` only. */
async function oddFile(folder: string): Promise<Message | undefined> {
  for (const name of await readdir(folder).catch(() => [])) {
    const info = await stat(join(folder, name)).catch(() => undefined)
    if (info === undefined || info.isFile() || info.isDirectory()) continue
    return message('{path} does not belong in a project and was not touched. {why} Put it elsewhere, then open the project again.', {
      path: join(folder, name),
      why: otherThanFile(info) ?? '',
    })
  }
  return undefined
}

/** Which project a folder is of. Refused when it is none. */
export async function readManifest(folder: string): Promise<Result<{readonly id: string}>> {
  const path = join(folder, 'manifest.json')
  const info = await stat(folder).catch(() => undefined)
  if (info === undefined) return refused(message('There is no folder {folder}. Check the name, and that its drive is connected.', {folder}))
  if (!info.isDirectory()) return refused(message('{folder} is a file, not a project folder. Choose the folder that holds manifest.json.', {folder}))
  let text: string
  try {
    const read = await readPlainFile(path, {most: LARGEST_MANIFEST, tooLarge: () => message('It is far too large for one.')})
    if (!read.ok) return refused(message('{path} is no description of a project. {why}', {path, why: read.error}))
    text = read.value.toString('utf8')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return refused(diskSentence(message('{path} could not be read', {path}), error))
    return refused(message('{folder} is no Claimlight project: it has no manifest.json. Choose another folder, or make a new project there.', {folder}))
  }
  const value = jsonValue(text)
  const parsed = manifestShape.safeParse(value)
  if (parsed.success && parsed.data.version > VERSION) {
    return refused(
      message('{folder} was made by a newer Claimlight (project version {version}; this one reads up to {known}). Update Claimlight to open it.', {
        folder,
        version: parsed.data.version,
        known: VERSION,
      }),
    )
  }
  if (parsed.success) return ok({id: parsed.data.id})
  const other = z.object({format: z.string()}).safeParse(value)
  if (other.success && other.data.format !== FORMAT)
    return refused(
      message('{folder} is no Claimlight project: its manifest.json is of "{format}". Choose another folder.', {folder, format: other.data.format}),
    )
  return refused(
    message(
      '{path} is damaged, so the project cannot be told. Nothing was changed. Restore that one file from a backup or a colleague’s copy of the project.',
      {path},
    ),
  )
}

async function checkPlace(folder: string, mode: 'read' | 'write'): Promise<Result<null>> {
  const path = storePath(folder)
  if ((await stat(path).catch(() => undefined)) === undefined) {
    return refused(
      message('The working store {path} is missing, and with it the annotations. Restore it from a backup. The article texts are still there.', {path}),
    )
  }
  if (mode === 'read') return ok(null)
  try {
    for (const place of [folder, path]) await access(place, constants.W_OK)
    return ok(null)
  } catch (error) {
    return refused(diskSentence(message('The project {folder} cannot be opened for writing', {folder}), error))
  }
}
