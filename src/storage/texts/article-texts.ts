import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {SentenceError} from '../../core/language/sentence-error.ts'
import {message} from '../../core/language/message.ts'
import type {ArticleId, ArticleMetadata} from '../../core/article/article.ts'
import type {Result} from '../../core/result.ts'
import {ok, refused} from '../../core/result.ts'
import {diskSentence, errorCode} from '../disk-problem.ts'
import {readPlainFile} from './plain-file.ts'
import {makePrivateFolder} from '../private-files.ts'
import {textId} from './text-id.ts'
import {sweepUnfinished, syncFolder, writeFileSwiftly, writeFileWhole} from '../write-file.ts'

/** The texts of a project as plain files: `<hash>.txt`, and beside it `<hash>.json` with what is known about the article. */
export interface ArticleTexts {
  /**
   * Keeps a text in its normal form. A text that is there already is checked, and written anew when it was altered. Rejects with a sentence. `isWanted`: until
   * then it has no name yet, and where it is not wanted after all nothing is left of it.
   */
  put(text: string, sidecar: ArticleMetadata, isWanted?: Promise<boolean>): Promise<ArticleId>
  /** The text, its hash verified. A missing or altered file is refused by name. */
  get(id: ArticleId): Promise<Result<string>>
  /** Ids of all texts there are, sorted; their hashes are not verified here. */
  list(): Promise<readonly ArticleId[]>
  /** A convenience for people who look into the folder; the truth about an article is in the project document. */
  writeSidecar(id: ArticleId, metadata: ArticleMetadata): Promise<void>
  /** Clears what writes that a crash cut short have left. Only while no one else writes. */
  sweep(): Promise<void>
}

/** No article comes near; a larger file was put there by something else. Bytes. */
const LARGEST = 64 << 20
const ID = /^[0-9a-f]{64}$/

export function articleTexts(folder: string): ArticleTexts {
  const fileOf = (id: ArticleId, ending: 'txt' | 'json'): string => {
    if (!ID.test(id)) throw new Error(`"${id}" is no article id.`)
    return join(folder, `${id}.${ending}`)
  }
  const get = async (id: ArticleId): Promise<Result<string>> => {
    const path = fileOf(id, 'txt')
    try {
      const read = await readPlainFile(path, {most: LARGEST, tooLarge: () => message('It is far too large.')})
      if (!read.ok)
        return refused(message('The article text {path} is none: {why} Put it out of the way and import the original file again.', {path, why: read.error}))
      const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(read.value)
      if (textId(text) === id) return ok(text)
      return refused(
        message(
          'The article text {path} was altered, so annotations would stand on the wrong words. Import the original file again: it is recognised and put back.',
          {path},
        ),
      )
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return refused(diskSentence(message('The article text {path} could not be read', {path}), error))
      return refused(
        message('The article text {path} is missing. Its annotations are safe. Import the original file again: it is recognised and put back.', {path}),
      )
    }
  }
  /** Of texts that were just put: what is known of them comes once more with the project, mostly the same. */
  const justWritten = new Map<ArticleId, string>()
  const writeSidecar = async (id: ArticleId, metadata: ArticleMetadata): Promise<void> => {
    const text = `${JSON.stringify({id, ...metadata}, null, 2)}\n`
    const isThere = justWritten.get(id) === text
    justWritten.delete(id)
    if (!isThere) await writeFileSwiftly(fileOf(id, 'json'), text)
  }
  const makeFolder = (): Promise<void> =>
    makePrivateFolder(folder).catch(error => {
      throw new SentenceError(diskSentence(message('The folder {folder} could not be made', {folder}), error), {cause: error})
    })
  /** Files that were here when the first was put: what is not among them is new, without looking for each of thousands. */
  let before: Promise<ReadonlySet<string>> | undefined
  const isHere = async (id: ArticleId): Promise<boolean> => {
    before ??= readdir(folder).then(
      names => new Set(names),
      () => new Set(),
    )
    return (added.has(id) || (await before).has(`${id}.txt`)) && (await get(id)).ok
  }
  const added = new Set<ArticleId>()
  let syncing: Promise<void> | undefined
  /** Makes the names of all files durable that were written until now: once for all who ask in the same turn. */
  const syncNames = (): Promise<void> => {
    syncing ??= new Promise(resolve => setImmediate(resolve)).then(() => {
      syncing = undefined
      return syncFolder(folder)
    })
    return syncing
  }
  return {
    put: async (text, sidecar, isWanted) => {
      const id = textId(text)
      const write = (): Promise<void> => writeFileWhole(fileOf(id, 'txt'), text, {syncNames, isWanted})
      if (!(await isHere(id))) {
        await write().catch(async (error: Error) => {
          if (errorCode(error.cause) !== 'ENOENT') throw error
          await makeFolder()
          await write()
        })
        if ((await isWanted) !== false) added.add(id)
      }
      if ((await isWanted) === false) return id
      await writeSidecar(id, sidecar)
      justWritten.set(id, `${JSON.stringify({id, ...sidecar}, null, 2)}\n`)
      return id
    },
    get,
    list: async () => {
      const names = await readdir(folder).catch(() => [])
      return names
        .filter(name => name.endsWith('.txt') && ID.test(name.slice(0, -4)))
        .map(name => name.slice(0, -4))
        .sort()
    },
    writeSidecar,
    sweep: () => sweepUnfinished(folder),
  }
}
