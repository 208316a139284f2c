import {readdir, readFile, realpath, stat} from 'node:fs/promises'
import {basename, join} from 'node:path'
import type {ArticleId, ArticleMetadata} from '../core/article.ts'
import {articleId, countWords, guessTitle, MAX_ARTICLE_BYTES} from '../core/article.ts'
import type {Result} from '../core/result.ts'
import {ok, refused} from '../core/result.ts'
import type {TextEncoding} from './decode-text.ts'
import {decodeText} from './decode-text.ts'
import {diskSentence} from './disk-problem.ts'

/** What one file holds, ready to be entered; `words` and `length` (UTF-16) are of the normal text. */
export type ReadArticle =
  | {readonly state: 'text'; readonly id: ArticleId; readonly text: string; readonly metadata: ArticleMetadata; readonly words: number; readonly length: number}
  | {readonly state: 'offered'; readonly encoding: TextEncoding; readonly preview: string}
  | {readonly state: 'refused'; readonly reason: string}

/** A file found in a folder; `name` is its path from there, with forward slashes. */
export type FoundFile = {readonly name: string; readonly path: string}

/** Whether a file is taken as an article by its name. */
export const isArticleName = (name: string): boolean => /\.(txt|md)$/i.test(name)

export function readArticle(name: string, bytes: Uint8Array, encoding: TextEncoding | null): ReadArticle {
  if (!isArticleName(name)) return {state: 'refused', reason: 'Articles are .txt or .md files. Save it as plain text (UTF-8) with the ending .txt first.'}
  const decoded = decodeText(bytes, encoding)
  if (!decoded.ok) return {state: 'refused', reason: decoded.error}
  if ('offered' in decoded.value) return {state: 'offered', encoding: decoded.value.offered, preview: decoded.value.preview}
  const {text, warnings} = decoded.value
  const converted = encoding === null || encoding === 'utf-8' ? [] : [`It was converted from ${encoding}.`]
  const metadata = {title: guessTitle(text, basename(name)), sourceName: name, warnings: [...converted, ...warnings]}
  return {state: 'text', id: articleId(text), text, metadata, words: countWords(text), length: text.length}
}

/** The bytes of a file on disk; one that is too large is refused without being read. */
export async function readFileBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    const info = await stat(path)
    if (info.isDirectory()) return refused('It is a folder, not a file.')
    if (info.size > MAX_ARTICLE_BYTES)
      return refused(
        `It is ${Math.ceil(info.size / 1024 / 1024)} MB large; a text of up to ${MAX_ARTICLE_BYTES / 1024 / 1024} MB can be an article. Split it into one file per article.`,
      )
    return ok(await readFile(path))
  } catch (error) {
    return refused(diskSentence('It could not be read', error))
  }
}

/**
 * All .txt and .md files in a folder and the folders in it, sorted by name. Hidden ones are passed over; a folder that
 * is met twice through links is walked once.
 */
export async function readFolder(path: string): Promise<Result<readonly FoundFile[]>> {
  const found: FoundFile[] = []
  const seen = new Set<string>()
  const walk = async (folder: string, prefix: string): Promise<void> => {
    const real = await realpath(folder)
    if (seen.has(real)) return
    seen.add(real)
    for (const name of (await readdir(folder)).sort()) {
      if (name.startsWith('.')) continue
      const inside = join(folder, name)
      const info = await stat(inside).catch(() => undefined)
      if (info?.isDirectory() === true) await walk(inside, `${prefix}${name}/`)
      else if (info?.isFile() === true && isArticleName(name)) found.push({name: `${prefix}${name}`, path: inside})
    }
  }
  try {
    await walk(path, '')
    return ok(found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)))
  } catch (error) {
    return refused(diskSentence(`The folder ${path} could not be read`, error))
  }
}
